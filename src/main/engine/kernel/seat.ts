import { type Components, noiseConstant } from '../mixture/pass/components.ts';
import type { Statistics } from '../mixture/pass/statistics.ts';
import { instantiate, type KernelFunctions } from './kernel.ts';
import { writeParameters } from './parameters.ts';
import { formNumber, type SeatLayout, scratchOffsets, statisticHeader } from './sizes.ts';

/** Memory for one job at a time: whoever sits here works alone in it, on rows and parameters that others may read too. */
export interface Seat {
  readonly memory: WebAssembly.Memory;
  readonly functions: KernelFunctions;
  readonly layout: SeatLayout;
  /** Address of the job. */
  readonly job: number;
  readonly numbers: Float64Array;
  readonly fields: Uint32Array;
}

/** Flags of a job. */
export const rowResultsWanted = 1;
export const noStatistics = 2;
const noiseThere = 4;

/** The seat at `job`: `last` where it still is the one, for memory grows and is exchanged. */
export function sit(
  last: Seat | null,
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  layout: SeatLayout,
  job: number,
): Seat {
  if (last?.memory === memory && last.job === job && last.numbers.byteLength === memory.buffer.byteLength) return last;
  const functions = instantiate(module, memory);
  return { memory, functions, layout, job, numbers: new Float64Array(memory.buffer), fields: new Uint32Array(memory.buffer) };
}

export interface JobAddresses {
  readonly parameters: number;
  readonly statistics: number;
  /** Row weights, block by block; 0 when all are 1. */
  readonly weights: number;
}

/** Fills in the fields of assembly/layout.ts. The components' numbers are written apart (writeComponents). */
export function writeJob(seat: Seat, blocks: number, components: Components, flags: number, addresses: JobAddresses): void {
  const { job, layout, fields, numbers } = seat;
  const { k, d } = components;
  const noise = noiseConstant(components);
  const { parameters, statistics, weights } = addresses;
  const own = [job + layout.scratch, job + layout.tile, job + layout.centred, job + layout.logs];
  const given = [parameters, layout.parameterStride, statistics, layout.statisticStride];
  fields.set(
    [blocks, 0, d, k, formNumber[layout.form], ...given, ...own, weights, flags + (noise === null ? 0 : noiseThere)],
    job / 4,
  );
  if (noise !== null) numbers[job / 8 + 8] = noise * Math.LOG2E;
}

export function writeComponents({ layout, numbers }: Seat, components: Components, at: number): void {
  writeParameters(components, numbers, at / 8, layout.parameterStride / 8);
}

/** into += the statistics at `address`, two rows side by side in them. */
export function readStatistics({ layout, numbers }: Seat, address: number, into: Statistics): void {
  const { k, d, shape, counts, sums, scatters, totals } = into;
  let at = address / 8;
  totals.logLikelihood += numbers[at] * Math.LN2;
  totals.logLargest += numbers[at + 1] * Math.LN2;
  totals.noise += numbers[at + 2] + numbers[at + 3];
  for (let c = 0; c < k; c++) {
    at = (address + statisticHeader + c * layout.statisticStride) / 8;
    const next = () => {
      at += 2;
      return numbers[at - 2] + numbers[at - 1];
    };
    counts[c] += next();
    for (let j = 0; j < d; j++) sums[c * d + j] += next();
    if (shape === 'diagonal') for (let j = 0; j < d; j++) scatters[c * d + j] += next();
    else for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) scatters[(c * d + i) * d + j] += next();
  }
}

export function clearStatistics({ layout, numbers }: Seat, address: number): void {
  numbers.fill(0, address / 8, (address + layout.statisticsBytes) / 8);
}

/** One row result of the last block, by its place in scratch. */
export const scratchColumn = ({ job, layout, numbers }: Seat, name: keyof typeof scratchOffsets): Float64Array => {
  const from = (job + layout.scratch + scratchOffsets[name]) / 8;
  return numbers.subarray(from, from + 128);
};
