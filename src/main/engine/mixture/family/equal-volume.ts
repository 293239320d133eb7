import { createRoom } from '../../linear-algebra/room.ts';
import { emptyCount, type Moments, occupied } from './family.ts';
import type { Variances } from './proportional.ts';

const rounds = 100;
const spreadRoom = createRoom();
const lowestRoom = createRoom();
const meanRoom = createRoom();

/**
 * Variances v_kj with the same product in every component that maximise −½ Σ_k Σ_j (N_k log v_kj + w_kj / v_kj) with
 * v_kj ≥ lowest_j, from the K×d spreads w. Where no bound binds, v_kj = w_kj λ / g_k with g_k = (Π_j w_kj)^(1/d) and
 * λ = Σ g_k / Σ N (Celeux & Govaert 1995, model [λ B_k]).
 */
export function equalVolume(
  { k, d, counts }: Pick<Moments, 'k' | 'd' | 'counts'>,
  spreads: Float64Array,
  lowest: Float64Array,
  out: Variances = { values: new Float64Array(k * d), atFloor: new Uint8Array(k) },
): Variances {
  const { values, atFloor } = out;
  const logSpreads = spreadRoom(k * d);
  const logLowest = lowestRoom(d);
  const means = meanRoom(k);
  let total = 0;
  let size = 0;
  for (let j = 0; j < d; j++) logLowest[j] = Math.log(lowest[j]);
  for (let c = 0; c < k; c++) {
    if (!(counts[c] > emptyCount)) continue;
    let sum = 0;
    for (let i = c * d; i < (c + 1) * d; i++) {
      logSpreads[i] = Math.log(Math.max(0, spreads[i]));
      sum += logSpreads[i];
    }
    means[c] = sum / d;
    total += counts[c];
    size += Math.exp(means[c]);
  }
  const volume = Math.log(size / total);
  let free = true;
  for (let c = 0; c < k; c++) {
    if (!(counts[c] > emptyCount)) continue;
    for (let j = 0; j < d; j++) {
      const log = logSpreads[c * d + j] - means[c] + volume;
      free &&= log > logLowest[j];
      values[c * d + j] = Math.exp(log);
    }
  }
  atFloor.fill(0);
  if (!free) hold(d, occupied({ k, counts }), total, logSpreads, logLowest, out);
  return out;
}

/** A component's columns by how far their spread is above the bound, the farthest first. */
interface Ranked {
  readonly from: number;
  readonly columns: readonly number[];
  /** log (w_kj / lowest_j), in that order; those without any spread are left out. */
  readonly excess: readonly number[];
}

/**
 * The same where bounds bind: v_kj = max(w_kj / μ_k, lowest_j) with multipliers μ_k that sum to Σ N at the common log
 * volume t. log μ_k falls with t, piecewise linear and convex, with slope −1 / (columns above their bound); so does the log
 * of the sum, and Newton's method climbs to the t where it is log Σ N from any t below.
 */
function hold(
  d: number,
  there: readonly number[],
  total: number,
  logSpreads: Float64Array,
  logLowest: Float64Array,
  { values, atFloor }: Variances,
): void {
  const floorVolume = logLowest.reduce((sum, log) => sum + log, 0);
  const ranked = there.map((c): Ranked => {
    const excess = (j: number) => logSpreads[c * d + j] - logLowest[j];
    const columns = Array.from({ length: d }, (_, j) => j).sort((a, b) => excess(b) - excess(a) || a - b);
    return { from: c * d, columns, excess: columns.map(excess).filter(Number.isFinite) };
  });
  let t = floorVolume;
  for (let round = 0; round < rounds; round++) {
    let sum = 0;
    let slope = 0;
    for (const one of ranked) {
      const { log, open } = multiplier(one, t - floorVolume);
      if (open === 0) continue;
      sum += Math.exp(log);
      slope += Math.exp(log) / open;
    }
    const step = sum > total ? (Math.log(sum / total) * sum) / slope : 0;
    t += step;
    if (step <= 1e-15 * Math.max(1, Math.abs(t))) break;
  }
  for (const one of ranked) {
    const { log, open } = multiplier(one, t - floorVolume);
    one.columns.forEach((j, place) => {
      // Without any spread a component fills the volume in the shape of the bound.
      const above = place < open ? Math.max(0, one.excess[place] - log) : open === 0 ? (t - floorVolume) / d : 0;
      values[one.from + j] = Math.exp(logLowest[j] + above);
      if (place >= open || above === 0) atFloor[one.from / d] = 1;
    });
    if (open === 0) atFloor[one.from / d] = 1;
  }
}

/** log μ where the component's log volume is `room` above the bound's, and how many columns are above theirs. */
function multiplier({ excess }: Ranked, room: number): { log: number; open: number } {
  let sum = -room;
  for (const log of excess) sum += log;
  let open = excess.length;
  while (open > 1 && excess[open - 1] * open < sum) sum -= excess[--open];
  return { log: open === 0 ? Number.NEGATIVE_INFINITY : sum / open, open };
}
