import { type Dense, type Layout, layoutOf } from '../network/layout.ts';
import type { Network } from '../network/network.ts';
import { type ColumnOrder, padded } from './columns.ts';

/** A layer as the kernel has it: panels of 8 outputs, each with its inputs (padded to a multiple of 4) and its biases. */
export interface PackedLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** Padded to a multiple of 8. */
  readonly columns: number;
  /** Where it begins, in numbers. */
  readonly at: number;
}

export interface Packing {
  readonly layout: Layout;
  /** Encoder, then decoder. */
  readonly layers: readonly PackedLayer[];
  /** Where each number of the network's vector of parameters lies among the kernel's. */
  readonly places: Int32Array;
  /** Where the log variances of the noise begin. */
  readonly noise: number;
  /** Numbers, a multiple of 8. */
  readonly length: number;
}

export function packingOf(network: Network, order: ColumnOrder): Packing {
  const layout = layoutOf(network);
  const places = new Int32Array(layout.length);
  const layers: PackedLayer[] = [];
  const outputAt = new Int32Array(network.outputs);
  network.heads.forEach((head, j) => {
    for (let c = 0; c < head.width; c++) outputAt[head.at + c] = order.places[j].output + c;
  });
  let at = 0;
  const add = (dense: Dense, last: boolean) => {
    const outputs = last ? order.outputs : dense.outputs;
    const columns = padded(outputs, 8);
    const inputRows = padded(dense.inputs, 4);
    const panel = 8 * (inputRows + 1);
    for (let o = 0; o < dense.outputs; o++) {
      const column = last ? outputAt[o] : o;
      const from = at + Math.floor(column / 8) * panel + (column % 8);
      for (let i = 0; i < dense.inputs; i++) places[dense.weights + i * dense.outputs + o] = from + 8 * i;
      places[dense.bias + o] = from + 8 * inputRows;
    }
    layers.push({ inputs: dense.inputs, outputs, columns, at });
    at += (columns / 8) * panel;
  };
  for (const dense of layout.encoder) add(dense, false);
  for (const dense of layout.decoder) add(dense, dense === layout.decoder.at(-1));
  for (let i = 0; i < network.noises; i++) places[layout.noise + i] = at + i;
  return { layout, layers, places, noise: at, length: padded(at + network.noises, 8) };
}

/** The network's vector → the kernel's; what fills up is 0. */
export function pack({ places }: Packing, from: Float32Array, to: Float32Array): void {
  to.fill(0);
  for (let i = 0; i < places.length; i++) to[places[i]] = from[i];
}

export function unpack({ places }: Packing, from: Float32Array, to: Float32Array | Float64Array): void {
  for (let i = 0; i < places.length; i++) to[i] = from[places[i]];
}
