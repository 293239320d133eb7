import { describe, expect, test } from 'vitest';
import { dateText, nats, tickText } from '../../../src/shared/words/chart-figures.ts';

describe('figures on charts', () => {
  test('have as many decimals as their ticks need', () => {
    expect([0, 0.5, 1].map(tickText(0.5, 1))).toEqual(['0.0', '0.5', '1.0']);
    expect([0, 2000].map(tickText(1000, 2000))).toEqual(['0', '2,000']);
  });

  test('become powers of ten only where plain numbers cannot be read', () => {
    expect(tickText(1e-9, 5e-9)(2e-9)).toBe('2e−9');
    expect(tickText(1e9, 5e9)(2e9)).toMatch(/^2e/);
  });

  test('tell ticks apart however far they stand from zero', () => {
    expect([1e9, 1e9 + 2].map(tickText(2, 1e9 + 8))).toEqual(['1,000,000,000', '1,000,000,002']);
    expect([1, 1.000001].map(tickText(1e-6, 1.00001))).toEqual(['1.000000', '1.000001']);
    expect(tickText(1e16, 1e20)(2e19)).toBe('2e+19');
  });

  test('write log-likelihoods to the digits that tell optima apart', () => {
    expect([-1130.26396, -53940.123, null, Number.NaN].map(nats)).toEqual(['−1,130.26', '−53,940.1', '–', '–']);
  });

  test('write dates as ISO', () => {
    expect(dateText(86_400_000 * 30)(Date.UTC(2024, 1, 29))).toBe('2024-02-29');
    expect(dateText(3_600_000)(Date.UTC(2024, 1, 29, 13, 5))).toBe('2024-02-29 13:05');
  });
});
