import { leak, type Network } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { orderColumns, padded } from './columns.ts';
import { growTo, recycled } from './memory.ts';
import { type Packing, packingOf } from './packing.ts';
import { seatBlockRows, seatOf } from './seat.ts';
import { controlEnd, mostShares } from './shares.ts';
import { fillTables } from './tables.ts';

const layerBytes = 64;

/** The memory of one network over one table: everything at its address (bytes). */
export interface Room {
  readonly memory: WebAssembly.Memory;
  readonly packing: Packing;
  readonly job: number;
  readonly klWeight: number;
  readonly parameters: number;
  readonly first: number;
  readonly second: number;
  readonly gradient: number;
  /** Of the shares, one after the other. */
  readonly gradients: number;
  readonly bytes: number;
  readonly sums: number;
  readonly sumsBytes: number;
  /** Where a share's sums have the KL of each dimension. */
  readonly klAt: number;
  readonly seats: number;
  readonly seatBytes: number;
  /** The batch's rows and noise (`draws` a row), in a part of the memory that may grow. */
  batch(rows: number, draws: number): { readonly rows: number; readonly noise: number } | null;
}

/** Null when the table is too large for a memory of 4 GB, or there is none to be had. `threads`: seats; `wide`: tiles of two vectors. */
export function furnish(network: Network, table: LatentTable, threads: number, wide: boolean): Room | null {
  const order = orderColumns(network);
  const packing = packingOf(network, order);
  const encoderLayers = network.hidden.length + 1;
  const seat = seatOf(packing, encoderLayers);
  const { n } = table;
  const inputStride = padded(network.inputs, 4);
  let end = padded(controlEnd, 64);
  const take = (numbers: number, size: 4 | 8 = 4) => {
    const from = end;
    end = padded(end + numbers * size, 64);
    return from;
  };
  const gaussian = 4 * order.gaussian;
  const { layers, length } = packing;
  const at = {
    job: take(32),
    layers: take(layers.length * (layerBytes / 4)),
    levels: take(2 * order.categorical.length),
    zeros: take(8),
    precision: take(gaussian),
    logVariance: take(gaussian, 8),
    noiseAt: take(gaussian),
    commonMask: take(order.cells),
    parameters: take(length),
    first: take(length),
    second: take(length),
    gradient: take(length),
    transposed: layers.map(({ inputs, columns }, i) => (i === 0 ? 0 : take(padded(inputs, 8) * columns))),
    gradients: take(0),
  };
  const bytes = length * 4;
  take(mostShares * length);
  const sumsBytes = padded(16 + gaussian * 12 + network.latent * 8, 64);
  const sums = take((mostShares * sumsBytes) / 4);
  const seatBytes = seat.length * 4;
  const seats = take(threads * seat.length);
  const tables = {
    inputs: take(n * inputStride),
    targets: take(n * order.cells),
    mask: table.mask ? take(n * order.cells) : at.commonMask,
    constants: table.constants ? take(n, 8) : 0,
  };
  const batchAt = end;
  const memory = recycled(batchAt);
  if (memory === null) return null;
  new Uint8Array(memory.buffer, controlEnd, batchAt - controlEnd).fill(0);

  const words = new Uint32Array(memory.buffer);
  const numbers = new Float32Array(memory.buffer);
  const transposedFrom = at.transposed[1] ?? 0;
  const job = at.job / 4;
  words.set(
    [
      tables.inputs,
      inputStride * 4,
      tables.targets,
      order.cells * 4,
      tables.mask,
      table.mask ? order.cells * 4 : 0,
      tables.constants,
      0,
      0,
      network.latent,
      network.activation === 'tanh' ? 1 : 0,
      0,
      order.gaussian,
      order.bernoulli,
      order.poisson,
      order.categorical.length,
      at.levels,
      encoderLayers,
      layers.length,
      at.layers,
      at.precision,
      at.logVariance,
      at.noiseAt,
      at.parameters,
      transposedFrom,
      seatBlockRows,
      bytes,
      at.zeros,
    ],
    job,
  );
  words[job + 30] = wide ? 1 : 0;
  numbers[job + 11] = network.activation === 'relu' ? 0 : leak;
  layers.forEach((layer, i) => {
    const { x, y } = seat.buffers[i];
    const last = i === encoderLayers - 1 || i === layers.length - 1;
    words.set(
      [
        layer.inputs,
        layer.columns,
        layer.at * 4,
        i === 0 ? 0 : at.transposed[i] - transposedFrom,
        x.at * 4,
        x.stride * 4,
        y.at * 4,
        y.stride * 4,
        last ? 0 : 1,
        layer.outputs,
      ],
      (at.layers + i * layerBytes) / 4,
    );
  });
  order.categorical.forEach(({ output, levels }, c) => {
    words.set([output * 4, levels], at.levels / 4 + 2 * c);
  });
  network.heads.forEach(({ noise }, j) => {
    if (noise >= 0) words[at.noiseAt / 4 + order.places[j].cell] = (packing.noise + noise) * 4;
  });
  fillTables(numbers, words, network, table, order, { ...tables, inputStride });

  return {
    memory,
    packing,
    job: at.job,
    klWeight: at.job + 112,
    parameters: at.parameters,
    first: at.first,
    second: at.second,
    gradient: at.gradient,
    gradients: at.gradients,
    bytes,
    sums,
    sumsBytes,
    klAt: 16 + gaussian * 12,
    seats,
    seatBytes,
    batch: (rows, draws) => {
      const noise = padded(batchAt + rows * 4, 16);
      if (!growTo(memory, noise + rows * draws * network.latent * 4)) return null;
      const fields = new Uint32Array(memory.buffer, at.job, 9);
      fields[7] = batchAt;
      fields[8] = noise;
      return { rows: batchAt, noise };
    },
  };
}
