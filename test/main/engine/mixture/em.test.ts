import { describe, expect, test } from 'vitest';
import { remainingGain, roundingOf } from '../../../../src/main/engine/mixture/aitken.ts';
import { canonicalOrder, reorder } from '../../../../src/main/engine/mixture/canonical.ts';
import { criteriaOf } from '../../../../src/main/engine/mixture/criteria.ts';
import { type EmStep, em } from '../../../../src/main/engine/mixture/em.ts';
import { familyOf } from '../../../../src/main/engine/mixture/family/table.ts';
import { fromLabels } from '../../../../src/main/engine/mixture/from-labels.ts';
import { createPlainPass } from '../../../../src/main/engine/mixture/pass/plain.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { columnMoments, type Rows } from '../../../../src/main/engine/rows.ts';
import type { FamilyCode } from '../../../../src/shared/model/mixture.ts';
import { faithful, finish, iris } from '../support.ts';

const options = { tolerance: 1e-9, gain: 1e-5, maxIterations: 3000 };

function begin(rows: Rows, code: FamilyCode, k: number, seed: number) {
  const family = familyOf(code);
  const random = createRandom(seed, 'labels');
  const labels = Int32Array.from({ length: rows.n }, () => 1 + random.below(k));
  const floor = { share: 1e-6, variances: finish(columnMoments(rows)).variances };
  const first = finish(fromLabels(rows, labels, k, family, floor, 0));
  return { family, floor, first, pass: createPlainPass(rows, k, family.shape) };
}

function run(rows: Rows, code: FamilyCode, k: number, seed: number, o = options) {
  const { family, floor, first, pass } = begin(rows, code, k, seed);
  return finish(em(pass, rows.n, family, floor, first, o));
}

describe.each(['VVV', 'EEE', 'VVI', 'VII'] as const)('EM with %s', (code) => {
  test.each([
    ['faithful', faithful, 4],
    ['iris', iris, 3],
    ['iris', iris, 7],
  ] as const)('never lets the log-likelihood fall, on %s with K of the third', (_, rows, k) => {
    for (let seed = 1; seed <= 4; seed++) {
      const { trace, parameters } = run(rows, code, k, seed);
      for (let t = 1; t < trace.length; t++) expect(trace[t]).toBeGreaterThanOrEqual(trace[t - 1]);
      expect(trace.every(Number.isFinite)).toBe(true);
      expect(parameters.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
      expect(parameters.covariances.every(Number.isFinite)).toBe(true);
    }
  });

  test('with one component is the closed form', () => {
    const { parameters, iterations, converged, logLikelihood } = run(faithful, code, 1, 1);
    const { means, variances } = finish(columnMoments(faithful));
    expect(converged).toBe(true);
    expect(iterations).toBeLessThanOrEqual(2);
    expect(parameters.means[0]).toBeCloseTo(means[0], 12);
    const trace = parameters.covariances[0] + parameters.covariances[3];
    expect(trace).toBeCloseTo(variances[0] + variances[1], 9);
    expect(Number.isFinite(logLikelihood)).toBe(true);
  });
});

test('EM tells of each half-step, E after M after E, and its trace grows by one value an iteration', () => {
  const { family, floor, first, pass } = begin(faithful, 'VVV', 2, 1);
  const halves: string[] = [];
  for (const step of em(pass, 272, family, floor, first, options)) halves.push(`${step.half}${step.trace.length}`);
  expect(halves.slice(0, 5)).toEqual(['E1', 'M1', 'E2', 'M2', 'E3']);
  expect(halves.at(-1)).toMatch(/^E/);
});

test('EM leaves its start as it was, and goes on from where it was stopped to the same end', () => {
  const { family, floor, first, pass } = begin(faithful, 'EEE', 3, 2);
  const before = Float64Array.from(first.means);
  const whole = finish(em(pass, 272, family, floor, first, options));
  expect(first.means).toEqual(before);
  const half = finish(em(pass, 272, family, floor, first, { ...options, maxIterations: 10 }));
  expect(half.converged).toBe(false);
  expect(half.iterations).toBe(10);
  const rest = finish(em(pass, 272, family, floor, half.parameters, options, half.trace));
  expect(rest.trace).toEqual(whole.trace);
  expect(rest.iterations).toBe(whole.iterations);
});

test('EM that runs out of iterations says that it has not converged', () => {
  expect(run(faithful, 'VVV', 3, 1, { ...options, maxIterations: 3 }).converged).toBe(false);
});

test('the certificate holds: what was said to remain is what a much longer run still gains', () => {
  for (const seed of [1, 2, 3]) {
    const short = run(iris, 'VVI', 3, seed, { tolerance: 1e-3, gain: 1e-3, maxIterations: 3000 });
    const long = run(iris, 'VVI', 3, seed, { tolerance: 1e-12, gain: 1e-8, maxIterations: 20_000 });
    expect(short.converged).toBe(true);
    expect(long.logLikelihood - short.logLikelihood).toBeLessThan(1e-2);
    expect(long.logLikelihood).toBeGreaterThanOrEqual(short.logLikelihood);
  }
});

test('a plain change below 1e-3 a row would have stopped this start 14 nats early', () => {
  const { trace } = run(faithful, 'EEE', 3, 1);
  const steps = trace.map((value, t) => (t === 0 ? Number.POSITIVE_INFINITY : (value - trace[t - 1]) / 272));
  const early = trace[steps.findIndex((gain) => gain < 1e-3)];
  expect(trace.at(-1)).toBeCloseTo(-1126.3159, 3);
  expect(early).toBeLessThan(-1126.5);
});

test('over many rows an E-step can be stopped part-way', () => {
  const n = 200_000;
  const random = createRandom(3);
  const rows: Rows = { n, d: 2, data: Float64Array.from({ length: 2 * n }, () => random.next()) };
  const { family, floor, first, pass } = begin(rows, 'VVV', 2, 1);
  const steps: EmStep[] = [];
  for (const step of em(pass, n, family, floor, first, { ...options, maxIterations: 1 })) steps.push(step);
  expect(steps[0].half).toBe('E');
  expect(steps[0].share).toBeGreaterThan(0);
  expect(steps[0].share).toBeLessThan(1);
});

describe("Aitken's estimate", () => {
  test('is exact for a geometric sequence', () => {
    const trace = [0, 1, 2, 3].map((t) => 10 - 4 * 0.8 ** t);
    expect(remainingGain(trace)).toBeCloseTo(4 * 0.8 ** 3, 12);
  });
  test('cannot be told from two values, or from gains that grow', () => {
    expect(remainingGain([1, 2])).toBeNull();
    expect(remainingGain([1, 2, 4])).toBeNull();
  });
  test('is nothing when nothing was gained', () => {
    expect(remainingGain([1, 2, 2])).toBe(0);
  });
  test('rounding is far below a nat even for ten million rows', () => {
    expect(roundingOf(-1e8, 1e7)).toBeLessThan(1e-5);
  });
});

test('components are numbered by weight, then by mean', () => {
  const order = canonicalOrder({
    k: 4,
    d: 2,
    weights: Float64Array.of(0.2, 0.4, 0.2, 0.2),
    means: Float64Array.of(1, 5, 9, 9, 1, 4, 0, 7),
  });
  expect(order).toEqual([1, 3, 2, 0]);
  const { parameters } = run(iris, 'VVV', 3, 1);
  const moved = reorder(parameters, [2, 0, 1]);
  expect(moved.weights[0]).toBe(parameters.weights[2]);
  expect(moved.means.subarray(4, 8)).toEqual(parameters.means.subarray(0, 4));
  expect(moved.covariances.subarray(32, 48)).toEqual(parameters.covariances.subarray(16, 32));
  expect(moved.components.factors.subarray(0, 16)).toEqual(parameters.components.factors.subarray(32, 48));
});

test('criteria are smaller-is-better and penalise what they say', () => {
  const { parameters, bic, aic, icl } = criteriaOf('VVV', 3, 4, 150, -180, -2);
  expect(parameters).toBe(44);
  expect(bic).toBeCloseTo(360 + 44 * Math.log(150), 10);
  expect(aic).toBe(360 + 88);
  expect(icl - bic).toBeCloseTo(4, 10);
});
