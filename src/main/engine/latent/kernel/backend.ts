import { adam, type Backend, type Batch, type CreateBackend } from '../network/backend.ts';
import { type Network, noiseRange } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { createPlainBackend } from '../plain/backend.ts';
import { usualLatentKernel } from './kernel.ts';
import { giveBack } from './memory.ts';
import { pack, unpack } from './packing.ts';
import { furnish, type Room } from './room.ts';
import { seatBlockRows } from './seat.ts';
import { type LatentShares, latentSharesIn, sharesOf, takeShares, word } from './shares.ts';

/** How the shares of a batch are carried out: by this thread alone, or together with others (jobs/latent-threads.ts). */
export interface CarryOut {
  /** How many may be at work at once. */
  readonly threads: number;
  /**
   * All shares are done when it returns; the control block is filled in but for their number. `work` is rows × parameters.
   */
  run(shares: LatentShares, count: number, work: number): void;
  /** The memory is not used any more. False where another thread may still look at it. */
  close(): boolean;
}

export const alone = (): CarryOut => ({ threads: 1, run: runAlone, close: () => true });

export function runAlone(shares: LatentShares, count: number): void {
  Atomics.store(shares.control, word.undone, count);
  Atomics.store(shares.control, word.untaken, count);
  takeShares(shares, 0);
}

/**
 * The WebAssembly kernel (assembly/): forward, backward and Adam in f32, sums of nats in f64. The bits depend on the
 * kernel's kind, not on the number of threads. Plain TypeScript where there is no SIMD, or no memory for the table.
 */
export const createFusedBackend = (network: Network, table: LatentTable, start: Float32Array): Backend =>
  fusedBackends()(network, table, start);

export const fusedBackends =
  (module = usualLatentKernel(), wide = false, carriedOut: (module: WebAssembly.Module) => CarryOut = alone): CreateBackend =>
  (network, table, start) => {
    if (!module) return createPlainBackend(network, table, start);
    const carryOut = carriedOut(module);
    const room = furnish(network, table, carryOut.threads, wide);
    if (room) return fused(network, room, latentSharesIn(module, room.memory), start, carryOut);
    carryOut.close();
    return createPlainBackend(network, table, start);
  };

function fused(network: Network, room: Room, shares: LatentShares, start: Float32Array, carryOut: CarryOut): Backend {
  const { memory, packing, job, parameters, first, second, gradient: total, gradients, bytes, sums, sumsBytes } = room;
  const { functions, control } = shares;
  const { length, layout } = packing;
  const numbers = (at: number, count: number) => new Float32Array(memory.buffer, at, count);
  const own = numbers(parameters, length);
  const moments = [numbers(first, length), numbers(second, length)];
  const told = new Float64Array(memory.buffer, sums, (sumsBytes / 8) * 4);
  const klWeightAt = new Float64Array(memory.buffer, room.klWeight, 1);
  let batchRoom = { rows: new Int32Array(memory.buffer, 0, 0), noise: numbers(0, 0) };
  let steps = 0;

  const refresh = () => functions.refresh(job, parameters + packing.noise * 4, network.noises, noiseRange.from, noiseRange.to);

  /** `draws` 0: with the gradient. */
  const work = ({ rows, noise }: Batch, draws: number) => {
    const m = rows.length;
    const drawn = m * Math.max(1, draws) * network.latent;
    if (batchRoom.rows.length !== m || batchRoom.noise.length !== drawn) {
      const at = room.batch(m, Math.max(1, draws));
      if (at === null) throw new RangeError(`There is no memory for a batch of ${m} rows.`);
      batchRoom = { rows: new Int32Array(memory.buffer, at.rows, m), noise: numbers(at.noise, drawn) };
    }
    batchRoom.rows.set(rows);
    batchRoom.noise.set(noise.subarray(0, drawn));
    const { count, rows: shareRows } = sharesOf(m);
    // One thread alone adds share after share to one gradient: the same sums as of many, with less to read.
    const parts = carryOut.threads === 1 && shareRows <= seatBlockRows ? 1 : count;
    const apart = parts === 1 ? 0 : bytes;
    control.set([job, room.seats, room.seatBytes, sums, sumsBytes, gradients, apart, m, shareRows, 0, draws], word.job);
    carryOut.run(shares, count, m * length * Math.max(1, draws));
    if (Atomics.load(control, word.failed) !== 0) throw new Error('The kernel of networks failed on a batch.');
    return { count, parts };
  };

  const sumsOf = (count: number) => {
    let reconstruction = 0;
    let kl = 0;
    for (let i = 0; i < count; i++) {
      reconstruction += told[(i * sumsBytes) / 8];
      kl += told[(i * sumsBytes) / 8 + 1];
    }
    return { reconstruction, kl };
  };

  const gradientOf = (batch: Batch, klWeight: number) => {
    klWeightAt[0] = klWeight;
    const { count, parts } = work(batch, 0);
    return { ...sumsOf(count), parts };
  };

  const load = (from: Float32Array) => {
    pack(packing, from, own);
    for (const moment of moments) moment.fill(0);
    steps = 0;
    refresh();
  };
  const asTheyStand = () => {
    const copy = new Float32Array(layout.length);
    unpack(packing, own, copy);
    return copy;
  };
  // Once it is closed the memory may be another's.
  let last: Float32Array | null = null;
  Atomics.add(control, word.owner, 1);
  Atomics.store(control, word.leave, 0);
  load(start);

  return {
    name: 'fused',
    network,
    parameters: () => last?.slice() ?? asTheyStand(),
    load,
    step: (batch, { klWeight, learningRate, clip, learnNoise }) => {
      const { parts, reconstruction, kl } = gradientOf(batch, klWeight);
      const end = learnNoise ? bytes : packing.noise * 4;
      const norm = Math.sqrt(functions.combine(total, gradients, parts, bytes, end, -1 / batch.rows.length));
      const finite = Number.isFinite(norm) && Number.isFinite(reconstruction) && Number.isFinite(kl);
      if (!finite) return { reconstruction, kl, gradientNorm: Number.NaN };
      const t = ++steps;
      const shorten = norm > clip ? clip / norm : 1;
      const rate = learningRate / (1 - adam.beta1 ** t);
      const correction = 1 / (1 - adam.beta2 ** t);
      functions.adam(parameters, first, second, total, end, shorten, rate, correction, adam.beta1, adam.beta2, adam.epsilon);
      refresh();
      return { reconstruction, kl, gradientNorm: norm };
    },
    gradient: (batch, klWeight, gradient) => {
      const { parts, reconstruction, kl } = gradientOf(batch, klWeight);
      const square = functions.combine(total, gradients, parts, bytes, bytes, -1 / batch.rows.length);
      unpack(packing, numbers(total, length), gradient);
      return { reconstruction, kl, gradientNorm: Math.sqrt(square) };
    },
    evaluate: (batch, draws) => {
      const { count } = work(batch, draws);
      const klPerDimension = new Float64Array(network.latent);
      for (let i = 0; i < count; i++)
        for (let j = 0; j < network.latent; j++) klPerDimension[j] += told[(i * sumsBytes + room.klAt) / 8 + j];
      return { ...sumsOf(count), klPerDimension };
    },
    close: () => {
      if (last !== null) return;
      last = asTheyStand();
      if (carryOut.close()) giveBack(memory);
    },
  };
}
