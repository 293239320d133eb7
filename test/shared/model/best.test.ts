import { describe, expect, it } from 'vitest';
import { bestOf } from '../../../src/shared/model/best.ts';
import type { Candidate } from '../../../src/shared/model/mixture.ts';

const candidate = (k: number, bic: number | null, change: Partial<Candidate> = {}): Candidate => ({
  k,
  family: 'VVV',
  logLikelihood: bic === null ? null : -bic / 2,
  parameters: 3 * k,
  bic,
  aic: bic === null ? null : -bic,
  icl: bic,
  iterations: 5,
  converged: true,
  degenerate: false,
  starts: 1,
  startsAtBest: 1,
  failure: null,
  seconds: 0,
  ...change,
});

describe('the best candidate', () => {
  it('has the smallest value of the criterion chosen', () => {
    const candidates = [candidate(1, 30), candidate(2, 10), candidate(3, 20)];
    expect(bestOf(candidates, 'bic')).toBe(1);
    expect(bestOf(candidates, 'aic')).toBe(0);
  });

  it('may have a negative criterion', () => {
    expect(bestOf([candidate(1, 5), candidate(2, -400), candidate(3, -399)], 'bic')).toBe(1);
  });

  it('converged', () => {
    expect(bestOf([candidate(1, 30), candidate(2, 10, { converged: false })], 'bic')).toBe(0);
  });

  it('is not degenerate', () => {
    expect(bestOf([candidate(1, 30), candidate(2, 10, { degenerate: true })], 'bic')).toBe(0);
  });

  it('has figures', () => {
    expect(bestOf([candidate(1, null), candidate(2, 10)], 'bic')).toBe(1);
    expect(bestOf([candidate(1, 1, { icl: null }), candidate(2, 10)], 'icl')).toBe(1);
  });

  it('is none when none can be used', () => {
    expect(bestOf([], 'bic')).toBeNull();
    expect(
      bestOf([candidate(1, null), candidate(2, 1, { converged: false }), candidate(3, 1, { degenerate: true })], 'bic'),
    ).toBeNull();
  });

  it('is of the smaller k in a tie, then of fewer parameters, then the earlier', () => {
    expect(bestOf([candidate(3, 10), candidate(2, 10)], 'bic')).toBe(1);
    expect(bestOf([candidate(2, 10, { parameters: 9 }), candidate(2, 10, { parameters: 7 })], 'bic')).toBe(1);
    expect(bestOf([candidate(2, 10), candidate(2, 10)], 'bic')).toBe(0);
  });
});
