import { adjustedRandIndex } from '../../src/main/engine/doubt/ari.ts';
import { contingency } from '../../src/main/engine/doubt/contingency.ts';
import { differingRows } from '../../src/main/engine/doubt/differing.ts';
import type { CandidateKey, Input, RowResults } from '../../src/shared/contract.ts';
import type { Job } from '../../src/shared/model/job.ts';
import type { CandidateDetail } from '../../src/shared/model/mixture.ts';

type Computed = (key: CandidateKey) => CandidateDetail & { readonly results: RowResults };
type Run = (kind: Job['kind'], name: string, steps: number, step: (i: number) => void, done: () => Job['result']) => number;

/** Flows between candidates; another optimum is made of the best by moving every seventh row. */
export const fakeAlternatives = (computed: Computed, run: Run) => ({
  'fit.flow': ({ from, to }: Input<'fit.flow'>) => {
    const [a, b] = [computed(from).results, computed(to).results];
    const table = contingency(a.labels, a.k, b.labels, b.k);
    const counts = Array.from({ length: table.rows }, (_, row) =>
      Array.from(table.counts.subarray(row * table.columns, (row + 1) * table.columns)),
    );
    return { counts, ari: adjustedRandIndex(table), weightless: 0 };
  },
  'fit.flowRows': ({ from, to, labels }: Input<'fit.flowRows'>) => {
    const sides = [computed(from).results.labels, computed(to).results.labels];
    const rows = Array.from(sides[0]!.keys()).filter((row) =>
      labels.every((label, side) => label === null || sides[side]![row] === label),
    );
    return { rows: Int32Array.from(rows) };
  },
  'optimum.open': ({ start }: Input<'optimum.open'>) => ({
    job: run(
      'doubt',
      'Optimum',
      5,
      () => {},
      () => start,
    ),
  }),
  'optimum.read': ({ candidate: key }: Input<'optimum.read'>) => {
    const { results, ...detail } = computed(key);
    const labels = results.labels.map((label, row) => (row % 7 === 0 ? (label % key.k) + 1 : label));
    const table = contingency(results.labels, key.k, labels, key.k);
    const logLikelihood = (detail.candidate.logLikelihood ?? 0) - 12.5;
    return {
      detail: { ...detail, candidate: { ...detail.candidate, logLikelihood } },
      rows: { ...results, labels },
      overlaps: Array.from({ length: key.k }, () => 0.75),
      ari: adjustedRandIndex(table),
      differing: differingRows(results.labels, labels),
    };
  },
});
