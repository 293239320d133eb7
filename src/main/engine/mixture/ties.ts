import type { Rows } from '../rows.ts';
import { isAtFloor } from './at-floor.ts';
import type { ColumnWords } from './degenerate.ts';
import type { Family, Floor } from './family/family.ts';
import type { Parameters } from './parameters.ts';

/** A value that this share of the rows have, and not fewer than five, is worth a word. */
const worthAWord = 0.02;

/**
 * What in the rows a component at the covariance floor sits on, in a sentence, or null: copies of one row, or one value
 * that many rows have in a column, as zeros, whole and rounded numbers do. Values are not told, for rows may be in units
 * of their own.
 */
export function whyTied(rows: Rows, family: Family, parameters: Parameters, floor: Floor, column: ColumnWords): string | null {
  const { n, d } = rows;
  const c = parameters.weights.findIndex((_, component) => isAtFloor(family, parameters, floor, component));
  if (c < 0) return null;
  const held = Array.from({ length: d }, (_, j) => j).filter(
    (j) => parameters.covariances[(c * d + j) * d + j] <= 2 * floor.share * floor.variances[j],
  );
  const enough = Math.max(5, worthAWord * n);
  if (held.length === d) {
    const row = nearest(rows, parameters.means.subarray(c * d, (c + 1) * d), floor);
    const copies = row < 0 ? 0 : count(n, (i) => held.every((j) => rows.data[j * n + i] === rows.data[j * n + row]));
    return copies >= 2 ? `${copies} of the ${n} rows are copies of one row.` : null;
  }
  for (const j of held) {
    const values = rows.data.subarray(j * n, (j + 1) * n);
    const mean = parameters.means[c * d + j];
    let value = Number.NaN;
    for (const x of values) if (!(Math.abs(x - mean) >= Math.abs(value - mean))) value = Number.isNaN(x) ? value : x;
    const equal = count(n, (i) => values[i] === value);
    const different = new Set(values).size;
    if (equal < enough) continue;
    const kind = different <= n / 2 ? `; it has only ${different} different values, as whole or rounded numbers do` : '';
    return `${equal} of the ${n} rows have one and the same value in ${column(j)}${kind}.`;
  }
  return null;
}

function count(n: number, holds: (i: number) => boolean): number {
  let found = 0;
  for (let i = 0; i < n; i++) if (holds(i)) found++;
  return found;
}

/** The row nearest to a mean, each column in its own standard deviations; −1 when no row is complete. */
function nearest({ n, d, data }: Rows, mean: Float64Array, { variances }: Floor): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    let distance = 0;
    for (let j = 0; j < d; j++) distance += (data[j * n + i] - mean[j]) ** 2 / variances[j];
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return best;
}
