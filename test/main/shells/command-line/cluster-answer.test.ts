import { expect, test } from 'vitest';
import { doubts } from '../../../../src/main/shells/command-line/cluster-answer.ts';
import type { Candidate, FamilyCode, Fit } from '../../../../src/shared/model/mixture.ts';

const candidate = (k: number, family: FamilyCode, failure: string | null): Candidate => ({
  k,
  family,
  logLikelihood: failure === null ? -10 * k : null,
  parameters: 5 * k,
  bic: failure === null ? 30 - k : null,
  aic: failure === null ? 30 - k : null,
  icl: failure === null ? 30 - k : null,
  iterations: 3,
  converged: failure === null,
  degenerate: false,
  starts: 2,
  startsAtBest: 2,
  failure,
  seconds: 0,
});

test('what is without a usable fit is told in a line for each reason', () => {
  const few = 'K = 2 in 2 columns needs at least 6 rows; there are 5.';
  const flat = 'Component 1 is flat.';
  const candidates = [
    candidate(1, 'VVV', null),
    candidate(2, 'VVV', few),
    candidate(2, 'EEE', few),
    candidate(3, 'VVV', flat),
    candidate(4, 'VVV', flat),
  ];
  const fit = { candidates, best: 0, options: { criterion: 'bic', ks: [1, 2, 3, 4] } } as unknown as Fit;
  expect(doubts(fit)).toEqual([['Without a usable fit (–):', `  VVV, EEE K = 2: ${few}`, `  VVV K = 3, 4: ${flat}`].join('\n')]);
});
