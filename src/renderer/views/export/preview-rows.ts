import type { RowResults } from '../../../shared/contract.ts';
import { decimals } from '../../widgets/format.ts';

/** Heads of the columns that an export of labels adds; a name that the data have already gets the first free suffix. */
export function addedNames({ k, noise }: Pick<RowResults, 'k' | 'noise'>, taken: readonly string[]): readonly string[] {
  const used = new Set(taken);
  const free = (name: string) => {
    let one = name;
    for (let i = 2; used.has(one); i++) one = `${name}_${i}`;
    used.add(one);
    return one;
  };
  const probabilities = Array.from({ length: k }, (_, c) => `probability_${c + 1}`);
  return ['cluster', 'uncertainty', 'log_density', ...probabilities, ...(noise ? ['probability_noise'] : [])].map(free);
}

/** The cells added to a row, rounded for reading; the file has all digits. Empty for a row that was left out. */
export function addedCells(results: RowResults, row: number): readonly string[] {
  const { k, labels, uncertainty, logDensity, responsibilities, noise } = results;
  const label = labels[row] ?? -1;
  if (label < 0) return new Array<string>(k + (noise ? 4 : 3)).fill('');
  const probabilities = Array.from(responsibilities.subarray(row * k, (row + 1) * k), (one) => one.toFixed(3));
  const last = noise ? [noise[row]!.toFixed(3)] : [];
  return [String(label), uncertainty[row]!.toFixed(3), decimals(logDensity[row]!, 3), ...probabilities, ...last];
}
