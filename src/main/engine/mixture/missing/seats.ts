import { clearStatistics, type Seat, sit, writeJob } from '../../kernel/seat.ts';
import { columnBytes, type SeatLayout, seatLayout } from '../../kernel/sizes.ts';
import type { Components } from '../pass/components.ts';
import { ownSize, pairSize, writeOwn, writePairs } from './pair-parameters.ts';
import type { Plan } from './plan.ts';

/** Bytes of a plan in memory, and its field for failures: assembly/incomplete-layout.ts. */
const planBytes = 64;
export const failedField = 9;
const upTo16 = (bytes: number) => Math.ceil(bytes / 16) * 16;
const upTo64 = (bytes: number) => Math.ceil(bytes / 64) * 64;

/** Where the parts of a pass lie, in bytes: in each seat from its beginning, and what all seats read from behind the last. */
export interface IncompleteLayout extends SeatLayout {
  readonly plan: number;
  readonly completed: number;
  readonly gains: number;
  readonly conditionals: number;
  readonly work: number;
  /** Bytes of a seat. */
  readonly bytes: number;
  readonly pairs: number;
  readonly pairStride: number;
  readonly noise: number;
  /** An address a block, and from `runs` on the lists of runs. */
  readonly table: number;
  readonly runs: number;
  readonly sharedBytes: number;
}

/** Of a pass over so many blocks, whose runs take `listed` bytes. */
export function incompleteLayout(components: Components, entries: number, blocks: number, listed: number): IncompleteLayout {
  const { k, d, shape } = components;
  const seat = seatLayout(k, d, shape);
  const even = k + (k % 2);
  const plan = seat.bytes;
  const completed = plan + planBytes;
  const gains = completed + even * d * columnBytes;
  const conditionals = gains + even * columnBytes;
  const work = conditionals + 8 * even * (shape === 'full' ? entries : 0);
  const bytes = upTo64(work + 16 * (d * d + 3 * d));
  const parameterStride = 8 * ownSize(components);
  const pairStride = 8 * pairSize(components);
  const pairs = k * parameterStride;
  const noise = pairs + (even / 2) * pairStride;
  const table = noise + upTo16(8 * d);
  const runs = table + upTo16(4 * blocks);
  const sharedBytes = runs + upTo16(listed);
  return {
    ...seat,
    parameterStride,
    plan,
    completed,
    gains,
    conditionals,
    work,
    bytes,
    pairs,
    pairStride,
    noise,
    table,
    runs,
    sharedBytes,
  };
}

export interface Blocks {
  readonly first: number;
  readonly count: number;
  /** The part of the plan's runs that is theirs. */
  readonly runs: Int32Array;
}

export function blocksOf({ offsets, runs }: Plan, first: number, end: number): Blocks {
  return { first, count: end - first, runs: runs.subarray(offsets[first], offsets[end]) };
}

/** What every seat reads, at `at`: parameters of the components, the noise, the runs of the blocks. */
export function writeShared(
  seat: Seat,
  layout: IncompleteLayout,
  at: number,
  components: Components,
  plan: Plan,
  blocks: Blocks,
): void {
  const { fields, numbers } = seat;
  const { d, noise } = components;
  const perColumn = noise?.perColumn ?? null;
  if (noise && perColumn === null) throw new RangeError('A noise component beside missing cells must be a box along the axes.');
  for (let b = 0; b < blocks.count; b++) {
    const from = plan.offsets[blocks.first + b] - plan.offsets[blocks.first];
    fields[(at + layout.table) / 4 + b] = at + layout.runs + 4 * from;
  }
  fields.set(blocks.runs, (at + layout.runs) / 4);
  writeOwn(components, numbers, at / 8);
  writePairs(components, numbers, (at + layout.pairs) / 8);
  for (let j = 0; perColumn && j < d; j++) numbers[(at + layout.noise) / 8 + j] = perColumn[j] * Math.LOG2E;
}

export interface Work {
  readonly components: Components;
  /** Address of the first block of rows, and of the row weights or 0. */
  readonly rows: number;
  readonly weights: number;
  readonly flags: number;
  readonly firstBlock: number;
  /** Address of what all seats read. */
  readonly shared: number;
}

/** A seat at `job`, ready for the work; `last` where it still is the one. */
export function takeSeat(
  last: Seat | null,
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  layout: IncompleteLayout,
  job: number,
  { components, rows, weights, flags, firstBlock, shared }: Work,
): Seat {
  const seat = sit(last, module, memory, layout, job);
  writeJob(seat, rows, components, flags, { parameters: shared, statistics: job + layout.statistics, weights });
  const own = [layout.completed, layout.gains, layout.conditionals, layout.work].map((offset) => job + offset);
  const noise = components.noise ? shared + layout.noise : 0;
  const given = [firstBlock, shared + layout.table, shared + layout.pairs, layout.pairStride, noise];
  seat.fields.set([...given, ...own, 0], (job + layout.plan) / 4);
  clearStatistics(seat, job + layout.statistics);
  return seat;
}
