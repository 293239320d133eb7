import { describe, expect, test } from 'vitest';
import type { Attempt } from '../../../../src/main/engine/mixture/attempt.ts';
import { goingOn } from '../../../../src/main/engine/mixture/go-on.ts';
import { othersOf } from '../../../../src/main/engine/mixture/others.ts';
import { searchCandidate } from '../../../../src/main/engine/mixture/search.ts';
import type { StartRecord } from '../../../../src/shared/model/mixture.ts';
import { blobs, faithful, finish } from '../support.ts';

const mixture = (mean: number) => ({
  k: 1,
  d: 1,
  weights: Float64Array.of(1),
  means: Float64Array.of(mean),
  covariances: Float64Array.of(1),
});
const record = (start: number, optimum: number | null, degenerate: string | null = null): StartRecord => ({
  ...{ start, optimum, degenerate, method: '', logLikelihood: -start, iterations: 1, converged: true },
});
const attempt = (start: number) => ({ start, result: { parameters: mixture(start) } }) as unknown as Attempt;
const starts = (ledger: StartRecord[], attempts: Attempt[], before: number[] = []) =>
  othersOf(
    ledger,
    attempts,
    before.map((start) => ({ start, mixture: mixture(start) })),
  ).map(({ start }) => start);

describe('optima that are kept', () => {
  test('are all but the best, by the first start that ended in each', () => {
    const ledger = [record(0, 1), record(1, 0), record(2, 2), record(3, 1), record(4, null)];
    expect(starts(ledger, [0, 1, 2, 3].map(attempt))).toEqual([0, 2]);
  });

  test('may come from an earlier search', () => {
    expect(starts([record(0, 1), record(1, 2), record(2, 0)], [attempt(2)], [1])).toEqual([1]);
  });

  test('are the five highest that count, and one degenerate', () => {
    const ledger = Array.from({ length: 12 }, (_, i) => record(i, i, i > 8 ? 'at the floor' : null));
    expect(
      starts(
        ledger,
        ledger.map(({ start }) => attempt(start)),
      ),
    ).toEqual([1, 2, 3, 4, 5, 9]);
  });
});

describe('an optimum that is gone on from', () => {
  const options = { k: 3, family: 'VVV', seed: 1, floor: 1e-6 } as const;

  test('is where its start ended', () => {
    const first = finish(searchCandidate(faithful, { ...options, starts: 10, startLabels: null }));
    const [other] = first.others;
    const ended = first.ledger.find(({ start }) => start === other.start)!;
    const again = finish(searchCandidate(faithful, goingOn(options, other.mixture, ended)));
    expect(again.converged).toBe(true);
    expect(again.ledger).toHaveLength(1);
    expect(again.logLikelihood).toBeCloseTo(ended.logLikelihood!, 5);
    expect(again.iterations).toBeGreaterThanOrEqual(ended.iterations);
    expect(again.mixture!.means).not.toEqual(first.mixture!.means);
  });

  test('comes to its end on all rows where it was left behind on some', () => {
    const rows = blobs(3000, 2, 4, 3, 7);
    const wide = { ...options, k: 5 };
    const first = finish(searchCandidate(rows, { ...wide, starts: 10, startLabels: null }));
    const [other] = first.others;
    const ended = first.ledger.find(({ start }) => start === other.start)!;
    const again = finish(searchCandidate(rows, goingOn(wide, other.mixture, ended)));
    expect(again.converged).toBe(true);
    expect(again.logLikelihood).toBeGreaterThanOrEqual(ended.logLikelihood! - 1e-6);
    expect(again.starts).toBe(1);
  });
});
