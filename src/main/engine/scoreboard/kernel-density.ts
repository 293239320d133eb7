import { createRandom } from '../random/generator.ts';
import { sampleIndices } from '../random/sample.ts';
import type { Rows } from '../rows.ts';
import type { FoldStep, Outcome } from './fitted.ts';

/** Of more rows the bandwidth is chosen on so many, and narrowed by the fifth root of their ratio. */
const searched = 2000;
/** Bandwidths tried between the narrowest and the widest, evenly on a log scale, before the best is refined. */
const tried = 24;
/** Kernels this many bandwidths beyond the nearest row add less than rounding. */
const reach = 8.5;

/**
 * A Gaussian kernel density estimate of one column. The bandwidth is the one with the highest leave-one-out log-likelihood
 * among the rows trained on (Habbema, Hermans & van den Broek 1974; Duin 1976), never below half of the smallest step between
 * two different values: rounded numbers are not taken for spikes.
 */
export function* scoreKernelDensity(train: Rows, own: Rows, seed: number): Generator<FoldStep, Outcome> {
  const { n } = train;
  const sorted = Float64Array.from(train.data).sort();
  const chosen =
    n > searched ? Float64Array.from(sampleIndices(n, searched, createRandom(seed, 'bandwidth')), (i) => sorted[i]) : sorted;
  const step = smallestStep(sorted);
  if (step === null) return { failure: 'A bandwidth needs two different values to train on at least. Ask for fewer folds.' };
  const narrow = yield* bandwidth(chosen, step);
  const width = Math.max(step / 2, narrow * (chosen.length / n) ** 0.2);
  const logDensity = new Float64Array(own.n);
  for (let i = 0; i < own.n; i++) {
    logDensity[i] = logKernelDensity(sorted, width, own.data[i], -1);
    if (i % 256 === 255) yield { share: 0.7 + (0.3 * i) / own.n, doing: '' };
  }
  return { logDensity, variance: null, choice: `bandwidth ${width.toPrecision(3)} sd`, parameters: null, caution: null };
}

function smallestStep(sorted: Float64Array): number | null {
  let step = Number.POSITIVE_INFINITY;
  for (let i = 1; i < sorted.length; i++) {
    const gap = sorted[i] - sorted[i - 1];
    if (gap > 0 && gap < step) step = gap;
  }
  return Number.isFinite(step) ? step : null;
}

/** The highest on a grid of log bandwidths, then by golden sections around it. */
function* bandwidth(sorted: Float64Array, step: number): Generator<FoldStep, number> {
  const usual = 1.06 * sorted.length ** -0.2;
  const from = Math.log(Math.max(step / 2, usual / 200));
  const to = Math.max(from, Math.log(3 * usual));
  let best = from;
  let highest = Number.NEGATIVE_INFINITY;
  for (let t = 0; t < tried; t++) {
    const log = from + ((to - from) * t) / (tried - 1);
    const value = leaveOneOut(sorted, Math.exp(log));
    if (value > highest) {
      highest = value;
      best = log;
    }
    yield { share: (0.5 * (t + 1)) / tried, doing: '' };
  }
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = Math.max(from, best - (to - from) / (tried - 1));
  let high = Math.min(to, best + (to - from) / (tried - 1));
  for (let t = 0; t < 12 && high > low; t++) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (leaveOneOut(sorted, Math.exp(left)) >= leaveOneOut(sorted, Math.exp(right))) high = right;
    else low = left;
    yield { share: 0.5 + (0.2 * (t + 1)) / 12, doing: '' };
  }
  return Math.exp((low + high) / 2);
}

/** Σ_i log f₋ᵢ(x_i). */
function leaveOneOut(sorted: Float64Array, width: number): number {
  let sum = 0;
  for (let i = 0; i < sorted.length; i++) sum += logKernelDensity(sorted, width, sorted[i], i);
  return sum;
}

/** log of the mean of N(x; x_i, h²) over the sorted rows, without the one at `skip` (−1: of all), nats. */
export function logKernelDensity(sorted: Float64Array, width: number, x: number, skip: number): number {
  const n = sorted.length;
  const place = skip >= 0 ? skip : lowerBound(sorted, x);
  const nearest = (i: number) => (i >= 0 && i < n ? Math.abs(x - sorted[i]) : Number.POSITIVE_INFINITY);
  const closest = Math.min(nearest(place - 1), nearest(skip >= 0 ? place + 1 : place));
  const far = closest + reach * width;
  const scaled = closest / width;
  let sum = 0;
  const add = (i: number): boolean => {
    const distance = Math.abs(x - sorted[i]);
    if (distance > far) return false;
    const z = distance / width;
    sum += Math.exp(0.5 * (scaled - z) * (scaled + z));
    return true;
  };
  for (let i = place - 1; i >= 0 && add(i); i--);
  for (let i = skip >= 0 ? place + 1 : place; i < n && add(i); i++);
  const count = skip >= 0 ? n - 1 : n;
  return -0.5 * scaled * scaled + Math.log(sum) - Math.log(count * width) - 0.5 * Math.log(2 * Math.PI);
}

/** The first index with a value of x or above. */
function lowerBound(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
