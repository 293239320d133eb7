import type { RowResults } from '../../shared/contract.ts';

/** Names of the result columns; one that the data already use gets the first free suffix: cluster, cluster_2, … */
export function resultNames(k: number, taken: readonly string[]): readonly string[] {
  const used = new Set(taken);
  const free = (name: string): string => {
    let candidate = name;
    for (let suffix = 2; used.has(candidate); suffix++) candidate = `${name}_${suffix}`;
    used.add(candidate);
    return candidate;
  };
  const probabilities = Array.from({ length: k }, (_, component) => `probability_${component + 1}`);
  return ['cluster', 'uncertainty', 'log_density', ...probabilities].map(free);
}

/**
 * The result fields of one row as CSV text: label (1…K), uncertainty (1 − largest responsibility), log density (nats,
 * original units), K probabilities. All empty for an excluded row.
 *
 * Responsibilities are kept in single precision and the uncertainty in double: so the label's probability is
 * 1 − uncertainty and the others share the uncertainty in proportion to their responsibilities. They sum to 1 in
 * double precision.
 */
export function resultFields(results: RowResults, row: number): string {
  const { k, labels, uncertainty, logDensity, responsibilities } = results;
  const label = labels[row];
  if (label < 1) return ','.repeat(k + 2);
  const doubt = uncertainty[row];
  let others = 0;
  for (let component = 0; component < k; component++)
    if (component !== label - 1) others += responsibilities[row * k + component];
  const share = others > 0 ? doubt / others : 0;
  let text = `${label},${doubt},${logDensity[row]}`;
  for (let component = 0; component < k; component++)
    text += `,${component === label - 1 ? 1 - doubt : responsibilities[row * k + component] * share}`;
  return text;
}
