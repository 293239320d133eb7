import { type Dense, type Layout, layoutOf } from '../network/layout.ts';
import { type Network, posteriorRange } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { activate } from './activation.ts';
import { denseForward } from './dense.ts';

/** y = x·W + b for the first `rows` rows. */
export type DenseForward = (parameters: Float32Array, dense: Dense, x: Float64Array, y: Float64Array, rows: number) => void;

/** Room for what a network computes of up to `rows` rows; written over by each call. */
export interface Workspace {
  readonly network: Network;
  readonly layout: Layout;
  readonly rows: number;
  readonly inputs: Float64Array;
  /** Activated outputs of each layer; the last are the posterior's: rows × 2·latent. */
  readonly encoder: readonly Float64Array[];
  readonly codes: Float64Array;
  /** The last are the outputs of the heads: rows × outputs. */
  readonly decoder: readonly Float64Array[];
  /** How layers are computed: every way gives the same bits. */
  readonly dense: DenseForward;
}

export function createWorkspace(network: Network, rows: number): Workspace {
  const layout = layoutOf(network);
  return {
    network,
    layout,
    rows,
    inputs: new Float64Array(rows * network.inputs),
    encoder: layout.encoder.map(({ outputs }) => new Float64Array(rows * outputs)),
    codes: new Float64Array(rows * network.latent),
    decoder: layout.decoder.map(({ outputs }) => new Float64Array(rows * outputs)),
    dense: denseForward,
  };
}

/** The means and log variances (cut to their range) of the posteriors of `count` rows, rows × 2·latent. */
export function encodeBlock(
  space: Workspace,
  parameters: Float32Array,
  table: LatentTable,
  rowAt: (k: number) => number,
  count: number,
): Float64Array {
  const { network, layout, inputs, encoder } = space;
  const width = network.inputs;
  for (let k = 0; k < count; k++) {
    const from = rowAt(k) * width;
    for (let i = 0; i < width; i++) inputs[k * width + i] = table.inputs[from + i];
  }
  let x = inputs;
  layout.encoder.forEach((dense, l) => {
    space.dense(parameters, dense, x, encoder[l], count);
    if (l < layout.encoder.length - 1) activate(network.activation, encoder[l], count * dense.outputs);
    x = encoder[l];
  });
  const { latent } = network;
  for (let k = 0; k < count; k++) {
    for (let i = k * 2 * latent + latent; i < (k + 1) * 2 * latent; i++)
      x[i] = Math.min(posteriorRange.to, Math.max(posteriorRange.from, x[i]));
  }
  return x;
}

/** The decoder's outputs for the first `count` codes in the workspace, rows × outputs. */
export function decodeBlock(space: Workspace, parameters: Float32Array, count: number): Float64Array {
  const { network, layout, codes, decoder } = space;
  let x = codes;
  layout.decoder.forEach((dense, l) => {
    space.dense(parameters, dense, x, decoder[l], count);
    if (l < layout.decoder.length - 1) activate(network.activation, decoder[l], count * dense.outputs);
    x = decoder[l];
  });
  return x;
}

/** KL(N(mean, e^logVariance) ‖ N(0, 1)) of one dimension, nats. */
export const klOf = (mean: number, logVariance: number): number => 0.5 * (mean * mean + Math.exp(logVariance) - 1 - logVariance);
