import { type Moments, occupied } from './family.ts';
import type { Variances } from './proportional.ts';

const rounds = 200;

/**
 * Variances v_kj with the same product in every component that maximise −½ Σ_k Σ_j (N_k log v_kj + w_kj / v_kj) with
 * v_kj ≥ lowest_j, from the K×d spreads w. Where no bound binds, v_kj = w_kj λ / g_k with g_k = (Π_j w_kj)^(1/d) and
 * λ = Σ g_k / Σ N (Celeux & Govaert 1995, model [λ B_k]).
 */
export function equalVolume(
  { k, d, counts }: Pick<Moments, 'k' | 'd' | 'counts'>,
  spreads: Float64Array,
  lowest: Float64Array,
): Variances {
  const there = occupied({ k, counts });
  const total = there.reduce((sum, c) => sum + counts[c], 0);
  const logSpreads = spreads.map((spread) => Math.log(Math.max(0, spread)));
  const logLowest = lowest.map(Math.log);
  const means = there.map((c) => logSpreads.subarray(c * d, (c + 1) * d).reduce((sum, log) => sum + log, 0) / d);
  const volume = Math.log(means.reduce((sum, mean) => sum + Math.exp(mean), 0) / total);
  const values = new Float64Array(k * d);
  let free = true;
  there.forEach((c, index) => {
    for (let j = 0; j < d; j++) {
      const log = logSpreads[c * d + j] - means[index] + volume;
      free &&= log > logLowest[j];
      values[c * d + j] = Math.exp(log);
    }
  });
  return free ? { values, atFloor: new Uint8Array(k) } : bounded(k, d, there, total, logSpreads, logLowest);
}

/**
 * The same where bounds bind: v_kj = max(w_kj / μ_k, lowest_j) with multipliers μ_k that sum to Σ N at the common log
 * volume t. Σ μ_k(t) falls with t, so that t is found between two that are known.
 */
function bounded(
  k: number,
  d: number,
  there: readonly number[],
  total: number,
  logSpreads: Float64Array,
  logLowest: Float64Array,
): Variances {
  const values = new Float64Array(k * d);
  const atFloor = new Uint8Array(k);
  const floorVolume = logLowest.reduce((sum, log) => sum + log, 0);
  const at = (t: number): number => {
    let sum = 0;
    for (const c of there) sum += fill(c * d, t);
    return sum;
  };
  /** Writes the variances from `from` on at log volume t and gives μ (0 when no column has any spread). */
  const fill = (from: number, t: number): number => {
    const columns = Array.from({ length: d }, (_, j) => j);
    let open = columns.filter((j) => logSpreads[from + j] > Number.NEGATIVE_INFINITY);
    let log = Number.NEGATIVE_INFINITY;
    while (open.length > 0) {
      log = floorVolume - t;
      for (const j of open) log += logSpreads[from + j] - logLowest[j];
      log /= open.length;
      const above = open.filter((j) => logSpreads[from + j] - logLowest[j] >= log);
      // Rounding apart, at least one column has the volume that the others leave.
      if (above.length === 0 || above.length === open.length) break;
      open = above;
    }
    for (const j of columns) values[from + j] = Math.exp(logLowest[j] + (open.length === 0 ? (t - floorVolume) / d : 0));
    for (const j of open) values[from + j] = Math.max(values[from + j], Math.exp(logSpreads[from + j] - log));
    atFloor[from / d] = open.length < d ? 1 : 0;
    return Math.exp(log);
  };
  let low = floorVolume;
  if (at(low) <= total) return { values, atFloor: atFloor.fill(1) };
  let high = low + 1;
  while (at(high) > total) {
    low = high;
    high += 2 * (high - floorVolume);
  }
  for (let round = 0; round < rounds && high - low > 1e-15 * Math.max(1, Math.abs(low)); round++) {
    const middle = (low + high) / 2;
    if (at(middle) > total) low = middle;
    else high = middle;
  }
  at(high);
  return { values, atFloor };
}
