import { describe, expect, test } from 'vitest';
import { fewestRows } from '../../../../src/main/engine/mixture/degenerate.ts';
import { rowsNeeded } from '../../../../src/main/engine/mixture/rows-needed.ts';
import { searchCandidate } from '../../../../src/main/engine/mixture/search.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { type FamilyCode, familyCodes } from '../../../../src/shared/model/mixture.ts';
import { finish, rowsOf } from '../support.ts';

const gaussian = (n: number, d: number) => {
  const random = createRandom(3, 'rows-needed', n, d);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return rowsOf(Array.from({ length: n }, () => Array.from({ length: d }, normal)));
};
function fitTo(n: number, d: number, k: number, family: FamilyCode, prior = false) {
  const options = { k, family, prior, starts: 3, seed: 1, floor: 1e-6, startLabels: null };
  return finish(searchCandidate(gaussian(n, d), options));
}
const needs = (family: FamilyCode, k: number, d: number, prior?: boolean) => rowsNeeded(family, k, d, prior).rows;

describe('the rows that a family needs', () => {
  test('are d + 1 a component where each has a size of its own, as no component of fewer counts', () => {
    for (const code of familyCodes.filter((one) => one.startsWith('V')))
      for (const d of [1, 2, 5]) expect(needs(code, 3, d)).toBe(3 * fewestRows({ code, prior: null }, 3, d));
  });

  test('are fewer where all have one size: two a component along the same axes, and as many as hold one covariance up', () => {
    expect((['EII', 'EEI', 'EVI', 'EEE', 'EVE', 'EEV', 'EVV', 'VVV'] as const).map((code) => needs(code, 3, 5))).toEqual([
      6, 6, 6, 8, 18, 18, 18, 18,
    ]);
    expect([needs('EEE', 9, 2), needs('EEE', 3, 1), needs('EVV', 3, 1)]).toEqual([18, 6, 6]);
  });

  test('are those of its shape for one component, and for any number with a conjugate prior', () => {
    expect([needs('VII', 1, 5), needs('VVI', 1, 5), needs('VVV', 1, 5), needs('EEE', 1, 5)]).toEqual([2, 2, 6, 6]);
    expect([needs('VII', 4, 5, true), needs('VVV', 4, 5, true)]).toEqual([2, 6]);
  });

  test.each(familyCodes)(
    '%s: one row fewer is told with what it needs, so many are fitted or refused for what is found',
    (family) => {
      for (const d of [1, 2, 4])
        for (const k of [1, 2, 3]) {
          const n = needs(family, k, d);
          expect(fitTo(n - 1, d, k, family).failure).toMatch(`needs at least ${n} rows (${rowsNeeded(family, k, d).why})`);
          const { failure, mixture, logLikelihood, bic } = fitTo(n, d, k, family);
          if (mixture === null) expect(failure).not.toBeNull();
          else expect([logLikelihood, bic, ...mixture.means, ...mixture.covariances].every((v) => Number.isFinite(v))).toBe(true);
          expect(failure ?? '').not.toContain('needs at least');
        }
    },
  );

  test('one component along the axes is fitted to fewer rows than columns', () => {
    for (const family of ['EII', 'VII', 'EEI', 'VVI'] as const) {
      const { failure, mixture } = fitTo(4, 8, 1, family);
      expect([failure, mixture === null]).toEqual([null, false]);
    }
  });

  test('with a conjugate prior a component of few rows is fitted', () => {
    const { failure, mixture } = fitTo(6, 4, 3, 'VVV', true);
    expect([failure, mixture === null]).toEqual([null, false]);
  });
});

test('what to try names what would help', () => {
  const told = (n: number, d: number, k: number, family: FamilyCode) => fitTo(n, d, k, family).failure;
  expect(told(5, 2, 2, 'VVV')).toBe(
    'K = 2, VVV in 2 columns needs at least 6 rows (3 a component); there are 5. Try fewer components, fewer columns, one size for all (EII, EEI) or more rows.',
  );
  expect(told(3, 4, 1, 'VVV')).toBe(
    'K = 1, VVV in 4 columns needs at least 5 rows (one more than columns); there are 3. Try fewer columns, a simpler shape (EII, EEI) or more rows.',
  );
  expect(told(3, 1, 2, 'EEE')).toBe(
    'K = 2, EEE in 1 column needs at least 4 rows (2 a component); there are 3. Try fewer components or more rows.',
  );
});
