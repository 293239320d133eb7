import type { RowResults } from '../../shared/contract.ts';
import type { GaussianMixture } from '../../shared/model/mixture.ts';
import type { NamedCells } from '../datasets/cells.ts';

/** So many rows are named; the rest are counted. */
const named = 3;

/**
 * Which rows lie so far from every component that their squared distance, and with it their log density, is beyond all numbers: by
 * number from 1, each with the column that takes it farthest, in a sentence; null when there is none.
 */
export function underflowWords(
  { logDensity }: Pick<RowResults, 'logDensity'>,
  { means, covariances }: Pick<GaussianMixture, 'means' | 'covariances'>,
  columns: readonly NamedCells[],
): string | null {
  const far: number[] = [];
  for (let row = 0; row < logDensity.length; row++) if (logDensity[row] === Number.NEGATIVE_INFINITY) far.push(row);
  if (far.length === 0) return null;
  const valueAt = ({ cells }: NamedCells, row: number) => (cells.kind === 'values' ? cells.values[row] : Number.NaN);
  /** In standard deviations of the component where the column is nearest. */
  const distance = (j: number, row: number) =>
    Math.min(...means.map((mean, c) => Math.abs(valueAt(columns[j], row) - mean[j]) / Math.sqrt(covariances[c][j][j])));
  const words = far.slice(0, named).map((row) => {
    const known = columns.flatMap((column, j) => (Number.isNaN(valueAt(column, row)) ? [] : [{ column, far: distance(j, row) }]));
    const [{ column }] = known.sort((a, b) => b.far - a.far);
    return `row ${row + 1} by its ${valueAt(column, row)} in column '${column.name}'`;
  });
  const more = far.length > named ? ` and ${far.length - named} more` : '';
  const who = far.length === 1 ? '1 row lies' : `${far.length} rows lie`;
  const whose =
    far.length === 1
      ? 'its log density is -Infinity, and its cluster says'
      : 'their log density is -Infinity, and their clusters say';
  return `${who} beyond all numbers from every component, ${words.join(', ')}${more}: ${whose} nothing.`;
}
