import { describe, expect, test } from 'vitest';
import { createProgressBar, duration, progressLine } from '../../../../src/main/shells/command-line/progress-bar.ts';

const job = { title: 'Fit K = 1–9', share: 0.42, eta: 75, detail: 'K = 4, VVV, start 3, iteration 27' };

test.each([
  [0.4, '0 s'],
  [8, '8 s'],
  [75, '1 min 15 s'],
  [7300, '2 h 1 min'],
])('%d seconds read %s', (seconds, words) => expect(duration(seconds)).toBe(words));

describe('the progress line', () => {
  test('says share, time left and what is being done', () => {
    expect(progressLine(job, 200)).toBe(
      'Fit K = 1–9  ████████░░░░░░░░░░░░  42%  1 min 15 s left  K = 4, VVV, start 3, iteration 27',
    );
  });
  test('says nothing of what it does not know', () => {
    expect(progressLine({ title: 'Read', share: null, eta: null, detail: '' }, 200)).toBe('Read  ····················');
  });
  test('never breaks the line', () => {
    expect(progressLine(job, 40)).toHaveLength(40);
  });
});

describe('the progress bar', () => {
  const record = (isTTY: boolean) => {
    let text = '';
    const bar = createProgressBar({
      out: { write: () => {} },
      err: { write: (more: string) => (text += more), isTTY, columns: 80 },
    });
    bar.show(job);
    bar.show(job);
    bar.clear();
    return text;
  };
  test('is silent where standard error is no terminal', () => expect(record(false)).toBe(''));
  test('redraws its one line on a terminal and wipes it in the end', () => {
    const text = record(true);
    expect(text).not.toContain('\n');
    expect(text.endsWith('\r\x1b[2K')).toBe(true);
    expect(text.split('\x1b[2K')).toHaveLength(4);
  });
});
