import type { GaussianMixture } from '../model/mixture.ts';
import { cholesky } from './responsibilities.ts';

export interface Imputed {
  /** As given; columns with missing cells as copies in which they are filled. */
  readonly columns: readonly Float64Array[];
  /** Rows with at least one missing and one known cell: filled. */
  readonly filled: number;
  /** Rows without any known cell: still NaN. */
  readonly empty: number;
}

/**
 * Missing cells (NaN) by their expectation given the row's known cells under a mixture of the columns, in its order:
 * E[x_m | x_o] = Σ_k r_k(x_o) (m_km + Σ_k,mo Σ_k,oo⁻¹ (x_o − m_ko)), r_k from the marginal of the known cells (Little and
 * Rubin 2002, ch. 11). Rows are grouped by which cells are missing, and matrices factorised once a group.
 * A component whose covariance is not positive definite takes no part.
 */
export function withImputed(columns: readonly Float64Array[], mixture: GaussianMixture): Imputed {
  const n = columns[0]?.length ?? 0;
  if (columns.every(isComplete)) return { columns, filled: 0, empty: 0 };
  const groups = new Map<string, number[]>();
  let empty = 0;
  for (let row = 0; row < n; row++) {
    let sum = 0;
    for (const values of columns) sum += values[row]!;
    if (sum - sum === 0) continue;
    const pattern = columns.map((values) => (Number.isFinite(values[row]!) ? '1' : '0')).join('');
    if (!pattern.includes('1')) empty += 1;
    else if (pattern.includes('0')) {
      const rows = groups.get(pattern);
      if (rows) rows.push(row);
      else groups.set(pattern, [row]);
    }
  }
  if (groups.size === 0) return { columns, filled: 0, empty };
  const out = columns.map((values, j) => ([...groups.keys()].some((pattern) => pattern[j] === '0') ? values.slice() : values));
  let filled = 0;
  for (const [pattern, rows] of groups) {
    fill(out, rows, pattern, mixture);
    filled += rows.length;
  }
  return { columns: out, filled, empty };
}

function isComplete(values: Float64Array): boolean {
  for (let row = 0; row < values.length; row++) if (!Number.isFinite(values[row]!)) return false;
  return true;
}

function fill(columns: readonly Float64Array[], rows: readonly number[], pattern: string, mixture: GaussianMixture): void {
  const at = Array.from(pattern, (_, j) => j);
  const known = at.filter((j) => pattern[j] === '1');
  const missing = at.filter((j) => pattern[j] === '0');
  const parts = mixture.weights.map((weight, k) =>
    conditional(weight, mixture.means[k]!, mixture.covariances[k]!, known, missing),
  );
  const logs = new Float64Array(parts.length);
  for (const row of rows) {
    const x = known.map((j) => columns[j]![row]!);
    const said = parts.map((part) => part?.(x) ?? null);
    said.forEach((one, k) => {
      logs[k] = one ? one.log : Number.NEGATIVE_INFINITY;
    });
    const largest = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    if (!Number.isFinite(largest)) continue;
    const shares = logs.map((log) => Math.exp(log - largest));
    const sum = shares.reduce((a, b) => a + b, 0);
    missing.forEach((j, i) => {
      columns[j]![row] = said.reduce((all, one, k) => all + (one ? (shares[k]! / sum) * one.means[i]! : 0), 0);
    });
  }
}

/** One component as the known cells see it: log π_k N(x_o), up to a constant, and the expectation of the missing cells. */
function conditional(
  weight: number,
  mean: readonly number[],
  covariance: readonly (readonly number[])[],
  known: readonly number[],
  missing: readonly number[],
) {
  const o = known.length;
  const lower = cholesky(known.map((i) => known.map((j) => covariance[i]![j]!)));
  if (!lower || !(weight > 0)) return null;
  let constant = Math.log(weight);
  for (let i = 0; i < o; i++) constant -= Math.log(lower[i * o + i]!);
  return (x: readonly number[]) => {
    const z = new Float64Array(o);
    let squared = 0;
    for (let i = 0; i < o; i++) {
      let sum = x[i]! - mean[known[i]!]!;
      for (let l = 0; l < i; l++) sum -= lower[i * o + l]! * z[l]!;
      z[i] = sum / lower[i * o + i]!;
      squared += z[i]! * z[i]!;
    }
    const away = new Float64Array(o);
    for (let i = o - 1; i >= 0; i--) {
      let sum = z[i]!;
      for (let l = i + 1; l < o; l++) sum -= lower[l * o + i]! * away[l]!;
      away[i] = sum / lower[i * o + i]!;
    }
    const means = missing.map((m) => mean[m]! + known.reduce((sum, j, i) => sum + covariance[m]![j]! * away[i]!, 0));
    return { log: constant - squared / 2, means };
  };
}
