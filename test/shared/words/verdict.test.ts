import { describe, expect, test } from 'vitest';
import type { Doubt } from '../../../src/shared/model/doubt-results.ts';
import { type Candidate, type Fit, FitOptions } from '../../../src/shared/model/mixture.ts';
import { verdict } from '../../../src/shared/words/verdict.ts';

const candidate = (k: number, bic: number, more: Partial<Candidate> = {}): Candidate => ({
  k,
  family: 'VVV',
  logLikelihood: -1000,
  parameters: 6 * k - 1,
  bic,
  aic: bic - 30,
  icl: bic + 5,
  iterations: 30,
  converged: true,
  degenerate: false,
  starts: 10,
  startsAtBest: 7,
  failure: null,
  seconds: 1,
  ...more,
});

const fitOf = (candidates: Candidate[], more: Partial<Fit> = {}): Fit => ({
  id: 1,
  created: '2026-01-01T00:00:00Z',
  options: FitOptions.parse({ columns: ['a'], ks: [1, 2, 3, 4], families: ['VVV'] }),
  rows: 100,
  excluded: 0,
  incomplete: 0,
  status: 'done',
  seconds: 3,
  candidates,
  best: null,
  ...more,
});

describe('the verdict', () => {
  test('says in words what the criteria agree on', () => {
    const said = verdict(fitOf([candidate(1, 2500), candidate(2, 2300), candidate(3, 2330)]));
    expect(said.headline).toBe('BIC, AIC and ICL agree: K = 2, VVV, each its own full shape.');
    expect(said.disagreement).toBeNull();
    expect(said.warnings).toEqual([]);
  });

  test('makes disagreement the headline, with each criterion’s own winner and why', () => {
    const said = verdict(fitOf([candidate(1, 2500, { icl: 2200 }), candidate(2, 2300), candidate(3, 2330, { aic: 2100 })]));
    expect(said.headline).toBe('BIC says 2, AIC says 3, ICL says 1.');
    expect(said.winners.map(({ criterion, winner }) => [criterion, winner.k])).toEqual([
      ['bic', 2],
      ['aic', 3],
      ['icl', 1],
    ]);
    expect(said.disagreement).toContain('AIC charges less');
    expect(said.disagreement).toContain('ICL also asks that clusters lie apart');
  });

  test('warns when the best K is the largest tried', () => {
    const said = verdict(fitOf([candidate(3, 2330), candidate(4, 2300)]));
    expect(said.warnings).toContain('The best K is the largest tried (4): more components may be better still.');
    expect(said.beyond).toEqual([1, 2, 3, 4, 5, 6]);
    expect(verdict(fitOf([candidate(3, 2300), candidate(4, 2330)])).beyond).toBeUndefined();
  });

  test('does not warn of that while larger K are still being fitted, or when only one K was asked for', () => {
    expect(verdict(fitOf([candidate(3, 2400), candidate(4, 2300)], { status: 'running' })).warnings).toEqual([]);
    const alone = fitOf([candidate(4, 2300)], { options: FitOptions.parse({ columns: ['a'], ks: [4], families: ['VVV'] }) });
    expect(verdict(alone).warnings).toEqual([]);
    expect(verdict(alone).headline).toBe('Only K = 4, VVV was fitted: there is nothing to compare it with.');
  });

  test('says that two candidates are hardly told apart', () => {
    const said = verdict(fitOf([candidate(2, 2300), candidate(3, 2301.2)]));
    expect(said.warnings).toEqual(['Hardly worse by BIC: K = 3, VVV (+1.2). The data do not tell them apart.']);
  });

  test('does not hold two families against one another that are one model at K = 1', () => {
    const twin = candidate(1, 2300);
    expect(verdict(fitOf([twin, { ...twin, family: 'EEE' }, candidate(2, 2400)])).warnings).toEqual([]);
    expect(
      verdict(fitOf([twin, { ...twin, family: 'VVI', parameters: twin.parameters - 1, bic: 2300.5 }])).warnings,
    ).toHaveLength(1);
  });

  test('names what was left out, by reason, and never lets it win', () => {
    const said = verdict(
      fitOf([
        candidate(1, 2500),
        candidate(2, 2300, { startsAtBest: 1 }),
        candidate(3, 100, { degenerate: true, failure: 'A component sits on duplicates.' }),
        candidate(4, 200, { converged: false }),
        candidate(5, 0, { bic: null, aic: null, icl: null, logLikelihood: null, failure: 'Too few rows.' }),
      ]),
    );
    expect(said.headline).toContain('K = 2');
    expect(said.warnings).toEqual([
      'Only 1 of 10 starts reached the best of K = 2, VVV: with more starts a better one may turn up.',
      '1 degenerate candidate left out: VVV K = 3.',
      '1 candidate left out because EM did not converge: VVV K = 4.',
      '1 candidate without a fit: VVV K = 5.',
    ]);
  });

  test('names what shapes have in common once', () => {
    const without = { bic: null, aic: null, icl: null, logLikelihood: null, failure: 'Too few rows.' };
    const none = (k: number, family: Candidate['family']) => candidate(k, 0, { ...without, family });
    const [warning] = verdict(
      fitOf([candidate(1, 2500), ...[2, 3, 4].flatMap((k) => [none(k, 'VVV'), none(k, 'EEE')]), none(2, 'VII'), none(4, 'VII')]),
    ).warnings;
    expect(warning).toBe('8 candidates without a fit: VVV, EEE K = 2–4; VII K = 2, 4.');
  });

  test('says so when nothing can be used, and what to try', () => {
    const said = verdict(fitOf([candidate(2, 100, { degenerate: true })]));
    expect(said.headline).toBe('No candidate can be used.');
    expect(said.warnings.at(-1)).toMatch(/^Try fewer components/);
  });

  test('says the one reason for which no candidate has a fit', () => {
    const none = { bic: null, aic: null, icl: null, logLikelihood: null };
    const flat = "All 60 rows have the same value in column 'x'. Leave it out.";
    const failed = (k: number, failure: string) => candidate(k, 0, { ...none, failure });
    expect(verdict(fitOf([failed(1, flat), failed(2, flat)])).warnings).toEqual([flat]);
    expect(verdict(fitOf([failed(1, flat), failed(2, 'Too few rows.')])).warnings).toHaveLength(2);
  });

  test('of a search that was stopped says "so far" and what was not fitted, and offers no larger K', () => {
    const families = (...codes: Candidate['family'][]) =>
      FitOptions.parse({ columns: ['a', 'b'], ks: [1, 2, 3, 4], families: codes });
    const stopped = (options: FitOptions, ...candidates: Candidate[]) =>
      verdict(fitOf(candidates, { status: 'cancelled', options }));
    const one = families('VVV');
    const said = stopped(one, candidate(3, 2330), candidate(4, 2300));
    expect(said.headline).toBe('BIC, AIC and ICL agree so far: K = 4, VVV, each its own full shape. Not fitted: K = 1, 2.');
    expect(said.beyond).toBeUndefined();
    expect(said.warnings).toEqual(['Cancelled: only the candidates that were finished are compared.']);
    expect(stopped(one, candidate(4, 2300)).headline).toBe(
      'Only K = 4, VVV was fitted: there is nothing to compare it with. Not fitted: K = 1–3.',
    );
    const uneven = stopped(families('VVV', 'EEE'), candidate(3, 2330), candidate(4, 2300), candidate(4, 2310, { family: 'EEE' }));
    expect(uneven.headline).toMatch(/ Not fitted: VVV K = 1, 2; EEE K = 1–3\.$/);
    const whole = stopped(one, ...[1, 2, 3, 4].map((k) => candidate(k, 2300 - k)));
    expect(whole.headline).toMatch(/agree so far: K = 4, VVV, each its own full shape\.$/);
    expect(whole.beyond).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('stands before the first candidate is there', () => {
    expect(verdict(fitOf([], { status: 'running' })).headline).toMatch(/appear here/);
    expect(verdict(fitOf([], { status: 'cancelled' })).headline).toBe('No candidate was finished.');
  });
});

describe('the verdict over assessments', () => {
  const done = { created: '2026-01-01T00:00:00Z', seconds: 1 };
  const heldOut = (...differences: number[]): Doubt => ({
    kind: 'held-out',
    options: { kind: 'held-out', fit: 1, folds: 5, seed: 1 },
    result: {
      candidates: differences.map((difference, i) => ({
        ...{ k: i + 1, family: 'VVV' as const, parameters: i, nats: difference, standardError: 0.1, difference },
        ...{ differenceError: difference === 0 ? 0 : 0.1, folds: [], failure: null },
      })),
      best: differences.indexOf(0),
      simplest: differences.indexOf(0),
    },
    ...done,
  });
  const ratio = (k: number): Doubt => ({
    kind: 'likelihood-ratio',
    options: { kind: 'likelihood-ratio', fit: 1, family: 'VVV', replicates: 9, level: 0.05, seed: 1 },
    result: { tests: [], k, failure: null },
    ...done,
  });
  const three = [candidate(1, 2500), candidate(2, 2310, { icl: 2200 }), candidate(3, 2300)];

  test('leads with disagreement', () => {
    expect(verdict(fitOf(three), [heldOut(-1, -0.05, 0)]).headline).toBe(
      'BIC and AIC say 3, ICL says 2, held-out cannot tell 2 from 3.',
    );
    expect(verdict(fitOf(three), [heldOut(-1, 0, -0.5), ratio(4)]).headline).toBe(
      'BIC and AIC say 3, ICL and held-out say 2, the likelihood-ratio test says 4.',
    );
  });

  test('says that all agree when they do', () => {
    const two = fitOf([candidate(1, 2500), candidate(2, 2300), candidate(3, 2330)]);
    expect(verdict(two, [heldOut(-1, 0, -0.5), ratio(2)]).headline).toBe(
      'BIC, AIC, ICL, held-out and the likelihood-ratio test agree: K = 2, VVV.',
    );
    expect(verdict(two, [heldOut(-1, 0, -0.05)]).headline).toBe('BIC, AIC and ICL say 2, held-out cannot tell 2 from 3.');
  });

  test('begins with a capital', () => {
    const apart = [candidate(2, 2300, { family: 'EEE' }), candidate(2, 2310, { aic: 2000 })];
    expect(verdict(fitOf(apart), [ratio(2)]).headline).toBe(
      'BIC, AIC, ICL and the likelihood-ratio test all say 2, in different families.',
    );
  });
});
