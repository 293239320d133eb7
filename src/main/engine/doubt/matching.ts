import { type Contingency, contingency } from './contingency.ts';

/**
 * The assignment of rows to columns with the largest sum of gains (Kuhn 1955, by shortest augmenting paths with potentials,
 * Jonker & Volgenant 1987): for each row its column, each column at most once; −1 for rows beyond the number of columns.
 * `gains` is rows × columns row-major, finite. Time is rows² × columns.
 */
export function assign(gains: ArrayLike<number>, rows: number, columns: number): Int32Array {
  if (rows > columns) {
    const turned = new Float64Array(rows * columns);
    for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) turned[c * rows + r] = gains[r * columns + c];
    const result = new Int32Array(rows).fill(-1);
    assign(turned, columns, rows).forEach((row, column) => {
      result[row] = column;
    });
    return result;
  }
  // Row and column 0 are the root of the search, so that all indices are one higher within.
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const holder = new Int32Array(columns + 1);
  const cameFrom = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    holder[0] = row;
    let at = 0;
    const slack = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const seen = new Uint8Array(columns + 1);
    do {
      seen[at] = 1;
      const r = holder[at];
      let step = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let c = 1; c <= columns; c++) {
        if (seen[c]) continue;
        const reduced = -gains[(r - 1) * columns + c - 1] - rowPotential[r] - columnPotential[c];
        if (reduced < slack[c]) {
          slack[c] = reduced;
          cameFrom[c] = at;
        }
        if (slack[c] < step) {
          step = slack[c];
          next = c;
        }
      }
      for (let c = 0; c <= columns; c++) {
        if (seen[c]) {
          rowPotential[holder[c]] += step;
          columnPotential[c] -= step;
        } else slack[c] -= step;
      }
      at = next;
    } while (holder[at] !== 0);
    while (at !== 0) {
      holder[at] = holder[cameFrom[at]];
      at = cameFrom[at];
    }
  }
  const result = new Int32Array(rows);
  for (let c = 1; c <= columns; c++) if (holder[c] > 0) result[holder[c] - 1] = c - 1;
  return result;
}

/** For each cluster 1…K of a (index 0 stays 0, the noise) the cluster of b that it shares most rows with; 0 for none. */
export function matchGroups({ rows, columns, counts }: Contingency): Int32Array {
  const ka = rows - 1;
  const kb = columns - 1;
  const overlap = new Float64Array(ka * kb);
  for (let r = 0; r < ka; r++) for (let c = 0; c < kb; c++) overlap[r * kb + c] = counts[(r + 1) * columns + c + 1];
  const found = assign(overlap, ka, kb);
  return Int32Array.from({ length: rows }, (_, r) => {
    const c = r === 0 ? -1 : found[r - 1];
    return c >= 0 && overlap[(r - 1) * kb + c] > 0 ? c + 1 : 0;
  });
}

/**
 * Which component of an earlier fit each component of a new one goes on: names and colours are kept by it. Labels are
 * 1…K in the rows' order, 0 = noise, −1 = in only one of the two fits. Returns for each new component 1…K (entry 0 is
 * unused) the earlier one, or 0 when it shares no row with one that is free: it is new.
 */
export const matchComponents = (now: ArrayLike<number>, kNow: number, before: ArrayLike<number>, kBefore: number): Int32Array =>
  matchGroups(contingency(now, kNow, before, kBefore));
