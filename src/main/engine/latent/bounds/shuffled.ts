import type { ShuffledComparison } from '../../../../shared/model/latent.ts';
import { createRandom, type Random } from '../../random/generator.ts';
import { layoutOf } from '../network/layout.ts';
import type { Network } from '../network/network.ts';
import { type LatentTable, takeLatentRows } from '../network/table.ts';
import { mean } from '../training/evaluate.ts';
import { scaled } from '../training/final.ts';
import { shuffle } from '../training/split.ts';
import { everyRow } from '../use/encode.ts';
import { rowBounds } from './rows.ts';

/** So few rows can hardly be put together in other ways. */
const fewestRows = 5;
/** Tables of shuffled cells that the rows are held against. */
const shuffles = 30;
const draws = 8;
/** Rows that are taken whatever they cost. */
const leastTaken = 20;
/** Multiplications that all of it may cost: about a second. */
const budget = 8e8;

/**
 * Held-out rows against rows made of the same cells, each column shuffled by itself: how much better the network's ELBO
 * tells the former, nats per row, with the standard deviation among shuffles. That is a permutation test of what columns
 * have in common, whatever each looks like by itself: a network that has only learned the shapes of single columns tells
 * both alike. `inputAt`: where the inputs of each column begin. Null where there is nothing to shuffle. Yields the share done.
 */
export function* compareWithShuffled(
  network: Network,
  parameters: Float32Array,
  table: LatentTable,
  rows: Int32Array,
  inputAt: readonly number[],
  seed: number,
): Generator<number, ShuffledComparison | null> {
  const { encoder, decoder } = layoutOf(network);
  const layer = (sum: number, { inputs, outputs }: { inputs: number; outputs: number }) => sum + inputs * outputs;
  const cost = (shuffles + 1) * (encoder.reduce(layer, 0) + draws * decoder.reduce(layer, 0));
  const most = Math.max(leastTaken, Math.floor(budget / cost));
  const stride = Math.max(1, rows.length / most);
  const taken = Int32Array.from({ length: Math.min(rows.length, most) }, (_, i) => rows[Math.floor(i * stride)]);
  if (network.heads.length < 2 || taken.length < fewestRows) return null;
  const real = takeLatentRows(table, taken);
  const all = everyRow(real.n);
  // Other noise than that by which the best epoch was chosen: it would favour the rows that it was chosen on.
  const fresh = createRandom(seed, 'vae', 'shuffled bounds').below(2 ** 31);
  const part = 1 / (shuffles + 1);
  const elbo = function* (of: LatentTable, share: number) {
    yield share;
    const { reconstruction, kl } = yield* scaled(
      rowBounds(network, parameters, of, all, { samples: draws, seed: fresh }),
      share,
      part,
    );
    return mean(reconstruction) - mean(kl);
  };
  const ours = yield* elbo(real, 0);
  const theirs = new Float64Array(shuffles);
  const random = createRandom(seed, 'vae', 'shuffled');
  for (let s = 0; s < shuffles; s++)
    theirs[s] = yield* elbo(shuffled(real, [...inputAt, network.inputs], random), (s + 1) * part);
  const average = mean(theirs);
  const variance = theirs.reduce((sum, x) => sum + (x - average) ** 2, 0) / (shuffles - 1);
  return { rows: real.n, difference: ours - average, deviation: Math.sqrt(variance) };
}

/** Constants stay where they are: their sum is that of the shuffled cells. */
function shuffled(table: LatentTable, inputAt: readonly number[], random: Random): LatentTable {
  const { n } = table;
  const d = inputAt.length - 1;
  const width = inputAt[d];
  const inputs = new Float32Array(table.inputs.length);
  const targets = new Float32Array(table.targets.length);
  const mask = table.mask && new Float32Array(table.mask.length);
  const order = everyRow(n);
  for (let j = 0; j < d; j++) {
    shuffle(order, random);
    for (let i = 0; i < n; i++) {
      const from = order[i];
      targets[i * d + j] = table.targets[from * d + j];
      if (mask && table.mask) mask[i * d + j] = table.mask[from * d + j];
      inputs.set(table.inputs.subarray(from * width + inputAt[j], from * width + inputAt[j + 1]), i * width + inputAt[j]);
    }
  }
  return { ...table, inputs, targets, mask };
}
