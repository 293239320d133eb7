import { foldsOf } from '../../doubt/folds.ts';
import { type Features, featureMoments } from './features.ts';

export interface TwoSampleScore {
  /** Share of rows that the classifier told right, of those left out of it: 0.5 = it cannot tell them apart. */
  readonly accuracy: number;
  /** √(p(1 − p) / rows). */
  readonly standardError: number;
  readonly rows: number;
}

const folds = 5;
const most = 1000;

/**
 * Classifier two-sample test (Lopez-Paz & Oquab 2017) with their nearest-neighbour classifier: the majority of the √n
 * nearest rows, by Euclidean distance of features scaled by the real rows' standard deviations, in five-fold cross-
 * validation over at most 1,000 rows of each kind, as many of the one as of the other. Yields the share done.
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
  let right = 0;
  const nearest = new Float64Array(k);
  const isReal = new Uint8Array(k);
  for (let i = 0; i < n; i++) {
    nearest.fill(Number.POSITIVE_INFINITY);
    for (let j = 0; j < n; j++) {
      if (fold[j] === fold[i]) continue;
      let distance = 0;
      for (let f = 0; f < width && distance < nearest[k - 1]; f++) distance += (data[i * width + f] - data[j * width + f]) ** 2;
      if (distance >= nearest[k - 1]) continue;
      let at = k - 1;
      for (; at > 0 && nearest[at - 1] > distance; at--) {
        nearest[at] = nearest[at - 1];
        isReal[at] = isReal[at - 1];
      }
      nearest[at] = distance;
      isReal[at] = j < each ? 1 : 0;
    }
    let votes = 0;
    for (let v = 0; v < k; v++) votes += isReal[v];
    if (2 * votes > k === i < each) right++;
    if (i % 50 === 49) yield (i + 1) / n;
  }
  const accuracy = right / n;
  return { accuracy, standardError: Math.sqrt((accuracy * (1 - accuracy)) / n), rows: n };
}
