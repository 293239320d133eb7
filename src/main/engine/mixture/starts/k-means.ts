import type { Random } from '../../random/generator.ts';
import type { Rows } from '../../rows.ts';
import { drawIndex } from './draw-index.ts';

/** nearest[i] ← min(nearest[i], |row i − centre c|²); where it is smaller, labels[i] ← c + 1. Centres are K×d. */
function meet({ n, d, data }: Rows, centres: Float64Array, c: number, nearest: Float64Array, labels: Int32Array): void {
  for (let i = 0; i < n; i++) {
    let square = 0;
    for (let j = 0; j < d; j++) {
      const x = data[j * n + i] - centres[c * d + j];
      square += x * x;
    }
    if (square < nearest[i]) {
      nearest[i] = square;
      labels[i] = c + 1;
    }
  }
}

/** Centre c goes to row i. */
function moveTo({ n, d, data }: Rows, i: number, centres: Float64Array, c: number): void {
  for (let j = 0; j < d; j++) centres[c * d + j] = data[j * n + i];
}

/**
 * Hard partition (labels 1…K) by k-means++ seeding (Arthur & Vassilvitskii 2007, one draw a centre) and at most `rounds`
 * Lloyd iterations. A cluster that loses its rows starts anew at the row farthest from its centre. Yields after each
 * centre and each iteration.
 */
export function* kMeans(rows: Rows, k: number, rounds: number, random: Random): Generator<void, Int32Array> {
  const { n, d, data } = rows;
  const labels = new Int32Array(n);
  const nearest = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const centres = new Float64Array(k * d);
  const counts = new Float64Array(k);
  const before = new Int32Array(n);
  for (let c = 0; c < k; c++) {
    const chosen = c === 0 ? random.below(n) : drawIndex(nearest, random);
    moveTo(rows, chosen, centres, c);
    meet(rows, centres, c, nearest, labels);
    yield;
  }
  for (let round = 0; round < rounds; round++) {
    counts.fill(0);
    centres.fill(0);
    for (let i = 0; i < n; i++) {
      const c = labels[i] - 1;
      counts[c]++;
      for (let j = 0; j < d; j++) centres[c * d + j] += data[j * n + i];
    }
    for (let i = 0; i < k * d; i++) centres[i] /= counts[Math.floor(i / d)];
    for (let c = 0; c < k; c++) if (counts[c] === 0) moveTo(rows, takeFarthest(nearest), centres, c);
    before.set(labels);
    nearest.fill(Number.POSITIVE_INFINITY);
    for (let c = 0; c < k; c++) meet(rows, centres, c, nearest, labels);
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
