import type { Rows } from '../../rows.ts';
import { accumulateDiagonal, accumulateFull } from './accumulate.ts';
import { blockRows } from './block.ts';
import type { Components, Shape } from './components.ts';
import { logDensitiesDiagonal, logDensitiesFull } from './density.ts';
import type { Pass, RowOutputs } from './pass.ts';

/** A responsibility below e⁻⁶⁰ of the largest (9e-27) cannot change a sum in 53 bits: it counts as 0 and costs no exp. */
const negligible = -60;

/**
 * The pass in plain TypeScript, three phases a block: log densities of all components; responsibilities by log-sum-exp;
 * weighted sums about each component's mean.
 */
export function createPlainPass(rows: Rows, k: number, shape: Shape): Pass {
  const { n, d, data } = rows;
  const logs = new Float64Array(k * blockRows);
  const centred = new Float64Array(d * blockRows);
  const work = new Float64Array(blockRows);
  const largest = new Float64Array(blockRows);
  const argument = new Int32Array(blockRows);
  const others = new Float64Array(blockRows);
  const densities = shape === 'full' ? logDensitiesFull : logDensitiesDiagonal;
  const accumulate = shape === 'full' ? accumulateFull : accumulateDiagonal;

  /** logs ← responsibilities; largest, argument and others (the sum of e^(log − largest) over the rest) are filled. */
  const normalise = (m: number): void => {
    for (let b = 0; b < m; b++) {
      // A row beyond the range of squares has no number here; it counts as infinitely far.
      largest[b] = Number.isNaN(logs[b]) ? Number.NEGATIVE_INFINITY : logs[b];
      argument[b] = 0;
    }
    for (let c = 1; c < k; c++) {
      const at = c * blockRows;
      for (let b = 0; b < m; b++) {
        if (logs[at + b] > largest[b]) {
          largest[b] = logs[at + b];
          argument[b] = c;
        }
      }
    }
    others.fill(0, 0, m);
    for (let c = 0; c < k; c++) {
      const at = c * blockRows;
      for (let b = 0; b < m; b++) {
        const below = logs[at + b] - largest[b];
        if (argument[b] === c) logs[at + b] = 1;
        else if (below > negligible) others[b] += logs[at + b] = Math.exp(below);
        else logs[at + b] = 0;
      }
    }
    for (let b = 0; b < m; b++) work[b] = 1 / (1 + others[b]);
    for (let c = 0; c < k; c++) {
      const at = c * blockRows;
      for (let b = 0; b < m; b++) logs[at + b] *= work[b];
    }
  };

  const write = (out: RowOutputs, from: number, m: number): void => {
    const { labels, uncertainty, logDensity, responsibilities } = out;
    for (let b = 0; b < m; b++) {
      if (labels) labels[from + b] = argument[b] + 1;
      if (uncertainty) uncertainty[from + b] = others[b] / (1 + others[b]);
      if (logDensity) logDensity[from + b] = largest[b] + Math.log1p(others[b]);
      if (responsibilities) for (let c = 0; c < k; c++) responsibilities[(from + b) * k + c] = logs[c * blockRows + b];
    }
  };

  return {
    run(components: Components, from, to, into, outputs) {
      for (let start = from; start < to; start += blockRows) {
        const m = Math.min(blockRows, to - start);
        densities(data, n, start, m, components, logs, centred, work);
        normalise(m);
        if (outputs) write(outputs, start, m);
        if (!into) continue;
        let likelihood = 0;
        let certainty = 0;
        for (let b = 0; b < m; b++) {
          const log = Math.log1p(others[b]);
          likelihood += largest[b] + log;
          certainty -= log;
        }
        into.totals.logLikelihood += likelihood;
        into.totals.logLargest += certainty;
        accumulate(data, n, start, m, components, logs, centred, work, into);
      }
    },
  };
}
