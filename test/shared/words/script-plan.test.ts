import { expect, test } from 'vitest';
import type { FamilyCode } from '../../../src/shared/model/mixture.ts';
import { mclustPlan } from '../../../src/shared/words/script-plan.ts';

const withPrior = (family: FamilyCode) =>
  mclustPlan({
    options: { columns: ['a', 'b'], weights: null, proportions: 'free', prior: true },
    ...{ family, k: 3, mixture: {}, incomplete: 0, unsettled: false },
  });

test('with the conjugate prior mclust goes on from a fit in the families whose posterior it climbs', () => {
  for (const family of ['VII', 'VEI', 'EVI', 'VVI', 'EEE', 'EEV', 'VEV', 'VVV'] as const)
    expect(withPrior(family)).toEqual({ kind: 'refit' });
  expect(withPrior('EII')).toMatchObject({
    kind: 'score',
    reasons: [expect.stringMatching(/^mclust 6.0 errs in the conjugate prior of the family EII/)],
  });
  expect(withPrior('EEI').kind).toBe('score');
  expect(withPrior('VVE').kind).toBe('score');
});
