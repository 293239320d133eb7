import { describe, expect, test } from 'vitest';
import { betaDistribution, betaQuantile, logBeta, studentReach } from '../../../../src/main/engine/special-functions/beta.ts';
import {
  digamma,
  logGamma,
  logMultivariateGamma,
  multivariateDigamma,
} from '../../../../src/main/engine/special-functions/gamma.ts';

const euler = 0.5772156649015329;
const near = (value: number, wanted: number, relative = 1e-13) =>
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(wanted)));

describe('log Γ', () => {
  test('is the logarithm of the factorial at whole numbers', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      near(logGamma(n), Math.log(factorial));
      factorial *= n;
    }
  });
  test('is ½ log π at ½ and obeys Legendre’s duplication', () => {
    near(logGamma(0.5), 0.5 * Math.log(Math.PI));
    for (const x of [1e-8, 0.1, 0.7, 3.3, 11.9, 40, 1e4])
      near(logGamma(x) + logGamma(x + 0.5), (1 - 2 * x) * Math.LN2 + 0.5 * Math.log(Math.PI) + logGamma(2 * x));
  });
  test('is −log x beside 0', () => near(logGamma(1e-300), -Math.log(1e-300)));
});

describe('ψ', () => {
  test('has Gauss’s values', () => {
    near(digamma(1), -euler);
    near(digamma(0.5), -euler - 2 * Math.LN2);
    near(digamma(1 / 3), -euler - Math.PI / (2 * Math.sqrt(3)) - 1.5 * Math.log(3));
  });
  test('is the slope of log Γ, in one dimension and in several', () => {
    for (const x of [2.2, 5, 17, 300]) {
      near((logGamma(x + 1e-5) - logGamma(x - 1e-5)) / 2e-5, digamma(x), 1e-7);
      near((logMultivariateGamma(x + 1e-5, 3) - logMultivariateGamma(x - 1e-5, 3)) / 2e-5, multivariateDigamma(x, 3), 1e-7);
    }
  });
});

describe('the beta distribution', () => {
  test('is x^a with b = 1, and 1 − (1 − x)^b with a = 1', () => {
    for (const x of [1e-9, 0.02, 0.5, 0.93]) {
      near(betaDistribution(x, 3.5, 1), x ** 3.5);
      near(betaDistribution(x, 1, 0.2), 1 - (1 - x) ** 0.2);
    }
  });
  test('is a binomial tail at whole numbers', () => {
    // I_0.3(4, 7) = P(Binomial(10, 0.3) ≥ 4)
    const choose = [1, 10, 45, 120];
    const below = choose.reduce((sum, c, i) => sum + c * 0.3 ** i * 0.7 ** (10 - i), 0);
    near(betaDistribution(0.3, 4, 7), 1 - below);
    near(logBeta(4, 7), Math.log((6 * 720) / 3628800));
  });
  test('has quantiles that its distribution function turns back', () => {
    for (const [a, b] of [[0.01, 3], [1, 1], [0.5, 40], [175, 98], [6e4, 4e4], [1.0001, 2e5]]) // biome-ignore format: a small table
      for (const p of [0.005, 0.025, 0.5, 0.975]) near(betaDistribution(betaQuantile(p, a, b), a, b), p, 1e-10);
  });
});

test('Student’s t reaches as far as tables say', () => {
  near(studentReach(0.95, 1), 12.706204736432095, 1e-10);
  near(studentReach(0.95, 10), 2.2281388519649385, 1e-11);
  near(studentReach(0.99, 2), Math.sqrt((2 * 0.99 ** 2) / (1 - 0.99 ** 2)), 1e-11);
  near(studentReach(0.95, 1e7), 1.959964, 1e-6);
});
