import type { Components, Shape } from '../mixture/pass/components.ts';
import type { Pass, RowOutputs } from '../mixture/pass/pass.ts';
import { createPlainPass } from '../mixture/pass/plain.ts';
import type { Statistics } from '../mixture/pass/statistics.ts';
import type { Rows } from '../rows.ts';
import { fastestKernel } from './kernel.ts';
import { type PackedRows, packRows } from './packed.ts';
import { pieces } from './pieces.ts';
import { writeRowResults } from './row-results.ts';
import { clearStatistics, noStatistics, readStatistics, rowResultsWanted, takeSeat, writeComponents, writeJob } from './seat.ts';
import { blockRows, seatLayout } from './sizes.ts';

/** Rows are packed once for all passes over them in a thread, compiled code is kept; both are forgotten with what they are for. */
const packedOf = new WeakMap<Float64Array, PackedRows | null>();
let compiled: WebAssembly.Module | null | undefined;

export function packedRows(rows: Rows): PackedRows | null {
  const known = packedOf.get(rows.data);
  if (known !== undefined) return known;
  const packed = packRows(rows);
  packedOf.set(rows.data, packed);
  return packed;
}

export const usualKernel = (): WebAssembly.Module | null => {
  if (compiled === undefined) compiled = fastestKernel();
  return compiled;
};

/**
 * The pass by the WebAssembly kernel; the plain TypeScript pass where there is no kernel, or no memory for it. The rows must
 * not change as long as there are passes over them. Statistics are summed piece by piece, so that threads that share the
 * pieces out come to the same bits.
 */
export function createKernelPass(rows: Rows, k: number, shape: Shape, module = usualKernel()): Pass {
  const packed = module && packedRows(rows);
  if (!module || !packed || rows.missing) return createPlainPass(rows, k, shape);
  const layout = seatLayout(k, rows.d, shape);
  const room = () => packed.room(layout.bytes + layout.statisticsBytes);
  let seat = takeSeat(module, packed, layout, room());

  const statisticsOf = (from: number, to: number, into: Statistics) => {
    const { functions, job } = seat;
    const piece = job + layout.statistics;
    const total = job + layout.bytes;
    clearStatistics(seat, total);
    for (const [start, end] of pieces(from, to, k, rows.d, shape)) {
      clearStatistics(seat, piece);
      functions.pass(job, start, end);
      functions.add(total, piece, layout.statisticsBytes);
    }
    readStatistics(seat, total, into);
  };

  const blockByBlock = (components: Components, from: number, to: number, into: Statistics | null, outputs: RowOutputs) => {
    const { functions, job } = seat;
    clearStatistics(seat, job + layout.statistics);
    for (let start = from; start < to; ) {
      const end = Math.min(to, (Math.floor(start / blockRows) + 1) * blockRows);
      functions.pass(job, start, end);
      writeRowResults(seat, components, start, end, outputs);
      start = end;
    }
    if (into) readStatistics(seat, job + layout.statistics, into);
  };

  return {
    run(components: Components, from, to, into, outputs) {
      packed.ensure(from, to);
      // Another pass over these rows may have made the memory larger since.
      if (seat.numbers.byteLength < packed.memory.buffer.byteLength) seat = takeSeat(module, packed, layout, room());
      const { job } = seat;
      const parameters = job + layout.parameters;
      const addresses = { parameters, statistics: job + layout.statistics, weights: packed.weigh(rows.weights ?? null) };
      writeJob(seat, packed, components, (outputs ? rowResultsWanted : 0) + (into ? 0 : noStatistics), addresses);
      writeComponents(seat, components, parameters);
      if (outputs) blockByBlock(components, from, to, into, outputs);
      else if (into) statisticsOf(from, to, into);
    },
  };
}
