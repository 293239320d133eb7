import type { RowResults } from '../../shared/contract.ts';

/** Names of the result columns; one that the data already use gets the first free suffix: cluster, cluster_2, … */
export function resultNames(
  { k, noise }: Pick<RowResults, 'k' | 'noise'>,
  taken: readonly string[],
  further: readonly string[] = [],
): readonly string[] {
  const used = new Set(taken);
  const free = (name: string): string => {
    let candidate = name;
    for (let suffix = 2; used.has(candidate); suffix++) candidate = `${name}_${suffix}`;
    used.add(candidate);
    return candidate;
  };
  const probabilities = Array.from({ length: k }, (_, component) => `probability_${component + 1}`);
  return ['cluster', 'uncertainty', 'log_density', ...probabilities, ...(noise ? ['probability_noise'] : []), ...further].map(
    free,
  );
}

/**
 * The result of one row, in the order of the names: label (1…K, 0 = noise), uncertainty (1 − largest responsibility), log
 * density (nats, original units), K probabilities, and that of the noise where there is one. Null for an excluded row.
 *
 * Responsibilities are kept in single precision and the uncertainty in double: so the label's probability is
 * 1 − uncertainty and the others share the uncertainty in proportion to their responsibilities. They sum to 1 in
 * double precision.
 */
export function resultValues(results: RowResults, row: number): readonly number[] | null {
  const { k, labels, uncertainty, logDensity, responsibilities, noise } = results;
  const label = labels[row];
  if (label < 0) return null;
  const columns = noise ? k + 1 : k;
  const doubt = uncertainty[row];
  const largest = label === 0 ? k : label - 1;
  const responsibility = (component: number) => (component === k ? (noise?.[row] ?? 0) : responsibilities[row * k + component]);
  let others = 0;
  for (let component = 0; component < columns; component++) if (component !== largest) others += responsibility(component);
  const share = others > 0 ? doubt / others : 0;
  const values = [label, doubt, logDensity[row]];
  for (let component = 0; component < columns; component++)
    values.push(component === largest ? 1 - doubt : responsibility(component) * share);
  return values;
}

/** The result of one row as CSV text; all empty for an excluded row. */
export const resultFields = (results: RowResults, row: number): string =>
  resultValues(results, row)?.join(',') ?? ','.repeat(results.k + (results.noise ? 3 : 2));
