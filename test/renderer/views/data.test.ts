import { describe, expect, it } from 'vitest';
import { barsPath } from '../../../src/renderer/views/data/bars.ts';
import {
  corrected,
  differences,
  leftOut,
  missingCodes,
  replacement,
  retyped,
} from '../../../src/renderer/views/data/corrections.ts';

describe('corrections of how a file was read', () => {
  it('set a guess right, or leave it to be guessed again', () => {
    expect(corrected({ header: true }, 'delimiter', ';')).toEqual({ header: true, delimiter: ';' });
    expect(corrected({ header: true, delimiter: ';' }, 'delimiter', undefined)).toEqual({ header: true });
    expect(corrected({}, 'quote', '')).toEqual({ quote: '' });
  });

  it('set the type of one column among others', () => {
    const one = retyped({}, 'a', 'text');
    expect(retyped(one, 'b', 'number')).toEqual({ types: { a: 'text', b: 'number' } });
    expect(retyped(one, 'a', undefined)).toEqual({});
  });

  it('name what differs, and nothing else', () => {
    expect(differences({}, {})).toEqual([]);
    expect(differences({ delimiter: ';' }, { delimiter: ';', types: { a: 'text' } })).toEqual(['types']);
    expect(differences({ decimal: ',' }, { header: false })).toEqual(['decimal mark', 'header']);
    expect(differences({ types: { a: 'text', b: 'number' } }, { types: { b: 'number', a: 'text' } })).toEqual([]);
  });

  it('read missing codes as they are typed; the empty cell is always one', () => {
    expect(missingCodes('NA, n.d. ,-9')).toEqual(['', 'NA', 'n.d.', '-9']);
    expect(missingCodes('NA,NA,')).toEqual(['', 'NA']);
    expect(missingCodes('  ')).toBeUndefined();
  });

  it('say what was left out, or nothing', () => {
    const report = { dialect: {} as never, notes: [], rejected: [], rejectedRows: 1, rejectedValues: 2 };
    expect(leftOut({ report })).toBe('1 row and 2 values could not be taken.');
    expect(leftOut({ report: { ...report, rejectedRows: 0 } })).toBe('2 values could not be taken.');
    expect(leftOut({ report: { ...report, rejectedRows: 0, rejectedValues: 0 } })).toBeNull();
  });
});

describe('reading a file again', () => {
  it('says what of the table before is removed with it', () => {
    expect(replacement(0, 0, 0)).toBe('Reading again replaces the table.');
    expect(replacement(2, 0, 0)).toBe('Reading again replaces the table; 2 fits of it will be removed.');
    expect(replacement(0, 1, 0)).toBe('Reading again replaces the table; 1 VAE of it will be removed.');
    expect(replacement(1, 2, 1)).toBe('Reading again replaces the table; 1 fit, 2 VAEs and 1 comparison of it will be removed.');
  });
});

describe('a mini histogram', () => {
  it('draws a bar for each bin that holds anything, the highest as high as the box', () => {
    expect(barsPath([1, 0, 2], 30, 10)).toBe('M0 10v-5h8.6v5zM20 10v-10h8.6v10z');
  });

  it('draws one value among a million still', () => {
    expect(barsPath([1_000_000, 1], 20, 10)).toContain('M10 10v-1h');
  });

  it('draws nothing of nothing', () => {
    expect(barsPath([0, 0], 20, 10)).toBe('');
  });
});
