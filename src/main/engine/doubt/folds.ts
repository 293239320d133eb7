import { createRandom } from '../random/generator.ts';

/**
 * The fold 0…folds − 1 of each row: a random order of the rows (Fisher & Yates) dealt out in turn, so that fold sizes
 * differ by at most one.
 */
export function foldsOf(n: number, folds: number, seed: number): Int32Array {
  const random = createRandom(seed, 'folds', folds);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  const fold = new Int32Array(n);
  order.forEach((row, place) => {
    fold[row] = place % folds;
  });
  return fold;
}

/** Indices where `wanted` holds, ascending. */
export function indicesWhere(n: number, wanted: (i: number) => boolean): Int32Array {
  let count = 0;
  for (let i = 0; i < n; i++) if (wanted(i)) count++;
  const indices = new Int32Array(count);
  let at = 0;
  for (let i = 0; i < n; i++) if (wanted(i)) indices[at++] = i;
  return indices;
}
