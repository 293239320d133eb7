import { foldsOf } from '../../doubt/folds.ts';
import { type Features, featureMoments } from './features.ts';

export interface TwoSampleScore {
  /** Share of rows that the classifier told right, of those left out of it: 0.5 = it cannot tell them apart. */
  readonly accuracy: number;
  /** √(p(1 − p) / (2 · each)). */
  readonly standardError: number;
  /** Rows that the classifier saw, and as many samples. */
  readonly each: number;
}

const folds = 5;
const most = 1000;

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
  const votes = new Int32Array(n);
  const nearest = new Float64Array(k);
  const isReal = new Uint8Array(k);
  for (let i = 0; i < n; i++) {
    nearest.fill(Number.POSITIVE_INFINITY);
    // Beyond the k nearest: how many lie as far as the last of these, and how many of them are real.
    let tied = 0;
    let tiedReal = 0;
    for (let j = 0; j < n; j++) {
      if (fold[j] === fold[i]) continue;
      let distance = 0;
      for (let f = 0; f < width && distance <= nearest[k - 1]; f++) distance += (data[i * width + f] - data[j * width + f]) ** 2;
      if (distance > nearest[k - 1]) continue;
      if (distance === nearest[k - 1]) {
        tied++;
        if (j < each) tiedReal++;
        continue;
      }
      const last = nearest[k - 1];
      const lastReal = isReal[k - 1];
      let at = k - 1;
      for (; at > 0 && nearest[at - 1] > distance; at--) {
        nearest[at] = nearest[at - 1];
        isReal[at] = isReal[at - 1];
      }
      nearest[at] = distance;
      isReal[at] = j < each ? 1 : 0;
      const still = nearest[k - 1] === last && last < Number.POSITIVE_INFINITY;
      tied = still ? tied + 1 : 0;
      tiedReal = still ? tiedReal + lastReal : 0;
    }
    votes[i] = realAmong(nearest, isReal, tied, tiedReal);
    if (i % 50 === 49) yield (i + 1) / n;
  }
  let right = 0;
  for (let g = 0; g < folds; g++) {
    const needed = votesNeeded(
      votes,
      k,
      (i) => fold[i] !== g,
      (i) => i < each,
    );
    for (let i = 0; i < n; i++) if (fold[i] === g && votes[i] >= needed === i < each) right++;
  }
  const accuracy = right / n;
  return { accuracy, standardError: Math.sqrt((accuracy * (1 - accuracy)) / n), each };
}

/**
 * How many of the k nearest are real. Of those that lie equally far as the last one, the share that is real among all of them counts:
 * else levels and counts, which repeat, would be told by which rows come first.
 */
function realAmong(nearest: Float64Array, isReal: Uint8Array, tied: number, tiedReal: number): number {
  const last = nearest[nearest.length - 1];
  let nearer = 0;
  let sure = 0;
  let open = tiedReal;
  for (let v = 0; v < nearest.length; v++) {
    if (nearest[v] < last) {
      nearer++;
      sure += isReal[v];
    } else open += isReal[v];
  }
  const places = nearest.length - nearer;
  return Math.round(sure + (places * open) / (places + tied));
}

/** From how many votes of k on a row is called real, that most of the rows `among` are called rightly; of several the nearest to half. */
function votesNeeded(votes: Int32Array, k: number, among: (i: number) => boolean, real: (i: number) => boolean): number {
  // Beside calling every row real: what each further vote asked for wins or loses.
  const gains = new Int32Array(k + 2);
  for (let i = 0; i < votes.length; i++) if (among(i)) gains[votes[i] + 1] += real(i) ? -1 : 1;
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
