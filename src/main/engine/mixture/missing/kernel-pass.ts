import { usualKernel } from '../../kernel/kernel.ts';
import { createKernelPass } from '../../kernel/pass.ts';
import { pieceAt, pieceCount, pieceRows } from '../../kernel/pieces.ts';
import { writeRowResults } from '../../kernel/row-results.ts';
import { clearStatistics, noStatistics, readStatistics, rowResultsWanted, type Seat } from '../../kernel/seat.ts';
import { packedRows } from '../../kernel/shelf.ts';
import type { Rows } from '../../rows.ts';
import { blockRows } from '../pass/block.ts';
import type { Components, Shape } from '../pass/components.ts';
import { type CreatePass, chunkRows, type Pass, type RowOutputs } from '../pass/pass.ts';
import type { Statistics } from '../pass/statistics.ts';
import { createMissingPass } from './pass.ts';
import { planOf, rowsInPlace } from './plan.ts';
import { blocksOf, failedField, type IncompleteLayout, incompleteLayout, takeSeat, writeShared } from './seats.ts';

/** Pieces of a pass for several threads, each in its own seat: statistics of piece i come to the i-th slot. */
export interface Pieces {
  readonly memory: WebAssembly.Memory;
  readonly seats: number;
  readonly seatBytes: number;
  readonly slots: number;
  readonly slotBytes: number;
  readonly from: number;
  readonly to: number;
  readonly length: number;
  /** Where a seat has its plan. */
  readonly plan: number;
}

/** How several threads share a pass (jobs/parallel-pass.ts). */
export interface Sharing {
  readonly threads: number;
  /** Over complete rows. */
  readonly createPass: CreatePass;
  /** Has all pieces worked on; false when one failed. */
  carryOut(pieces: Pieces): boolean;
}

/**
 * The pass over rows with missing cells by the WebAssembly kernel. For each component it completes the rows, the missing cells by
 * their expectation −P_mm⁻¹ P_mo c_o (P the precision), and takes them as complete; the density then lacks the factor that the
 * missing cells have in det P, and the scatter the conditional covariance P_mm⁻¹. A row costs some d² + m³ instead of the d³
 * of a marginal. Blocks without missing cells are left to the pass over complete rows; where there is no kernel, no memory,
 * or a covariance that cannot be inverted, the plain pass serves, and for rows without any cell. Statistics are summed piece
 * by piece, so that threads that share the pieces come to the same bits.
 */
export function createMissingKernelPass(
  rows: Rows,
  k: number,
  shape: Shape,
  module = usualKernel(),
  sharing: Sharing | null = null,
): Pass {
  if (!module) return createMissingPass(rows, k, shape);
  const { d } = rows;
  const plan = planOf(rows);
  const inPlace = rowsInPlace(rows, plan);
  const complete = sharing ? sharing.createPass(inPlace, k, shape) : createKernelPass(inPlace, k, shape, module);
  const slower = (count: number) => Math.max(blockRows, Math.floor(count / (1 + plan.effort) / blockRows) * blockRows);
  const length = slower(pieceRows(k, d, shape));
  let plain: Pass | null = null;
  const plainly: Pass['run'] = (...given) => {
    plain ??= createMissingPass(rows, k, shape);
    plain.run(...given);
  };
  let seats: (Seat | null)[] = [];

  const incomplete = (
    components: Components,
    from: number,
    to: number,
    into: Statistics | null,
    outputs: RowOutputs | null,
  ): boolean => {
    const packed = packedRows(inPlace);
    const firstBlock = Math.floor(from / blockRows);
    const blocks = blocksOf(plan, firstBlock, Math.ceil(to / blockRows));
    const layout = incompleteLayout(components, plan.entries, blocks.count, blocks.runs.byteLength);
    const count = pieceCount(from, to, length);
    const threads = into && !outputs && count > 1 ? (sharing?.threads ?? 1) : 1;
    const shared = threads * layout.bytes;
    const slots = shared + layout.sharedBytes;
    const job = packed?.room(slots + (count + 1) * layout.statisticsBytes) ?? null;
    if (packed === null || job === null) return false;
    packed.ensure(from, to);
    const flags = (outputs ? rowResultsWanted : 0) + (into ? 0 : noStatistics);
    const weights = packed.weigh(inPlace.weights ?? null);
    const work = { components, rows: packed.blocks, weights, flags, firstBlock, shared: job + shared };
    seats = Array.from({ length: threads }, (_, i) =>
      takeSeat(seats[i] ?? null, module, packed.memory, layout, job + i * layout.bytes, work),
    );
    const [seat] = seats as Seat[];
    writeShared(seat, layout, job + shared, components, plan, blocks);
    if (outputs) return blockByBlock(seat, layout, components, from, to, into, outputs, plan.order);
    if (into === null) return true;
    const total = job + slots + count * layout.statisticsBytes;
    const pieces = { from, to, length, slots: job + slots, slotBytes: layout.statisticsBytes };
    const place = { memory: packed.memory, seats: job, seatBytes: layout.bytes, plan: layout.plan };
    if (threads > 1 ? !sharing?.carryOut({ ...pieces, ...place }) : !pieceByPiece(seat, layout, pieces)) return false;
    clearStatistics(seat, total);
    for (let i = 0; i < count; i++) {
      seat.functions.add(total, pieces.slots + i * layout.statisticsBytes, layout.statisticsBytes);
    }
    readStatistics(seat, total, into);
    return true;
  };

  return {
    chunk: Math.max(length, Math.floor(slower(2 * chunkRows(k, d, shape)) / length) * length),
    run(components, from, to, into, outputs) {
      const first = outputs ? from : Math.min(to, Math.max(from, plan.complete));
      const last = Math.max(first, Math.min(to, plan.empty));
      if (first > from) complete.run(components, from, first, into, null);
      if (last > first && !incomplete(components, first, last, into, outputs)) plainly(components, first, last, into, outputs);
      if (to > last) plainly(components, last, to, into, outputs);
    },
  };
}

const hasFailed = ({ job, fields }: Seat, { plan }: IncompleteLayout) => fields[(job + plan) / 4 + failedField] !== 0;

/** The statistics of each piece to its slot, all in this thread. */
function pieceByPiece(
  seat: Seat,
  layout: IncompleteLayout,
  { from, to, length, slots, slotBytes }: Pick<Pieces, 'from' | 'to' | 'length' | 'slots' | 'slotBytes'>,
): boolean {
  const { functions, job } = seat;
  for (let i = 0; i < pieceCount(from, to, length); i++) {
    const { start, end } = pieceAt(i, from, to, length);
    clearStatistics(seat, job + layout.statistics);
    functions.passIncomplete(job, job + layout.plan, start, end);
    seat.numbers.copyWithin(
      (slots + i * slotBytes) / 8,
      (job + layout.statistics) / 8,
      (job + layout.statistics + slotBytes) / 8,
    );
  }
  return !hasFailed(seat, layout);
}

function blockByBlock(
  seat: Seat,
  layout: IncompleteLayout,
  components: Components,
  from: number,
  to: number,
  into: Statistics | null,
  outputs: RowOutputs,
  order: Int32Array,
): boolean {
  const { functions, job } = seat;
  for (let start = from; start < to; ) {
    const end = Math.min(to, (Math.floor(start / blockRows) + 1) * blockRows);
    functions.passIncomplete(job, job + layout.plan, start, end);
    if (hasFailed(seat, layout)) return false;
    writeRowResults(seat, components, start, end, outputs, order);
    start = end;
  }
  if (into) readStatistics(seat, job + layout.statistics, into);
  return true;
}
