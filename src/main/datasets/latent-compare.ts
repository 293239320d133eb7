import type { LatentComparison } from '../../shared/contract/latent.ts';
import { compareSamples } from '../engine/latent/compare/compare.ts';
import type { LatentTable } from '../engine/latent/network/table.ts';
import { targetColumns } from './latent-decode.ts';
import { networkOf, type Trained } from './trained.ts';

const measures = { ks: 'Kolmogorov–Smirnov distance', tv: 'total variation distance' } as const;

/** Samples from the prior against the encoded rows, with names and units. Yields the share done. */
export function* compareWithRows(trained: Trained, table: LatentTable, seed: number): Generator<number, LatentComparison> {
  const { encoding, weights } = trained;
  const { samples, score, columns, pairs } = yield* compareSamples(networkOf(trained), weights, table, seed);
  const { accuracy, standardError, each } = score;
  const name = (column: number) => encoding.columns[column].name;
  return {
    rows: samples.n,
    score: { accuracy, standardError, each, sentence: scoreSentence(accuracy, standardError) },
    columns: columns.map(({ measure, value }, j) => ({ name: name(j), measure: measures[measure], distance: value })),
    pairs: pairs.map(({ first, second, real, sampled }) => ({ a: name(first), b: name(second), real, sampled })),
    samples: targetColumns(encoding, samples.targets),
  };
}

/** What the two-sample score says, in words. */
export function scoreSentence(accuracy: number, error: number): string {
  const share = `${(100 * accuracy).toFixed(0)} % of the time (± ${(100 * error).toFixed(error > 0 && error < 0.005 ? 1 : 0)})`;
  if (accuracy < 0.5 + 2 * error)
    return `A classifier cannot tell samples from rows: it is right ${share}, and guessing is right half of it.`;
  return `A classifier tells them apart ${share}; guessing would be right half of the time.`;
}
