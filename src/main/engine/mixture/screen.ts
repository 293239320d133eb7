import { createRandom, type Random } from '../random/generator.ts';
import { sampleIndices } from '../random/sample.ts';
import { type ColumnMoments, type Rows, takeRows } from '../rows.ts';
import { rowCovariance } from './constrained.ts';
import type { Mixture } from './mixture.ts';
import { toComponents } from './pass/components.ts';
import { createPass } from './pass/create.ts';
import { passOver } from './pass/pass.ts';
import { createStatistics } from './pass/statistics.ts';

/** Starts compete on a sample of at most this many rows … */
const screenRows = 10_000;
/** … and are drawn, and make their first steps, on one of this many, or on half of the rows … */
const coarseRows = 5000;
/** … where there are so many that this is worth it. */
const worthSampling = 4000;
/** This share of a sample are the rows farthest out. */
const farthest = 0.05;
/** Enough to know the spread of all rows by. */
const spreadRows = 20_000;

/** How many screens there are: what one of them does not show, another may. */
const screens = 2;

/** The rows that starts compete on: the same for all K and families. `coarse` is `sample` itself where that is small. They are rough. */
export interface Screen {
  readonly sample: Rows;
  readonly coarse: Rows;
}

/** Screens of the same rows, to be taken in turn. */
export function* screensOf(rows: Rows, moments: ColumnMoments, seed: number): Generator<unknown, Screen[]> {
  const { n } = rows;
  const all = roughly(rows);
  if (n < worthSampling) return [{ sample: all, coarse: all }];
  const order = yield* farOut(rows, moments, seed);
  return Array.from({ length: screens }, (_, turn) => {
    const some = (size: number, name: string) =>
      sampled(rows, order, size, createRandom(seed, name, ...(turn > 0 ? [turn] : [])));
    return {
      sample: n > screenRows ? some(screenRows, 'sample') : all,
      coarse: some(Math.min(coarseRows, Math.floor(n / 2)), 'coarse'),
    };
  });
}

/** The same rows where they only put fits in order: in numbers of 32 bits, if they are complete. */
export const roughly = (rows: Rows): Rows => (rows.missing ? rows : { ...rows, rough: true });

/**
 * `size` rows that stand for all: those farthest out all come in, the others are drawn, and each has the weight of the rows
 * that it stands for. A few far rows decide what a component of their own is worth: a plain sample, which has some of them
 * or none, puts fits in another order than all rows do.
 */
function sampled(rows: Rows, far: Int32Array | null, size: number, random: Random): Rows {
  const { n } = rows;
  const out = far?.subarray(0, Math.round(farthest * size)) ?? new Int32Array(0);
  const isOut = new Uint8Array(n);
  for (const i of out) isOut[i] = 1;
  const rest = new Int32Array(n - out.length);
  let filled = 0;
  for (let i = 0; i < n; i++) if (!isOut[i]) rest[filled++] = i;
  const drawn = sampleIndices(rest.length, size - out.length, random);
  const chosen = new Int32Array(size);
  chosen.set(out.slice().sort());
  drawn.forEach((at, i) => {
    chosen[out.length + i] = rest[at];
  });
  const taken = takeRows(rows, chosen);
  const each = rest.length / drawn.length;
  const weights = Float64Array.from(chosen, (_, i) => (taken.weights?.[i] ?? 1) * (i < out.length ? 1 : each));
  return roughly({ ...taken, weights });
}

/** Indices of the rows that a single Gaussian finds least likely, the least likely first; null where it is singular. */
function* farOut(rows: Rows, moments: ColumnMoments, seed: number): Generator<unknown, Int32Array | null> {
  const { n, d } = rows;
  const some = n > spreadRows ? takeRows(rows, sampleIndices(n, spreadRows, createRandom(seed, 'spread'))) : rows;
  const covariances = yield* rowCovariance(some, moments);
  const mixture: Mixture = { k: 1, d, weights: Float64Array.of(1), means: moments.means, covariances, noise: null };
  const gaussian = componentsOf(mixture);
  if (gaussian === null) return null;
  const logDensity = new Float64Array(n);
  const statistics = createStatistics(1, d, gaussian.shape);
  yield* passOver(createPass(rows, 1, gaussian.shape), n, gaussian, statistics, { logDensity });
  for (let i = 0; i < n; i++) if (Number.isNaN(logDensity[i])) logDensity[i] = Number.NEGATIVE_INFINITY;
  const bound = logDensity.slice().sort()[Math.min(n - 1, Math.round(farthest * screenRows))];
  const far: number[] = [];
  for (let i = 0; i < n; i++) if (logDensity[i] < bound) far.push(i);
  return Int32Array.from(far.sort((a, b) => logDensity[a] - logDensity[b] || a - b));
}

function componentsOf(mixture: Mixture) {
  if (!mixture.covariances.every((value) => Number.isFinite(value))) return null;
  try {
    return toComponents(mixture);
  } catch {
    return null;
  }
}
