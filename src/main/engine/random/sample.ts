import type { Random } from './generator.ts';

/** `size` of the indices 0 … n − 1, each subset equally likely, in ascending order (selection sampling, Knuth 3.4.2 S). */
export function sampleIndices(n: number, size: number, random: Random): Int32Array {
  if (size >= n) return Int32Array.from({ length: n }, (_, i) => i);
  const chosen = new Int32Array(size);
  let taken = 0;
  for (let i = 0; taken < size; i++) {
    if ((n - i) * random.next() < size - taken) chosen[taken++] = i;
  }
  return chosen;
}
