import type { Network } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { everyRow } from '../use/encode.ts';
import { type Samples, samplePrior } from '../use/sample.ts';
import { type ColumnDiscrepancy, columnDiscrepancies, type PairDiscrepancy, pairDiscrepancies } from './discrepancy.ts';
import { featuresOf } from './features.ts';
import { type TwoSampleScore, twoSampleScore } from './two-sample.ts';

export interface SampleComparison {
  readonly samples: Samples;
  readonly score: TwoSampleScore;
  readonly columns: readonly ColumnDiscrepancy[];
  /** The largest differences first. */
  readonly pairs: readonly PairDiscrepancy[];
}

/**
 * As many samples from the prior as there are rows (at most 2,000), held against the rows. A sample misses the cells
 * that the row in its place misses, so that the classifier cannot go by them. Pixels of shades of grey that a Bernoulli
 * column speaks of are compared by what is expected, as they are shown. Yields the share done.
 */
export function* compareSamples(
  network: Network,
  parameters: Float32Array,
  table: LatentTable,
  seed: number,
): Generator<number, SampleComparison> {
  const n = Math.min(table.n, 2000);
  const samples = samplePrior(network, parameters, n, seed, shades(network, table));
  const rows = Int32Array.from({ length: n }, (_, i) => Math.floor((i * table.n) / n));
  const d = network.heads.length;
  const mask =
    table.mask && Float32Array.from({ length: n * d }, (_, at) => table.mask?.[rows[Math.floor(at / d)] * d + (at % d)] ?? 1);
  const real = featuresOf(network, table.targets, table.mask, rows);
  const sampled = featuresOf(network, samples.targets, mask, everyRow(n));
  const score = yield* twoSampleScore(real, sampled, seed);
  return {
    samples,
    score,
    columns: columnDiscrepancies(network, table, samples.targets),
    pairs: pairDiscrepancies(real, sampled),
  };
}

/** Whether a Bernoulli column holds shades between 0 and 1: its samples are then what is expected, not 0 or 1. */
export function shades(network: Network, table: LatentTable): boolean[] {
  const d = network.heads.length;
  return network.heads.map(({ kind }, j) => {
    if (kind !== 'bernoulli') return false;
    for (let i = 0; i < table.n; i++) {
      const x = table.targets[i * d + j];
      if (x > 0 && x < 1) return true;
    }
    return false;
  });
}
