import { describe, expect, test } from 'vitest';
import type { Run } from '../../../src/renderer/state/player-run.ts';
import { lookOfRun, nearestOf, numberedRun, numberingOf, orderOf } from '../../../src/renderer/state/run-numbers.ts';
import { at, fitted, posterior, run, shownOf } from './runs.ts';

describe('components of a run', () => {
  test('go with the nearest of the kept fit, those without rows with none', () => {
    expect(nearestOf(at(9, 0, 5), at(0.2, 5.1, 8)).map(({ component }) => component)).toEqual([3, 1, 2]);
    const faded = posterior(at(9, 0, 5), [60, 40, 0], 'process');
    expect(nearestOf(faded, at(0.2, 5.1, 8)).map(({ component }) => component)).toEqual([3, 1, 0]);
  });

  test('have the colours of those that they end near', () => {
    const kept = fitted({});
    const look = [{ fit: 1, k: 3, family: 'VVV', places: [4, 0, 1], names: ['', '', ''] }];
    expect(lookOfRun(run, shownOf(kept), at(0, 5, 9), look)?.places).toEqual([1, 4, 0]);
    expect(lookOfRun(run, shownOf(fitted({ columns: ['b'] })), at(0, 5, 9), look)).toBeNull();
    expect(lookOfRun(run, null, at(0, 5, 9), look)).toBeNull();
  });

  test('of EM have the numbers of those that they end near, in every half-step; their colours then need no change', () => {
    const kept = shownOf(fitted({ method: 'em' }));
    const em: Run = { ...run, method: 'em', mixtures: [at(8, 1, 4), at(9, 0, 5)] };
    const numbered = numberedRun(em, kept, at(0, 5, 9));
    expect(numbered.mixtures.map(({ means }) => means.flat())).toEqual([
      [1, 4, 8],
      [0, 5, 9],
    ]);
    expect([em, numbered].map((one) => numberingOf(one, kept, at(0, 5, 9)))).toEqual(['start', 'kept']);
    expect(lookOfRun(numbered, kept, at(0, 5, 9), [])?.places).toEqual([0, 1, 2]);
    const weighted = { ...at(9, 0, 5), weights: [0.5, 0.2, 0.3] };
    expect(numberedRun({ ...em, mixtures: [weighted] }, kept, at(0, 5, 9)).mixtures[0]!.weights).toEqual([0.2, 0.3, 0.5]);
  });

  test('keep the numbers of a start that says which is which, those of sticks, and where there is nothing to hold against', () => {
    const kept = shownOf(fitted({ method: 'em' }));
    const em: Run = { ...run, method: 'em', mixtures: [at(9, 0, 5)] };
    for (const [one, shown, mixture] of [
      [{ ...em, ordered: true }, kept, at(0, 5, 9)],
      [run, shownOf(fitted({})), at(0, 5, 9)],
      [em, kept, null],
      [em, kept, at(0, 9)],
      [em, shownOf(fitted({ method: 'em', columns: ['b'] })), at(0, 5, 9)],
      [em, null, at(0, 5, 9)],
    ] as const)
      expect(numberedRun(one, shown, mixture)).toBe(one);
  });

  test('are said to be numbered where the run has ended and there is more than one', () => {
    const kept = shownOf(fitted({ method: 'em' }));
    const em: Run = { ...run, method: 'em', mixtures: [at(0, 5, 9)] };
    expect(numberingOf(em, kept, at(0, 5, 9))).toBe('kept');
    expect(numberingOf({ ...em, converged: false }, kept, at(0, 5, 9))).toBeNull();
    const alone = { ...kept, key: { ...kept.key, k: 1 } };
    expect(numberingOf({ ...em, k: 1, mixtures: [at(0)] }, alone, at(0))).toBeNull();
  });

  test('that go with none take the places that are left', () => {
    const go = (...components: number[]) => orderOf(components.map((component) => ({ component, overlap: 0 })));
    expect(go(3, 1, 2)).toEqual([1, 2, 0]);
    expect(go(0, 3, 0)).toEqual([0, 2, 1]);
  });
});
