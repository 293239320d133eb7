import { type ColumnMoments, countDistinct, type Rows } from '../rows.ts';
import type { ColumnWords } from './degenerate.ts';

/** Variances outside this range leave no room for squares and products in 64-bit numbers. */
const smallest = 1e-200;
const largest = 1e200;
const closest = 1e-90;
/** Spread below this part of a column's size is rounding of its values. */
const resolution = 1e-14;

/** Why no mixture of K components can be fitted to these rows, in one or two sentences with what to try; or null. */
export function whyInfeasible(rows: Rows, moments: ColumnMoments, k: number, column: ColumnWords): string | null {
  const { n, d } = rows;
  if (n === 0 || d === 0) return 'There are no rows to fit. Choose columns that have values in the same rows.';
  for (let j = 0; j < d; j++) {
    const variance = moments.variances[j];
    const where = column(j);
    if (!Number.isFinite(variance) || variance > largest) {
      return `The values of ${where} are too large: their squares overflow. Scale the columns or change the unit.`;
    }
    if (n > 1 && !(variance >= smallest && Math.sqrt(variance) > resolution * Math.abs(moments.means[j]))) {
      return whyFlat(rows, j, where);
    }
  }
  const needed = k * (d + 1);
  if (n < needed) {
    const remedy = k > 1 && n > d ? 'Try fewer components or fewer columns' : 'Try fewer columns, or more rows';
    return `K = ${k} in ${d} column${d === 1 ? '' : 's'} needs at least ${needed} rows (${d + 1} a component); there ${n === 1 ? 'is 1' : `are ${n}`}. ${remedy}.`;
  }
  const distinct = countDistinct(rows, k);
  if (distinct < k) {
    return `K = ${k} needs at least ${k} different rows; there are ${distinct}. Try K = ${distinct} or fewer.`;
  }
  return null;
}

function whyFlat({ n, data }: Rows, j: number, where: string): string {
  let low = data[j * n];
  let high = low;
  for (let i = j * n; i < (j + 1) * n; i++) {
    low = Math.min(low, data[i]);
    high = Math.max(high, data[i]);
  }
  if (low === high) return `All ${n} rows have the same value in ${where}. Leave it out.`;
  if (high - low < closest) {
    return `The values of ${where} are too close together: their squares underflow. Scale the columns or change the unit.`;
  }
  return `The values of ${where} differ by no more than their rounding. Leave it out, or subtract a constant from it.`;
}

/** Why the labels cannot start a mixture of K components, or null: each of 1…K must be there, and no other above 0. */
export function whyUnlabelled(labels: Int32Array, k: number): string | null {
  const found = new Set<number>();
  for (let i = 0; i < labels.length; i++) if (labels[i] > 0) found.add(labels[i]);
  const highest = Math.max(0, ...found);
  if (found.size === k && highest === k) return null;
  const kinds = `${found.size} different label${found.size === 1 ? '' : 's'} in the rows used`;
  return `The start labels have ${kinds}, K = ${k} needs ${k}. Ask for K = ${found.size}, or fit without start labels.`;
}
