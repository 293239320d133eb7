import type { ColumnEncoding } from '../../shared/model/latent.ts';
import { cellText } from './cells.ts';
import { rowNumber, type TableColumn } from './encode-column.ts';

/** Standard deviations from the mean that are far where the range of the training is not known. */
const farDeviations = 20;

/**
 * Cells further outside the range of the training than that range is wide (log-normal columns and counts: on a log scale): there a
 * network only extrapolates. One sentence that names the column, the furthest cell and the range; none where there are no such cells.
 */
export function farCells({ likelihood, center, scale, range }: ColumnEncoding, column: TableColumn): string[] {
  const { name, cells, type } = column;
  if (cells.kind === 'codes' || likelihood === 'bernoulli' || likelihood === 'categorical') return [];
  const along = likelihood === 'log-normal' ? Math.log : likelihood === 'poisson' ? Math.log1p : (x: number) => x;
  if (!range && likelihood === 'poisson') return [];
  const [low, high] = range ? range.map(along) : [center - (farDeviations / 2) * scale, center + (farDeviations / 2) * scale];
  const width = range ? high - low : 0;
  let count = 0;
  let furthest = -1;
  let most = width;
  cells.values.forEach((x, row) => {
    const beyond = Math.max(along(x) - high, low - along(x));
    if (!(beyond > width) || !Number.isFinite(beyond)) return;
    count++;
    if (furthest < 0 || beyond > most) [furthest, most] = [row, beyond];
  });
  if (furthest < 0) return [];
  const text = (x: number) => cellText({ kind: 'values', values: Float64Array.of(x) }, type, 0) ?? String(x);
  const seen = range ? `from ${text(range[0])} to ${text(range[1])}` : `around ${text(center)}`;
  const what = `${text(cells.values[furthest])} in row ${rowNumber(column, furthest)}`;
  return [
    `Column '${name}' has ${count === 1 ? what : `${count} cells, the furthest ${what},`} far beyond the values of the training (${seen}): what the network says of ${count === 1 ? 'that row' : 'those rows'} is extrapolated. Check ${count === 1 ? 'the cell' : 'the cells'}.`,
  ];
}
