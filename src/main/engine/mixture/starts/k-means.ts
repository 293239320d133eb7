import type { Random } from '../../random/generator.ts';
import type { Rows } from '../../rows.ts';
import { drawIndex } from './draw-index.ts';

/** nearest[i] ← min(nearest[i], |row i − centre|²); where it is smaller, labels[i] ← label. */
function meet(
  rows: Rows,
  centre: Float64Array,
  label: number,
  nearest: Float64Array,
  labels: Int32Array,
  work: Float64Array,
): void {
  const { n, d, data } = rows;
  work.fill(0);
  for (let j = 0; j < d; j++) {
    const m = centre[j];
    for (let i = 0; i < n; i++) {
      const x = data[j * n + i] - m;
      work[i] += x * x;
    }
  }
  for (let i = 0; i < n; i++) {
    if (work[i] < nearest[i]) {
      nearest[i] = work[i];
      labels[i] = label;
    }
  }
}

const rowAt = ({ n, d, data }: Rows, i: number): Float64Array => Float64Array.from({ length: d }, (_, j) => data[j * n + i]);

/**
 * Hard partition (labels 1…K) by k-means++ seeding (Arthur & Vassilvitskii 2007, one draw a centre) and at most `rounds`
 * Lloyd iterations. A cluster that loses its rows starts anew at the row farthest from its centre. Yields after each
 * centre and each iteration.
 */
export function* kMeans(rows: Rows, k: number, rounds: number, random: Random): Generator<void, Int32Array> {
  const { n, d, data } = rows;
  const labels = new Int32Array(n);
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const work = new Float64Array(n);
  const centres: Float64Array[] = [];
  for (let c = 0; c < k; c++) {
    const chosen = c === 0 ? random.below(n) : drawIndex(nearest, random);
    centres.push(rowAt(rows, chosen));
    meet(rows, centres[c], c + 1, nearest, labels, work);
    yield;
  }
  for (let round = 0; round < rounds; round++) {
    const counts = new Float64Array(k + 1);
    for (let i = 0; i < n; i++) counts[labels[i]]++;
    for (let j = 0; j < d; j++) {
      const sums = new Float64Array(k + 1);
      const from = j * n;
      for (let i = 0; i < n; i++) sums[labels[i]] += data[from + i];
      for (let c = 0; c < k; c++) centres[c][j] = sums[c + 1] / counts[c + 1];
    }
    for (let c = 0; c < k; c++) if (counts[c + 1] === 0) centres[c] = rowAt(rows, takeFarthest(nearest));
    const before = labels.slice();
    nearest.fill(Number.POSITIVE_INFINITY);
    for (let c = 0; c < k; c++) meet(rows, centres[c], c + 1, nearest, labels, work);
    yield;
    if (sameLabels(labels, before)) break;
  }
  return labels;
}

function sameLabels(a: Int32Array, b: Int32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function takeFarthest(nearest: Float64Array): number {
  let farthest = 0;
  for (let i = 1; i < nearest.length; i++) if (nearest[i] > nearest[farthest]) farthest = i;
  nearest[farthest] = 0;
  return farthest;
}
