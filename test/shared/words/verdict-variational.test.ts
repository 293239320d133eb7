import { describe, expect, test } from 'vitest';
import { type Candidate, type Fit, FitOptions } from '../../../src/shared/model/mixture.ts';
import { besides } from '../../../src/shared/words/besides.ts';
import { verdict } from '../../../src/shared/words/verdict.ts';

const candidate = (more: Partial<Candidate>): Candidate => ({
  k: 10,
  family: 'VVV',
  logLikelihood: -1130,
  parameters: 59,
  ...{ bic: null, aic: null, icl: null },
  iterations: 40,
  converged: true,
  degenerate: false,
  starts: 10,
  startsAtBest: 5,
  failure: null,
  elbo: -1180,
  effectiveComponents: 2,
  seconds: 1,
  ...more,
});
const search = (candidates: Candidate[], more: Partial<Fit> = {}): Fit => ({
  id: 1,
  created: '2026-01-01T00:00:00Z',
  options: FitOptions.parse({ columns: ['a'], ks: [5, 10], families: ['VVV', 'EEE'], method: 'variational' }),
  ...{ rows: 272, excluded: 0, incomplete: 0 },
  status: 'done',
  seconds: 1,
  candidates,
  best: null,
  ...more,
});

describe('the verdict on Bayesian mixtures', () => {
  test('says how many components of the highest ELBO are in use', () => {
    const said = verdict(search([candidate({}), candidate({ family: 'EEE', elbo: -1191 })]));
    expect(said).toEqual({
      headline: '2 components of 10 in use: K = 10, VVV.',
      winners: [],
      disagreement: null,
      warnings: [],
    });
  });

  test('tells when other shapes leave other numbers in use', () => {
    const { disagreement } = verdict(search([candidate({}), candidate({ family: 'EEE', elbo: -1191, effectiveComponents: 4 })]));
    expect(disagreement).toBe('Under other shapes or K it is 2 to 4: how many are in use depends on what they may look like.');
  });

  test('warns where every component that was allowed is in use', () => {
    const { warnings } = verdict(search([candidate({ effectiveComponents: 10 })]));
    expect(warnings).toEqual(['All 10 components that were allowed are in use: more of them may be better still.']);
    expect(verdict(search([candidate({ k: 5, effectiveComponents: 5 })])).warnings).toEqual([]);
  });

  test('says that a bound cannot tell candidates apart whose ELBO is within a nat', () => {
    const { warnings } = verdict(search([candidate({}), candidate({ k: 5, elbo: -1180.5 })]));
    expect(warnings).toEqual(['Within a nat of the highest ELBO: K = 5, VVV. A bound cannot tell them apart.']);
  });

  test('in one column does not take one model under several codes for candidates within a nat', () => {
    const { warnings } = verdict(search([candidate({}), candidate({ family: 'VVI' }), candidate({ family: 'EEE' })]));
    expect(warnings).toEqual(['Within a nat of the highest ELBO: K = 10, EEE. A bound cannot tell them apart.']);
  });

  test('names what is left out, and never lets it win', () => {
    const early = candidate({ k: 5, converged: false, elbo: -1000 });
    const failed = candidate({ family: 'EEE', logLikelihood: null, elbo: null, failure: 'no' });
    const said = verdict(search([candidate({ startsAtBest: 1 }), early, failed], { status: 'cancelled' }));
    expect(said.headline).toContain('K = 10, VVV');
    expect(said.warnings).toEqual([
      'Only 1 of 10 starts reached the best of K = 10, VVV: with more starts a better one may turn up.',
      'Cancelled: only the candidates that were finished are compared.',
      '1 candidate left out, not converged: K = 5, VVV.',
      '1 candidate without a fit: K = 10, EEE.',
    ]);
    expect(verdict(search([early])).headline).toBe('No candidate can be used.');
  });

  test('waits for candidates while there are none', () => {
    expect(verdict(search([], { status: 'running' })).headline).toMatch(/^Fitting/);
    expect(verdict(search([])).headline).toBe('No candidate was finished.');
  });

  test('a fit says beside its columns that it is variational', () => {
    expect(besides(search([]))).toEqual(['variational']);
  });
});
