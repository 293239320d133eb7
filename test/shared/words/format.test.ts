import { describe, expect, it } from 'vitest';
import { ago, among, bytes, counted, decimals, duration, figure, percent, whole } from '../../../src/shared/words/format.ts';

describe('numbers as they are shown', () => {
  it('are grouped, with their noun', () => {
    expect(whole(1_234_567)).toBe('1,234,567');
    expect(counted(1, 'row')).toBe('1 row');
    expect(counted(2000, 'row')).toBe('2,000 rows');
    expect(counted(0, 'entry', 'entries')).toBe('0 entries');
  });

  it('have the digits they deserve, and a true minus', () => {
    expect(figure(0.123456)).toBe('0.1235');
    expect(figure(272)).toBe('272');
    expect(figure(2007)).toBe('2007');
    expect(figure(123_456.7)).toBe('123,457');
    expect(figure(-1.5)).toBe('−1.5');
    expect(figure(0)).toBe('0');
    expect(figure(1.23456e-9)).toBe('1.235e−9');
    expect(figure(Number.NEGATIVE_INFINITY)).toBe('−∞');
    expect([figure(null), figure(Number.NaN), figure(undefined)]).toEqual(['–', '–', '–']);
    expect(decimals(-2300.216, 2)).toBe('−2,300.22');
    expect(decimals(-0.004, 2)).toBe('0.00');
    expect(decimals(-0.006, 2)).toBe('−0.01');
    expect(decimals(null)).toBe('–');
  });

  it('are told apart from others near them, however large', () => {
    expect([1e9 + 1.234, 1e9 + 4.567].map((value) => among(value, 10))).toEqual(['1,000,000,001', '1,000,000,005']);
    expect(among(1e9 + 1.234, 2.65)).toBe('1,000,000,001.2');
    expect(among(1234.5678, 0.3)).toBe('1234.57');
    expect([among(2007, 3), among(2007.5, 3)]).toEqual(['2007', '2007.5']);
    expect([among(179.26, 8), among(1e9, 5e9), among(0, 1), among(5, 0), among(null, 1)]).toEqual([
      '179.3',
      '1e+9',
      '0',
      '5',
      '–',
    ]);
  });

  it('never round a share to none or all that is not', () => {
    expect(percent(0)).toBe('0 %');
    expect(percent(0.0004)).toBe('< 0.1 %');
    expect(percent(0.0042)).toBe('0.4 %');
    expect(percent(0.5)).toBe('50 %');
    expect(percent(0.9999)).toBe('> 99.9 %');
    expect(percent(1)).toBe('100 %');
  });

  it('tell sizes and times in units that one reads', () => {
    expect(bytes(980)).toBe('980 bytes');
    expect(bytes(2300)).toBe('2.3 kB');
    expect(bytes(104_857_600)).toBe('105 MB');
    expect([0.2, 12.4, 75, 120, 3700].map(duration)).toEqual(['under 1 s', '12 s', '1 min 15 s', '2 min', '1 h 1 min']);
  });

  it('tell when, seen from now', () => {
    const now = Date.parse('2026-03-10T12:00:00Z');
    expect(ago('2026-03-10T11:59:30Z', now)).toBe('just now');
    expect(ago('2026-03-10T11:55:00Z', now)).toBe('5 minutes ago');
    expect(ago('2026-03-09T11:00:00Z', now)).toBe('yesterday');
    expect(ago('2026-01-05T12:00:00Z', now)).toBe('Jan 5, 2026');
    expect(ago('nonsense', now)).toBe('');
  });
});
