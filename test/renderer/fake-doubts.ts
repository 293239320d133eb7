import { mergeByEntropy } from '../../src/main/engine/doubt/merge.ts';
import type { RowResults } from '../../src/shared/contract.ts';
import type { Doubt, DoubtOptions } from '../../src/shared/model/doubt-results.ts';
import type { Candidate, CandidateDetail, Fit } from '../../src/shared/model/mixture.ts';

type Key = Pick<Candidate, 'k' | 'family'>;
type Computed = CandidateDetail & { readonly results: RowResults };

/** An assessment with made figures of a likely size, for looking at views. */
export function fakeDoubt(fit: Fit, options: DoubtOptions, computed: (key: Key) => Computed): Doubt {
  const done = { created: fit.created, seconds: 1 };
  const { candidates, rows } = fit;
  switch (options.kind) {
    case 'held-out': {
      const scored = candidates.map((one) => ({ ...one, nats: (one.logLikelihood! - one.parameters * 0.9) / rows }));
      const most = Math.max(...scored.map(({ nats }) => nats));
      const near = scored.filter(({ nats }) => most - nats <= 0.02);
      const fewest = near.reduce((a, b) => (b.parameters < a.parameters ? b : a));
      const result = {
        candidates: scored.map(({ k, family, parameters, nats }) => ({
          ...{ k, family, parameters, nats, standardError: 0.05, difference: nats - most, differenceError: 0.02, failure: null },
          folds: Array.from({ length: options.folds ?? 5 }, () => ({ rows: rows / 5, nats, failure: null })),
        })),
        best: scored.findIndex(({ nats }) => nats === most),
        simplest: scored.indexOf(fewest),
      };
      return { kind: 'held-out', options, result, ...done };
    }
    case 'likelihood-ratio': {
      const test = (k: number, pValue: number) => ({ k, statistic: 100 / k ** 3, pValue, bootstrap: [2, 5, 8], redrawn: 0 });
      const result = { tests: [test(1, 0.005), test(2, 0.31)], k: 2, failure: null };
      return { kind: 'likelihood-ratio', options, result, ...done };
    }
    case 'stability': {
      const ks = candidates.filter(({ family }) => family === options.family).map(({ k }) => k);
      const of = (k: number) => ({
        ...{ k, family: options.family, ari: k === 1 ? null : 1 / (k - 1) ** 0.7, ariSd: k === 1 ? null : 0.05, failure: null },
        clusters: Array.from({ length: k }, () => ({ jaccard: 1 / k ** 0.3, dissolved: k, recovered: 50 - k })),
        ...{ fitted: 50, doubtful: 0, unfitted: 0 },
      });
      return { kind: 'stability', options, result: { candidates: ks.map(of) }, ...done };
    }
    case 'merge': {
      const { k, family } = options;
      const merging = mergeByEntropy(computed({ k, family }).results.responsibilities, k);
      for (;;) {
        const { done: ended, value } = merging.next();
        if (!ended) continue;
        const levels = value.levels.map(({ groups, merged, ...rest }) => ({
          ...rest,
          groups: groups.map((group) => [...group]),
          merged: merged && ([[...merged[0]], [...merged[1]]] as [number[], number[]]),
        }));
        return { kind: 'merge', options, result: { ...value, levels }, ...done };
      }
    }
    case 'standard-errors': {
      const { mixture } = computed(options);
      const { weights, means, covariances } = mixture!;
      const around = (values: readonly number[], errors: readonly number[]) => ({
        standardErrors: [...errors],
        lower: values.map((value, i) => value - 2 * errors[i]!),
        upper: values.map((value, i) => value + 2 * errors[i]!),
      });
      const tables = (values: readonly (readonly number[])[]) => {
        const each = values.map((row, c) =>
          around(
            row,
            row.map((_, j) => Math.sqrt(covariances[c]![j]![j]! / (rows * weights[c]!))),
          ),
        );
        return {
          standardErrors: each.map((one) => one.standardErrors),
          lower: each.map((one) => one.lower),
          upper: each.map((one) => one.upper),
        };
      };
      const errors = {
        weights: around(
          weights,
          weights.map((w) => Math.sqrt((w * (1 - w)) / rows)),
        ),
        means: tables(means),
        variances: tables(covariances.map((matrix) => matrix.map((row, j) => row[j]!))),
        covariances: covariances.map((matrix) => matrix.map((row) => row.map(() => 0.1))),
      };
      const counts = { replicates: options.replicates ?? 199, relabelled: 0, failed: 0, failure: null };
      return { kind: 'standard-errors', options, result: { ...errors, ...counts }, ...done };
    }
  }
}
