import type { Doubt, DoubtOptions } from '../../src/shared/model/doubt-results.ts';
import type { Fit } from '../../src/shared/model/mixture.ts';

/** An assessment with made figures of a likely size, for looking at views. */
export function fakeDoubt(fit: Fit, options: DoubtOptions): Doubt {
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
    default:
      throw new Error(`There is nothing made up for ${options.kind}.`);
  }
}
