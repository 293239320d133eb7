import type { Rows } from '../../rows.ts';
import { accumulateDiagonal, accumulateFull } from './accumulate.ts';
import { blockRows } from './block.ts';
import { type Components, noiseConstant, type Shape } from './components.ts';
import { logDensitiesDiagonal, logDensitiesFull } from './density.ts';
import { addTotals, createBlock, normalise, writeRows } from './normalise.ts';
import type { Pass } from './pass.ts';

/**
 * The pass in plain TypeScript over complete rows, three phases a block: log densities of all components;
 * responsibilities by log-sum-exp; weighted sums about each component's mean.
 */
export function createPlainPass(rows: Rows, k: number, shape: Shape): Pass {
  const { n, d, data } = rows;
  const weights = rows.weights ?? null;
  const block = createBlock(k);
  const centred = new Float64Array(d * blockRows);
  const densities = shape === 'full' ? logDensitiesFull : logDensitiesDiagonal;
  const accumulate = shape === 'full' ? accumulateFull : accumulateDiagonal;
  return {
    run(components: Components, from, to, into, outputs) {
      const noise = noiseConstant(components);
      for (let start = from; start < to; start += blockRows) {
        const m = Math.min(blockRows, to - start);
        densities(data, n, start, m, components, block.logs, centred, block.work);
        normalise(block, m, noise);
        if (outputs) writeRows(block, m, noise !== null, start, null, outputs);
        if (!into) continue;
        addTotals(block, m, noise !== null, weights, start, into.totals);
        accumulate(data, n, start, m, components, block.logs, centred, block.work, into);
      }
    },
  };
}
