import { describe, expect, it } from 'vitest';
import { errorsWords, meanCell, weightCell } from '../../../../src/renderer/views/mixture/component-cells.ts';

const mixture = { weights: [0.4, 0.6], means: [[1], [5]], covariances: [[[4]], [[0.25]]] };
const column = (values: number[]) => values.map((value) => [value]);
const errors = {
  weights: { standardErrors: [0.031, 0.031], lower: [0.34, 0.54], upper: [0.46, 0.66] },
  means: { standardErrors: column([0.12, 0.05]), lower: column([0.8, 4.9]), upper: column([1.2, 5.1]) },
  variances: { standardErrors: column([0.4, 0.01]), lower: column([3.24, -0.01]), upper: column([4.84, 0.36]) },
  covariances: [[[0.4]], [[0.01]]],
  ...{ replicates: 199, relabelled: 0, failed: 0, failure: null },
};

describe('what stands beside a parameter', () => {
  it('is the spread of the rows at first', () => {
    expect(meanCell(mixture, 0, 0, 'sd', null)).toMatchObject({ value: '1.00', beside: '± 2.00', below: '' });
    expect(meanCell(mixture, 0, 0, 'se', null)).toMatchObject({ beside: '± 2.00' });
    expect(weightCell(mixture, 1, 'sd', errors)).toMatchObject({ value: '60 %', beside: '' });
  });

  it('has three digits, and the mean no more places than it', () => {
    const at = (mean: number, sd: number) => {
      const { value, beside } = meanCell({ weights: [1], means: [[mean]], covariances: [[[sd * sd]]] }, 0, 0, 'sd', null);
      return `${value} ${beside}`;
    };
    expect(at(-0.00241, 1.5)).toBe('0.00 ± 1.50');
    expect(at(4.46612, 0.2791)).toBe('4.466 ± 0.279');
    expect(at(54321.4, 321)).toBe('54,321 ± 321');
    expect(at(12345.6, 4321)).toBe('12,346 ± 4,321');
    expect(at(1e9 + 4.21, 2.61)).toBe('1,000,000,004.2 ± 2.61');
    expect(at(3, 0)).toBe('3 ± 0');
    expect(at(2e-9, 1e-9)).toBe('2e−9 ± 1e−9');
  });

  it('is its standard error, the standard deviation’s by the delta method', () => {
    expect(meanCell(mixture, 0, 0, 'se', errors)).toMatchObject({ value: '1', beside: '± 0.12', below: 'sd 2 ± 0.1' });
    expect(weightCell(mixture, 0, 'se', errors)).toMatchObject({ value: '40 %', beside: '± 3.1' });
  });

  it('is its interval, never below 0 for a standard deviation', () => {
    expect(meanCell(mixture, 0, 0, 'interval', errors)).toMatchObject({ value: '0.8 to 1.2', below: 'sd 1.8 to 2.2' });
    expect(meanCell(mixture, 1, 0, 'interval', errors).below).toBe('sd 0 to 0.6');
    expect(weightCell(mixture, 0, 'interval', errors).value).toBe('34 % to 46 %');
  });
});

it('says what standard errors are made of, or why there are none', () => {
  expect(errorsWords(errors)).toBe('Weighted-likelihood bootstrap, 199 refits. Intervals hold 95 % of the refits.');
  expect(errorsWords({ ...errors, relabelled: 3, failed: 2 })).toContain(
    '199 refits, 3 with components that changed places, 2 more without a usable fit.',
  );
  expect(errorsWords({ ...errors, failure: 'Too few rows.' })).toBe('Too few rows.');
});
