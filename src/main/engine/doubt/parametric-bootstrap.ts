import type { EmOptions } from '../mixture/em.ts';
import type { Family, Floor } from '../mixture/family/family.ts';
import type { Mixture } from '../mixture/mixture.ts';
import { createRandom } from '../random/generator.ts';
import { columnMoments, type Rows } from '../rows.ts';
import { grow } from './grow.ts';
import { isUsable, refit } from './refit.ts';
import { type Box, simulate } from './simulate.ts';

/** The null hypothesis: the rows come from this mixture. All that its samples have in common. */
export interface Null {
  readonly rows: Rows;
  readonly mixture: Mixture;
  readonly family: Family;
  readonly floor: Floor;
  readonly options: EmOptions;
  /** Where rows of the noise component lie; null when there is none. */
  readonly box: Box | null;
}

/** Statistics are told apart by whole nats: no need to climb to finer ones than this, or than 1e-6 a row. */
const finest = 1e-3;
/** How often a sample is drawn again before the test is given up. */
const mostDraws = 20;

/** Sets up sampling from a mixture fitted to the rows; or says why that cannot be. */
export function* nullOf(rows: Rows, mixture: Mixture, family: Family, share: number): Generator<number, Null | string> {
  const { noise } = mixture;
  if (noise && noise.weight > 0 && noise.perColumn === null) {
    return 'Rows of the noise component cannot be drawn: its volume is not a box along the axes. Test without noise.';
  }
  const { variances } = yield* columnMoments(rows);
  const tolerance = Math.max(finest, 1e-6 * rows.n);
  const options: EmOptions = { tolerance, gain: 10 * tolerance, maxIterations: 1000 };
  return { rows, mixture, family, floor: { share, variances }, options, box: noise ? boxOf(rows) : null };
}

/**
 * The statistic 2 (log L_{K+1} − log L_K) in sample b of the null hypothesis: as many rows as the data have, missing
 * where theirs are. EM starts from the true mixture for K, and K + 1 is grown from where that ends. A sample
 * without a usable fit of either is drawn again; null when that keeps happening. Samples do not depend on each other, so
 * that they may be computed in any order.
 */
export function* bootstrapStatistic(
  world: Null,
  seed: number,
  b: number,
): Generator<unknown, { readonly statistic: number | null; readonly redrawn: number }> {
  const { rows, mixture, family, options, box } = world;
  for (let draw = 0; draw < mostDraws; draw++) {
    const drawn = yield* simulate(mixture, rows.n, box, seed, mixture.k, family.code, b, draw);
    const sample = holed(drawn.rows, rows);
    const { variances } = yield* columnMoments(sample);
    const floor = { share: world.floor.share, variances };
    const small = yield* refit(sample, mixture, family, floor, options);
    if (!isUsable(small)) continue;
    const random = createRandom(seed, 'grow', mixture.k, b, draw);
    const large = yield* grow(sample, small.mixture, family, floor, options, random);
    if (large) return { statistic: 2 * (large.logLikelihood - small.logLikelihood), redrawn: draw };
  }
  return { statistic: null, redrawn: mostDraws };
}

/** The sample with cells missing where the data's are. */
function holed(sample: Rows, { missing, data }: Rows): Rows {
  if (!missing) return sample;
  return { ...sample, missing, data: sample.data.map((value, at) => (Number.isNaN(data[at]) ? Number.NaN : value)) };
}

/** The smallest box along the axes that holds the rows. */
export function boxOf({ n, d, data }: Rows): Box {
  const low = new Float64Array(d).fill(Number.POSITIVE_INFINITY);
  const high = new Float64Array(d).fill(Number.NEGATIVE_INFINITY);
  for (let j = 0; j < d; j++) {
    for (let i = j * n; i < (j + 1) * n; i++) {
      if (data[i] < low[j]) low[j] = data[i];
      if (data[i] > high[j]) high[j] = data[i];
    }
  }
  return { low, high };
}
