import { expect, test } from 'vitest';
import { resultFields, resultNames } from '../../../src/main/exports/result-fields.ts';
import type { RowResults } from '../../../src/shared/contract.ts';

/** Row 0 in component 1, row 1 noise, row 2 excluded. */
const results: RowResults = {
  k: 2,
  labels: Int32Array.of(1, 0, -1),
  uncertainty: Float64Array.of(0.25, 0.125, Number.NaN),
  logDensity: Float64Array.of(-1, -2, Number.NaN),
  responsibilities: Float32Array.of(0.75, 0.125, 0.0625, 0.0625, Number.NaN, Number.NaN),
  noise: Float64Array.of(0.125, 0.875, Number.NaN),
};

test('the noise has the label 0 and a probability of its own, last', () => {
  expect(resultNames(results, []).at(-1)).toBe('probability_noise');
  expect(resultFields(results, 0)).toBe('1,0.25,-1,0.75,0.125,0.125');
  expect(resultFields(results, 1)).toBe('0,0.125,-2,0.0625,0.0625,0.875');
  expect(resultFields(results, 2)).toBe(',,,,,');
});

test('without noise there is no column for it', () => {
  const { noise: _, ...without } = results;
  expect(resultNames(without, ['cluster'])).toEqual([
    'cluster_2',
    'uncertainty',
    'log_density',
    'probability_1',
    'probability_2',
  ]);
  expect(resultFields(without, 2)).toBe(',,,,');
});
