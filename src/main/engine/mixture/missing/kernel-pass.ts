import { usualKernel } from '../../kernel/kernel.ts';
import { createKernelPass } from '../../kernel/pass.ts';
import { writeRowResults } from '../../kernel/row-results.ts';
import { clearStatistics, noStatistics, readStatistics, rowResultsWanted, type Seat, sit, writeJob } from '../../kernel/seat.ts';
import { packedRows } from '../../kernel/shelf.ts';
import { columnBytes, type SeatLayout, seatLayout } from '../../kernel/sizes.ts';
import type { Rows } from '../../rows.ts';
import { blockRows } from '../pass/block.ts';
import type { Components, Shape } from '../pass/components.ts';
import { chunkRows, type Pass, type RowOutputs } from '../pass/pass.ts';
import type { Statistics } from '../pass/statistics.ts';
import { ownSize, pairSize, writeOwn, writePairs } from './pair-parameters.ts';
import { createMissingPass } from './pass.ts';
import { type Plan, planOf, rowsInPlace } from './plan.ts';

/** Fields of a plan in memory: assembly/incomplete-layout.ts. */
const planBytes = 48;
const failed = 9;
const upTo16 = (bytes: number) => Math.ceil(bytes / 16) * 16;

interface Layout extends SeatLayout {
  readonly plan: number;
  readonly own: number;
  readonly pairs: number;
  readonly pairStride: number;
  readonly noise: number;
  readonly completed: number;
  readonly gains: number;
  readonly conditionals: number;
  readonly work: number;
  /** From here on what depends on the rows of the call: an address a block, and their runs. */
  readonly end: number;
}

function layoutOf(components: Components, entries: number): Layout {
  const { k, d, shape } = components;
  const seat = seatLayout(k, d, shape);
  const even = k + (k % 2);
  const parameterStride = 8 * ownSize(components);
  const pairStride = 8 * pairSize(components);
  const plan = upTo16(seat.bytes);
  const own = plan + planBytes;
  const pairs = own + k * parameterStride;
  const noise = pairs + (even / 2) * pairStride;
  const completed = noise + upTo16(8 * d);
  const gains = completed + even * d * columnBytes;
  const conditionals = gains + even * columnBytes;
  const work = conditionals + 8 * even * (shape === 'full' ? entries : 0);
  const end = work + 16 * (d * d + 3 * d);
  return { ...seat, parameterStride, plan, own, pairs, pairStride, noise, completed, gains, conditionals, work, end };
}

/**
 * The pass over rows with missing cells by the WebAssembly kernel. For each component it completes the rows, the missing cells by
 * their expectation −P_mm⁻¹ P_mo c_o (P the precision), and takes them as complete; the density then lacks the factor that the
 * missing cells have in det P, and the scatter the conditional covariance P_mm⁻¹. A row costs some d² + m³ instead of the d³
 * of a marginal. Blocks without missing cells are left to the pass over complete rows; where there is no kernel, no memory,
 * or a covariance that cannot be inverted, the plain pass serves, and for rows without any cell.
 */
export function createMissingKernelPass(rows: Rows, k: number, shape: Shape, module = usualKernel()): Pass {
  if (!module) return createMissingPass(rows, k, shape);
  const { d } = rows;
  const plan = planOf(rows);
  const inPlace = rowsInPlace(rows, plan);
  const complete = createKernelPass(inPlace, k, shape, module);
  let plain: Pass | null = null;
  const plainly: Pass['run'] = (...given) => {
    plain ??= createMissingPass(rows, k, shape);
    plain.run(...given);
  };
  let seat: Seat | null = null;

  const incomplete = (
    components: Components,
    from: number,
    to: number,
    into: Statistics | null,
    outputs: RowOutputs | null,
  ): boolean => {
    const packed = packedRows(inPlace);
    const layout = layoutOf(components, plan.entries);
    const firstBlock = Math.floor(from / blockRows);
    const blocks = Math.ceil(to / blockRows) - firstBlock;
    const runs = plan.runs.subarray(plan.offsets[firstBlock], plan.offsets[firstBlock + blocks]);
    const table = layout.end + upTo16(4 * blocks);
    const job = packed?.room(table + upTo16(runs.byteLength)) ?? null;
    if (packed === null || job === null) return false;
    packed.ensure(from, to);
    seat = sit(seat, module, packed.memory, layout, job);
    const flags = (outputs ? rowResultsWanted : 0) + (into ? 0 : noStatistics);
    const weights = packed.weigh(inPlace.weights ?? null);
    writeJob(seat, packed.blocks, components, flags, {
      parameters: job + layout.own,
      statistics: job + layout.statistics,
      weights,
    });
    writePlan(seat, layout, components, plan, firstBlock, blocks, table, runs);
    const statistics = job + layout.statistics;
    clearStatistics(seat, statistics);
    for (let start = from; start < to; ) {
      const end = outputs ? Math.min(to, (Math.floor(start / blockRows) + 1) * blockRows) : to;
      seat.functions.passIncomplete(job, job + layout.plan, start, end);
      if (seat.fields[(job + layout.plan) / 4 + failed] !== 0) return false;
      if (outputs) writeRowResults(seat, components, start, end, outputs, plan.order);
      start = end;
    }
    if (into) readStatistics(seat, statistics, into);
    return true;
  };

  return {
    chunk: Math.max(blockRows, Math.floor((2 * chunkRows(k, d, shape)) / (1 + plan.effort) / blockRows) * blockRows),
    run(components, from, to, into, outputs) {
      const first = outputs ? from : Math.min(to, Math.max(from, plan.complete));
      const last = Math.max(first, Math.min(to, plan.empty));
      if (first > from) complete.run(components, from, first, into, null);
      if (last > first && !incomplete(components, first, last, into, outputs)) plainly(components, first, last, into, outputs);
      if (to > last) plainly(components, last, to, into, outputs);
    },
  };
}

function writePlan(
  { job, fields, numbers }: Seat,
  layout: Layout,
  components: Components,
  { offsets }: Plan,
  firstBlock: number,
  blocks: number,
  table: number,
  runs: Int32Array,
): void {
  const { d, noise } = components;
  const { own, pairs, pairStride, completed, gains, conditionals, work } = layout;
  const perColumn = noise?.perColumn ?? null;
  if (noise && perColumn === null) throw new RangeError('A noise component beside missing cells must be a box along the axes.');
  const addresses = [completed, gains, conditionals, work].map((offset) => job + offset);
  const noiseAt = perColumn ? job + layout.noise : 0;
  fields.set([firstBlock, job + layout.end, job + pairs, pairStride, noiseAt, ...addresses, 0], (job + layout.plan) / 4);
  for (let b = 0; b < blocks; b++) {
    fields[(job + layout.end) / 4 + b] = job + table + 4 * (offsets[firstBlock + b] - offsets[firstBlock]);
  }
  fields.set(runs, (job + table) / 4);
  writeOwn(components, numbers, (job + own) / 8);
  writePairs(components, numbers, (job + pairs) / 8);
  for (let j = 0; perColumn && j < d; j++) numbers[(job + layout.noise) / 8 + j] = perColumn[j] * Math.LOG2E;
}
