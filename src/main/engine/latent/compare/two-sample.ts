import { foldsOf } from '../../doubt/folds.ts';
import { createRandom } from '../../random/generator.ts';
import { sampleIndices } from '../../random/sample.ts';
import { scaled } from '../training/final.ts';
import { type Features, featureMoments } from './features.ts';
import { type Neighbours, nearestOfOtherFolds } from './neighbours.ts';

export interface TwoSampleScore {
  /** Share of rows that the classifier told right, of those left out of it: 0.5 = it cannot tell them apart. */
  readonly accuracy: number;
  /**
   * What chance makes of it: the standard deviation of the accuracy where it is drawn which are the rows, at least √(p(1 − p) / (2 · each)).
   * Rows near each other have neighbours in common and are told right or wrong together, so that it is more.
   */
  readonly standardError: number;
  /** Rows that the classifier saw, and as many samples. */
  readonly each: number;
}

const folds = 5;
const most = 1000;
const permutations = 100;

/**
 * Classifier two-sample test (Lopez-Paz & Oquab 2017) with nearest neighbours: how many of the √n nearest rows are real, by
 * Euclidean distance of features scaled by the real rows' standard deviations, in five-fold cross-validation over at most
 * 1,000 rows of each kind, as many of the one as of the other. How many of them speak for a real row the other folds say: half,
 * as the authors have it, takes every row for a sample where samples lie closer together than rows. Yields the share done.
 */
export function* twoSampleScore(real: Features, sampled: Features, seed: number): Generator<number, TwoSampleScore> {
  const each = Math.min(real.n, sampled.n, most);
  const n = 2 * each;
  const { width } = real;
  const data = new Float64Array(n * width);
  const scales = Array.from({ length: width }, (_, f) => featureMoments(real, f).sd || 1);
  for (let i = 0; i < n; i++) {
    const from = i < each ? real : sampled;
    const row = Math.floor(((i % each) * from.n) / each);
    for (let f = 0; f < width; f++) data[i * width + f] = from.data[row * width + f] / scales[f];
  }
  const fold = foldsOf(n, folds, seed);
  const others = Math.floor((n * (folds - 1)) / folds);
  const k = Math.max(1, 2 * Math.floor(Math.sqrt(others) / 2) + 1);
  const neighbours = yield* scaled(nearestOfOtherFolds(data, width, fold, k), 0, 0.8);
  const accuracyOf = (isReal: Uint8Array) => toldRight(votesOf(neighbours, k, isReal), isReal, fold, k) / n;
  const accuracy = accuracyOf(labels(n, (i) => i < each));
  const random = createRandom(seed, 'permuted');
  const byChance: number[] = [];
  while (byChance.length < permutations) {
    const drawn = new Set(sampleIndices(n, each, random));
    byChance.push(accuracyOf(labels(n, (i) => drawn.has(i))));
    if (byChance.length % 10 === 0) yield 0.8 + (0.2 * byChance.length) / permutations;
  }
  return { accuracy, standardError: Math.max(Math.sqrt((accuracy * (1 - accuracy)) / n), deviationOf(byChance)), each };
}

const labels = (n: number, isReal: (i: number) => boolean): Uint8Array =>
  Uint8Array.from({ length: n }, (_, i) => (isReal(i) ? 1 : 0));

function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/** How many of each row's k nearest are real. Of those that lie equally far as the last one the share that is real among all of them counts. */
function votesOf(neighbours: readonly Neighbours[], k: number, isReal: Uint8Array): Int32Array {
  const among = (rows: Int32Array) => {
    let count = 0;
    for (const row of rows) count += isReal[row];
    return count;
  };
  return Int32Array.from(neighbours, ({ nearer, last }) =>
    Math.round(among(nearer) + ((k - nearer.length) * among(last)) / last.length),
  );
}

/** How many rows are told right when the other folds say from how many votes on a row is called real. */
function toldRight(votes: Int32Array, isReal: Uint8Array, fold: Int32Array, k: number): number {
  let right = 0;
  for (let g = 0; g < folds; g++) {
    const needed = votesNeeded(votes, isReal, k, (i) => fold[i] !== g);
    for (let i = 0; i < votes.length; i++) if (fold[i] === g && votes[i] >= needed === (isReal[i] === 1)) right++;
  }
  return right;
}

/** From how many votes of k on a row is called real, that most of the rows `among` are called rightly; of several the nearest to half. */
function votesNeeded(votes: Int32Array, isReal: Uint8Array, k: number, among: (i: number) => boolean): number {
  // Beside calling every row real: what each further vote asked for wins or loses.
  const gains = new Int32Array(k + 2);
  for (let i = 0; i < votes.length; i++) if (among(i)) gains[votes[i] + 1] += isReal[i] ? -1 : 1;
  const half = (k + 1) / 2;
  let best = { gain: Number.NEGATIVE_INFINITY, needed: half };
  let gain = 0;
  for (let needed = 0; needed <= k + 1; needed++) {
    gain += gains[needed];
    const nearer = Math.abs(needed - half) < Math.abs(best.needed - half);
    if (gain > best.gain || (gain === best.gain && nearer)) best = { gain, needed };
  }
  return best.needed;
}
