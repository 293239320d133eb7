import { createRandom, type Random } from '../../random/generator.ts';
import { sampleIndices } from '../../random/sample.ts';

export interface Split {
  readonly train: Int32Array;
  readonly heldOut: Int32Array;
}

/** Holds out a share of the rows (at least one where the share is not 0, at most half), drawn by the seed. */
export function splitRows(n: number, share: number, seed: number): Split {
  const size = share === 0 ? 0 : Math.min(Math.floor(n / 2), Math.max(1, Math.round(n * share)));
  const heldOut = sampleIndices(n, size, createRandom(seed, 'vae', 'held out'));
  const train = new Int32Array(n - size);
  let at = 0;
  let next = 0;
  for (let i = 0; i < n; i++) {
    if (next < size && heldOut[next] === i) next++;
    else train[at++] = i;
  }
  return { train, heldOut };
}

/** Puts the indices into a random order, in place (Fisher & Yates). */
export function shuffle(indices: Int32Array, random: Random): void {
  for (let i = indices.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [indices[i], indices[j]] = [indices[j], indices[i]];
  }
}
