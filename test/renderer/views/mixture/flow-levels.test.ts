import { expect, test } from 'vitest';
import { besideShown, levelsOf } from '../../../../src/renderer/views/mixture/flow-levels.ts';
import type { Candidate, Fit } from '../../../../src/shared/model/mixture.ts';

const candidate = (k: number, family = 'VVV', logLikelihood: number | null = -1) => ({ k, family, logLikelihood }) as Candidate;
const ks = (levels: readonly Candidate[]) => levels.map(({ k }) => k);

test('levels are the candidates of the family that have a fit', () => {
  const candidates = [candidate(3), candidate(1), candidate(2, 'EEE'), candidate(4, 'VVV', null)];
  expect(ks(levelsOf({ candidates } as unknown as Fit, 'VVV'))).toEqual([1, 3]);
});

test('beside the K shown stand the one before and the one after, at the ends two of them', () => {
  const levels = [1, 2, 3, 4, 5].map((k) => candidate(k));
  expect(ks(besideShown(levels, 3))).toEqual([2, 3, 4]);
  expect(ks(besideShown(levels, 1))).toEqual([1, 2, 3]);
  expect(ks(besideShown(levels, 5))).toEqual([3, 4, 5]);
  expect(ks(besideShown(levels.slice(0, 2), 2))).toEqual([1, 2]);
  expect(ks(besideShown(levels, 9))).toEqual([]);
});
