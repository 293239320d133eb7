import { describe, expect, test } from 'vitest';
import { csvField, csvRecord } from '../../../src/main/exports/csv.ts';

describe('a CSV field', () => {
  test.each([
    ['plain', 'plain'],
    ['1.5', '1.5'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['two\r\nlines', '"two\r\nlines"'],
    [' kept ', '" kept "'],
    ['', '""'],
    ['größe 🌋', 'größe 🌋'],
  ])('%j is written as %j', (text, written) => {
    expect(csvField(text)).toBe(written);
  });

  test('is empty for a missing cell', () => {
    expect(csvRecord(['a', null, 'b'])).toBe('a,,b');
  });
});
