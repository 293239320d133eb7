import type { Rows } from '../../rows.ts';
import { accumulateDiagonal, accumulateFull } from '../pass/accumulate.ts';
import { blockRows } from '../pass/block.ts';
import { type Components, noiseConstant, type Shape } from '../pass/components.ts';
import { logDensitiesDiagonal, logDensitiesFull } from '../pass/density.ts';
import { addTotals, createBlock, normalise, writeRows } from '../pass/normalise.ts';
import { chunkRows, type Pass, type RowOutputs } from '../pass/pass.ts';
import { createStatistics, type Statistics } from '../pass/statistics.ts';
import { addCompleted } from './complete.ts';
import { covariancesOf, marginalise } from './marginal.ts';
import { type Pattern, tableOf, weightsInOrder } from './patterns.ts';

/** Rows between two chances to stop: fewer than for complete rows where patterns, each of some d³ work, have few rows. */
function chunkOf(patterns: readonly Pattern[], k: number, d: number, shape: Shape): number {
  const usual = chunkRows(k, d, shape);
  const incomplete = patterns.filter(({ missing }) => missing.length > 0);
  const rows = incomplete.reduce((sum, { count }) => sum + count, 0);
  if (rows === 0 || shape === 'diagonal') return usual;
  const slower = 1 + (d * incomplete.length) / rows;
  return Math.max(blockRows, Math.floor(usual / slower / blockRows) * blockRows);
}

/**
 * The definition, in plain TypeScript, of the pass over rows with missing cells, which makes EM on them exact under missing at random: responsibilities and
 * log-likelihood from the density of each row's observed cells, statistics by the expectation of the missing ones given the
 * observed. Rows are taken pattern by pattern (`from` and `to` are places in that order), so that the marginal and
 * conditional Gaussians are made once a pattern; outputs are written at the rows' own indices. A row without any cell adds
 * nothing to the statistics; as an output it has the mixing weights and log density 0.
 */
export function createMissingPass(rows: Rows, k: number, shape: Shape): Pass {
  const { order, patterns } = tableOf(rows);
  const weights = weightsInOrder(rows, order);
  const { d } = rows;
  const block = createBlock(k);
  const centred = new Float64Array(d * blockRows);
  const densities = shape === 'full' ? logDensitiesFull : logDensitiesDiagonal;
  const accumulate = shape === 'full' ? accumulateFull : accumulateDiagonal;

  const runPattern = (
    components: Components,
    { data, from: first, count }: Pattern,
    from: number,
    to: number,
    into: Statistics | null,
    outputs: RowOutputs | null,
  ): void => {
    const noise = noiseConstant(components);
    for (let start = from; start < to; start += blockRows) {
      const m = Math.min(blockRows, to - start);
      densities(data, count, start - first, m, components, block.logs, centred, block.work);
      normalise(block, m, noise);
      if (outputs) writeRows(block, m, noise !== null, start, order, outputs);
      if (!into) continue;
      addTotals(block, m, noise !== null, weights, start, into.totals);
      accumulate(data, count, start - first, m, components, block.logs, centred, block.work, into);
    }
  };

  return {
    chunk: chunkOf(patterns, k, d, shape),
    run(components, from, to, into, outputs) {
      let covariances: Float64Array | null | undefined;
      for (const pattern of patterns) {
        const start = Math.max(from, pattern.from);
        const end = Math.min(to, pattern.from + pattern.count);
        if (start >= end) continue;
        if (pattern.missing.length === 0) {
          runPattern(components, pattern, start, end, into, outputs);
          continue;
        }
        if (covariances === undefined) covariances = covariancesOf(components);
        const marginal = marginalise(components, covariances, pattern);
        const counts = into !== null && pattern.observed.length > 0;
        const part = counts ? createStatistics(k, pattern.observed.length, shape) : null;
        runPattern(marginal.observed, pattern, start, end, part, outputs);
        if (into && part) addCompleted(part, marginal, pattern, into);
      }
    },
  };
}
