import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { logKernelDensity, scoreKernelDensity } from '../../../../src/main/engine/scoreboard/kernel-density.ts';
import { finish, normal, rowsOf } from '../support.ts';

const random = createRandom(5, 'kernels');
const values = Float64Array.from({ length: 300 }, () => normal(random)).sort();

const byDefinition = (x: number, width: number, without = -1): number => {
  const kept = [...values].filter((_, i) => i !== without);
  const sum = kept.reduce((total, v) => total + Math.exp(-0.5 * ((x - v) / width) ** 2), 0);
  return Math.log(sum / (kept.length * width * Math.sqrt(2 * Math.PI)));
};

const widthOf = (column: readonly number[]): number => {
  const rows = rowsOf(column.map((x) => [x]));
  const outcome = finish(scoreKernelDensity(rows, rows, 1));
  if ('failure' in outcome) throw new Error(outcome.failure);
  return Number(/bandwidth (\S+) sd/.exec(outcome.choice)?.[1]);
};

describe('a Gaussian kernel density', () => {
  test('is the mean of the kernels, of all rows or of all but one', () => {
    for (const x of [-2, -0.1, 0, 0.7, 3]) expect(logKernelDensity(values, 0.3, x, -1)).toBeCloseTo(byDefinition(x, 0.3), 10);
    for (const i of [0, 17, 299])
      expect(logKernelDensity(values, 0.3, values[i], i)).toBeCloseTo(byDefinition(values[i], 0.3, i), 10);
  });

  test('is a number far from all rows, where every kernel underflows', () => {
    expect(logKernelDensity(values, 0.01, 100, -1)).toBeCloseTo(
      -0.5 * ((100 - values[299]) / 0.01) ** 2 - Math.log(300 * 0.01 * Math.sqrt(2 * Math.PI)),
      4,
    );
  });

  test('integrates to 1', () => {
    let sum = 0;
    for (let x = -8; x < 8; x += 0.01) sum += 0.01 * Math.exp(logKernelDensity(values, 0.25, x, -1));
    expect(sum).toBeCloseTo(1, 6);
  });
});

describe('its bandwidth', () => {
  test('has a higher leave-one-out likelihood than others', () => {
    const best = widthOf([...values]);
    const leaveOneOut = (width: number) => values.reduce((sum, x, i) => sum + byDefinition(x, width, i), 0);
    for (const factor of [0.5, 0.8, 1.25, 2]) expect(leaveOneOut(best)).toBeGreaterThan(leaveOneOut(best * factor));
  });

  test('is at least half of the step of rounded numbers, which are no spikes', () => {
    const rounded = Array.from({ length: 400 }, (_, i) => i % 4);
    expect(widthOf(rounded)).toBeGreaterThanOrEqual(0.5);
  });

  test('cannot be had from one value', () => {
    const rows = rowsOf([[1], [1], [1]]);
    expect(finish(scoreKernelDensity(rows, rows, 1))).toHaveProperty('failure');
  });
});
