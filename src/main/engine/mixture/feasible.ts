import type { FamilyCode } from '../../../shared/model/mixture.ts';
import { type ColumnMoments, countDistinct, type Rows, totalWeight } from '../rows.ts';
import type { ColumnWords } from './degenerate.ts';
import { rowsNeeded } from './rows-needed.ts';

/** Variances outside this range leave no room for squares and products in 64-bit numbers. */
const smallest = 1e-200;
const largest = 1e200;
const closest = 1e-90;
/** Spread below this part of a column's size is rounding of its values. */
const resolution = 1e-14;

/** What is to be fitted: a mixture by EM needs rows by its family; without one, as of a Bayesian mixture, the prior stands in for them. */
export interface Wanted {
  readonly k: number;
  readonly family: FamilyCode | null;
  /** True: with a conjugate prior. */
  readonly prior?: boolean | undefined;
}

/** Why no mixture of this kind can be fitted to these rows, in one or two sentences with what to try; or null. */
export function whyInfeasible(rows: Rows, moments: ColumnMoments, wanted: Wanted, column: ColumnWords): string | null {
  const { k } = wanted;
  const { d } = rows;
  const n = totalWeight(rows);
  if (rows.weights) {
    const fault = weightFault(rows.weights);
    if (fault) return fault;
    if (n === 0 && rows.n > 0) return 'All rows have weight 0. Give some rows a weight above 0.';
  }
  if (n === 0 || d === 0) return 'There are no rows to fit. Choose columns that have values in the same rows.';
  for (let j = 0; j < d; j++) {
    const variance = moments.variances[j];
    const where = column(j);
    if (Number.isNaN(moments.means[j])) return `No row has a value in ${where}. Leave it out.`;
    if (!Number.isFinite(variance) || variance > largest) {
      return `The values of ${where} are too large: their squares overflow. Scale the columns or change the unit.`;
    }
    if (n > 1 && !(variance >= smallest && Math.sqrt(variance) > resolution * Math.abs(moments.means[j]))) {
      return whyFlat(rows, j, where);
    }
  }
  const tooFew = whyTooFew(rows, n, wanted);
  if (tooFew) return tooFew;
  const distinct = countDistinct(rows, k);
  if (distinct < k) {
    return `K = ${k} needs at least ${k} different rows; there are ${distinct}. Try K = ${distinct} or fewer.`;
  }
  return null;
}

function whyTooFew({ d, weights }: Rows, n: number, { k, family, prior }: Wanted): string | null {
  const need = (code: FamilyCode, components: number, columns: number) => rowsNeeded(code, components, columns, prior);
  const own = family ?? 'VVV';
  const { rows, why } = need(own, family === null ? 1 : k, d);
  if (n >= rows) return null;
  const what = `${family === null ? 'A Bayesian mixture' : `K = ${k}, ${family}`} in ${d} column${d === 1 ? '' : 's'}`;
  const there = `there ${n === 1 ? 'is 1' : `are ${Math.round(n * 100) / 100}`}${weights ? ', counted by their weights' : ''}`;
  const tries = [
    ...(family !== null && n >= need(own, 1, d).rows ? ['fewer components'] : []),
    ...(n >= need(own, family === null ? 1 : k, 1).rows ? ['fewer columns'] : []),
    // What needs the fewest.
    ...(family !== null && n >= need('EII', k, d).rows
      ? [k > 1 ? 'one size for all (EII, EEI)' : 'a simpler shape (EII, EEI)']
      : []),
    'more rows',
  ];
  const all = tries.length > 1 ? `${tries.slice(0, -1).join(', ')} or ${tries.at(-1)}` : tries[0];
  return `${what} needs at least ${rows} rows (${why}); ${there}. Try ${all}.`;
}

/** What is wrong with row weights, in a sentence with what to try, or null. */
export function weightFault(weights: Float64Array): string | null {
  const at = weights.findIndex((w) => !(w >= 0 && w < Number.POSITIVE_INFINITY));
  if (at < 0) return null;
  return `The weight of row ${at + 1} is ${weights[at]}. Weights must be finite numbers, 0 or above.`;
}

function whyFlat({ n, data, weights }: Rows, j: number, where: string): string {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const x = data[j * n + i];
    if (Number.isNaN(x) || weights?.[i] === 0) continue;
    low = Math.min(low, x);
    high = Math.max(high, x);
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
