import { describe, expect, it } from 'vitest';
import { endedInVain, shownCandidate, toSee, whyNoExport, withFit } from '../../../src/renderer/state/shown.ts';
import type { Candidate, Fit } from '../../../src/shared/model/mixture.ts';
import { FitOptions } from '../../../src/shared/model/mixture.ts';

const candidate = (k: number): Candidate => ({
  k,
  family: 'VVV',
  logLikelihood: -k,
  parameters: k,
  bic: k,
  aic: k,
  icl: k,
  iterations: 1,
  converged: true,
  degenerate: false,
  starts: 1,
  startsAtBest: 1,
  failure: null,
  seconds: 0,
});
const made = (id: number, best: number | null, ks: number[] = [1, 2]): Fit => ({
  id,
  created: '',
  options: FitOptions.parse({ columns: ['x'], ks: [1], families: ['VVV'] }),
  rows: 1,
  excluded: 0,
  incomplete: 0,
  status: 'done',
  seconds: 0,
  candidates: ks.map(candidate),
  best,
});

describe('the candidate shown', () => {
  it('is the one picked, whichever is best', () => {
    const shown = shownCandidate([made(1, 0), made(2, 0)], { fit: 1, k: 2, family: 'VVV' });
    expect(shown?.key).toEqual({ fit: 1, k: 2, family: 'VVV' });
  });

  it('is the best of the newest fit when nothing was picked', () => {
    expect(shownCandidate([made(2, 1), made(1, 0)], null)?.key).toEqual({ fit: 2, k: 2, family: 'VVV' });
  });

  it('falls back when what was picked is gone', () => {
    expect(shownCandidate([made(2, 0)], { fit: 1, k: 2, family: 'VVV' })?.key).toEqual({ fit: 2, k: 1, family: 'VVV' });
    expect(shownCandidate([made(2, 0)], { fit: 2, k: 7, family: 'VVV' })?.key).toEqual({ fit: 2, k: 1, family: 'VVV' });
  });

  it('passes over a newer fit that has nothing usable yet', () => {
    expect(shownCandidate([made(1, 1), made(2, null, [])], null)?.key.fit).toBe(1);
  });

  it('is none without fits', () => {
    expect(shownCandidate([], null)).toBeNull();
    expect(shownCandidate([made(1, null)], null)).toBeNull();
  });
});

describe('news of a fit', () => {
  it('takes the place of the older state, or comes last', () => {
    expect(withFit([made(1, 0), made(2, 0)], made(1, 1)).map((one) => [one.id, one.best])).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect(withFit([made(1, 0)], made(2, 0)).map((one) => one.id)).toEqual([1, 2]);
  });
});

describe('a fit that ended without a candidate that can be used', () => {
  const running: Fit = { ...made(2, null, []), status: 'running' };

  it('is told from one that has a best or still runs, and once only', () => {
    expect(endedInVain([made(1, 0), running], made(2, null))).toBe(true);
    expect(endedInVain([made(1, 0)], made(2, null))).toBe(true);
    expect(endedInVain([running], made(2, 1))).toBe(false);
    expect(endedInVain([made(2, null)], made(2, null))).toBe(false);
    expect(endedInVain([], running)).toBe(false);
  });

  it('is seen at its first candidate, any other at its best', () => {
    expect(toSee(made(2, null))).toEqual({ fit: 2, k: 1, family: 'VVV' });
    expect(toSee(made(2, 1))).toEqual({ fit: 2, k: 2, family: 'VVV' });
    expect([toSee(running), toSee({ ...made(2, 1), status: 'running' }), toSee(undefined)]).toEqual([null, null, null]);
  });
});

it('a candidate without a solution cannot be exported, and says why', () => {
  expect(whyNoExport(candidate(2))).toBeNull();
  expect(whyNoExport({ ...candidate(2), logLikelihood: null, failure: 'Every start collapsed.' })).toBe(
    'K = 2, VVV has no solution to export. Every start collapsed.',
  );
});
