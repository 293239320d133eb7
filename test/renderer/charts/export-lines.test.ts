import { describe, expect, test } from 'vitest';
import { type Glyph, seenLines } from '../../../src/renderer/charts/export-lines.ts';

/** Letters 6 wide in lines 16 high, as the page puts them. */
const lines = (...texts: string[]): Glyph[] =>
  texts.flatMap((text, row) =>
    [...text].map((letter, i) => ({ text: letter, left: 6 * i, right: 6 * i + 6, top: 16 * row, bottom: 16 * row + 16 })),
  );
const box = (width: number, rows: number) => ({ left: 0, top: 0, right: width, bottom: 16 * rows });
const texts = (glyphs: Glyph[], clip: ReturnType<typeof box> | null) => seenLines(glyphs, clip, 11).map(({ text }) => text);

describe('text of an exported picture', () => {
  test('breaks where the page breaks it, each line in its own place', () => {
    expect(seenLines(lines('sepal_', 'length'), box(60, 2), 11)).toEqual([
      { text: 'sepal_', left: 0, right: 36, top: 0, bottom: 16 },
      { text: 'length', left: 0, right: 36, top: 16, bottom: 32 },
    ]);
  });

  test('ends in an ellipsis where the page has no room for the rest of its lines', () => {
    expect(texts(lines('a_very_lo', 'ng_name_o', 'f_a_column'), box(60, 2))).toEqual(['a_very_lo', 'ng_name_…']);
  });

  test('ends in an ellipsis where a line runs out of its box, and keeps within it', () => {
    const found = seenLines(lines('a_name_without_end'), box(60, 1), 11);
    expect(found.map(({ text }) => text)).toEqual(['a_name_w…']);
    expect(found[0]!.right).toBeLessThanOrEqual(60 - 9);
  });

  test('is as it is where nothing clips it', () => {
    expect(texts(lines('a_name_without_end'), null)).toEqual(['a_name_without_end']);
    expect(texts(lines('42'), box(60, 1))).toEqual(['42']);
  });

  test('keeps apart what something else stands between', () => {
    const [a, b] = [lines('ab'), lines('cd').map((one) => ({ ...one, left: one.left + 80, right: one.right + 80 }))];
    expect(texts([...a, ...b], null)).toEqual(['ab', 'cd']);
  });
});
