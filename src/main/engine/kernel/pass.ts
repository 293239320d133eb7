import type { Components, Shape } from '../mixture/pass/components.ts';
import type { Pass, RowOutputs } from '../mixture/pass/pass.ts';
import { createPlainPass } from '../mixture/pass/plain.ts';
import type { Statistics } from '../mixture/pass/statistics.ts';
import { type Rows, totalWeight } from '../rows.ts';
import type { PassForm } from './form.ts';
import { formsOf } from './forms.ts';
import { usualKernel } from './kernel.ts';
import { kernelChunkRows, pieceAt, pieceCount, pieceRows } from './pieces.ts';
import { writeRowResults } from './row-results.ts';
import { clearStatistics, noStatistics, readStatistics, rowResultsWanted, type Seat, sit, writeJob } from './seat.ts';
import { packedRows } from './shelf.ts';
import { singleRounding } from './single.ts';
import { blockRows, type SeatLayout } from './sizes.ts';

/**
 * The pass by the WebAssembly kernel; the plain TypeScript pass where there is no kernel, or no memory for it. The rows must
 * not change as long as there are passes over them. Statistics are summed piece by piece, so that threads that share the
 * pieces out come to the same bits. `common`: all components have the same factor.
 */
export function createKernelPass(rows: Rows, k: number, shape: Shape, module = usualKernel(), common = false): Pass {
  if (!module || rows.missing) return createPlainPass(rows, k, shape);
  const forms = formsOf(rows, k, shape, common);
  const [usual] = forms.slice(-1);
  const seats = new Map<PassForm, Seat>();
  let plain: Pass | null = null;
  return {
    chunk: kernelChunkRows(k, rows.d, shape),
    ...(forms[0].precision === 'single' && { rounding: singleRounding * totalWeight(rows) }),
    run(components: Components, from, to, into, outputs) {
      const form = into === null || outputs ? usual : (forms.find((one) => one.fits(components)) ?? usual);
      const { layout } = form;
      const packed = packedRows(rows, form.precision);
      const job = packed?.room(layout.bytes + layout.statisticsBytes) ?? null;
      if (packed === null || job === null) {
        plain ??= createPlainPass(rows, k, shape);
        return plain.run(components, from, to, into, outputs);
      }
      packed.ensure(from, to);
      const seat = sit(seats.get(form) ?? null, module, packed.memory, layout, job);
      seats.set(form, seat);
      const parameters = job + layout.parameters;
      const addresses = { parameters, statistics: job + layout.statistics, weights: packed.weigh(rows.weights ?? null) };
      writeJob(seat, packed.blocks, components, (outputs ? rowResultsWanted : 0) + (into ? 0 : noStatistics), addresses);
      form.write(seat, components, parameters);
      if (outputs) blockByBlock(seat, components, from, to, into, outputs);
      else if (into) pieceByPiece(seat, form, components, from, to, into);
    },
  };
}

function pieceByPiece(seat: Seat, form: PassForm, components: Components, from: number, to: number, into: Statistics): void {
  const { k, d } = components;
  const { functions, job, layout } = seat;
  const statistics = job + layout.statistics;
  const total = totalOf(job, layout);
  const length = pieceRows(k, d, form.form);
  clearStatistics(seat, total);
  for (let i = 0; i < pieceCount(from, to, length); i++) {
    const { start, end } = pieceAt(i, from, to, length);
    clearStatistics(seat, statistics);
    functions.pass(job, start, end);
    functions.add(total, statistics, layout.statisticsBytes);
  }
  form.read(seat, total, components, into);
}

const totalOf = (job: number, layout: SeatLayout) => job + layout.bytes;

function blockByBlock(
  seat: Seat,
  components: Components,
  from: number,
  to: number,
  into: Statistics | null,
  outputs: RowOutputs,
): void {
  const { functions, job, layout } = seat;
  const statistics = job + layout.statistics;
  clearStatistics(seat, statistics);
  for (let start = from; start < to; ) {
    const end = Math.min(to, (Math.floor(start / blockRows) + 1) * blockRows);
    functions.pass(job, start, end);
    writeRowResults(seat, components, start, end, outputs);
    start = end;
  }
  if (into) readStatistics(seat, statistics, into);
}
