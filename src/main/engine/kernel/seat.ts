import type { Components, Shape } from '../mixture/pass/components.ts';
import type { Statistics } from '../mixture/pass/statistics.ts';
import { type KernelFunctions, instantiate } from './kernel.ts';
import { writeParameters } from './parameters.ts';
import { type SeatLayout, scratchOffsets, statisticHeader } from './sizes.ts';

/** Where the rows lie, and how many columns they have. */
export interface Place {
  readonly memory: WebAssembly.Memory;
  readonly blocks: number;
  readonly d: number;
}

/** Memory for one job at a time: whoever sits here works alone in it, on rows and parameters that others may read too. */
export interface Seat {
  readonly functions: KernelFunctions;
  readonly layout: SeatLayout;
  /** Address of the job. */
  readonly job: number;
  readonly numbers: Float64Array;
  readonly fields: Uint32Array;
}

export const rowResultsWanted = 1;
export const noStatistics = 2;

export function takeSeat(module: WebAssembly.Module, place: Place, layout: SeatLayout, job: number): Seat {
  const { buffer } = place.memory;
  return {
    functions: instantiate(module, place.memory),
    layout,
    job,
    numbers: new Float64Array(buffer),
    fields: new Uint32Array(buffer),
  };
}

/** Fills in the fields of assembly/layout.ts. `parameters` and `statistics` are addresses, mostly the seat's own. */
export function writeJob(
  { job, layout, fields }: Seat,
  { blocks, d }: Place,
  k: number,
  shape: Shape,
  flags: number,
  parameters = job + layout.parameters,
  statistics = job + layout.statistics,
): void {
  const values = [
    blocks,
    0,
    d,
    k,
    shape === 'diagonal' ? 1 : 0,
    parameters,
    layout.parameterStride,
    statistics,
    layout.statisticStride,
    job + layout.scratch,
    job + layout.tile,
    job + layout.centred,
    job + layout.logs,
    0,
    flags,
  ];
  fields.set(values, job / 4);
}

export function writeComponents({ job, layout, numbers }: Seat, components: Components): void {
  writeParameters(components, numbers, (job + layout.parameters) / 8, layout.parameterStride / 8);
}

/** into += the statistics at `address`, two rows side by side in them. */
export function readStatistics({ layout, numbers }: Seat, address: number, into: Statistics): void {
  const { k, d, shape, counts, sums, scatters, totals } = into;
  let at = address / 8;
  totals.logLikelihood += numbers[at] * Math.LN2;
  totals.logLargest += numbers[at + 1] * Math.LN2;
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
