import { expect, test } from 'vitest';
import { leadOf } from '../../../../src/renderer/views/mixture/lead.ts';
import { type Candidate, type Fit, FitOptions } from '../../../../src/shared/model/mixture.ts';

const candidate: Candidate = {
  ...{ k: 10, family: 'VVV', logLikelihood: -80, elbo: -1180.45, effectiveComponents: 2, parameters: 1, bic: null, aic: null },
  ...{ icl: null, iterations: 1, converged: true, degenerate: false, failure: null, starts: 1, startsAtBest: 1, seconds: 0 },
};
const fit: Fit = {
  ...{ id: 1, created: '', rows: 272, excluded: 3, incomplete: 0, status: 'done', seconds: 1, best: 0, candidates: [candidate] },
  options: FitOptions.parse({ columns: ['a'], ks: [10], families: ['VVV'], method: 'variational' }),
};

test('the lead tells the kept candidate with its figures', () => {
  expect(leadOf({ candidate, fit }, null)).toBe(
    'Shown: K = 10, VVV · 272 rows, 3 left out · 2 in use, ELBO −1,180.45 · converged · variational',
  );
});

test('a candidate without a solution has no figures', () => {
  const none = { ...candidate, logLikelihood: null, elbo: null, converged: false };
  expect(leadOf({ candidate: none, fit }, null)).toBe('Shown: K = 10, VVV · 272 rows, 3 left out · no solution · variational');
});

test('while a concentration is tried its figures are those of the trial, which is called one', () => {
  const tried = { ...candidate, elbo: -1303.2, effectiveComponents: 7, converged: false };
  expect(leadOf({ candidate, fit }, { concentration: 10_000, candidate: tried })).toBe(
    'Shown: K = 10, VVV · trial of α = 10,000, not kept · 272 rows, 3 left out · 7 in use, ELBO −1,303.20 · not converged · variational',
  );
});
