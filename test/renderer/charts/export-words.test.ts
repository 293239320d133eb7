import { expect, it } from 'vitest';
import { titleLines } from '../../../src/renderer/charts/export-words.ts';

it('a long title keeps within its picture in a wide font', () => {
  const title = 'Parallel coordinates of height (cm), width, a very long name of a column that nobody should ever use in a table';
  const lines = titleLines(title, 806 - 32);
  expect(lines.join(' ')).toBe(title);
  // DejaVu Sans Bold at 14 px: 7.92 px a letter in such a title.
  for (const line of lines) expect(line.length * 7.92).toBeLessThanOrEqual(806 - 32);
});
