import { expect, test } from 'vitest';
import { bandSentence, flowSentence } from '../../../src/shared/words/flow.ts';

test('says what splits and what stays, and under which number', () => {
  const counts = [
    [0, 0, 0, 0],
    [0, 75, 0, 25],
    [0, 0, 40, 1],
  ];
  expect(flowSentence(2, 3, counts, 0.714)).toBe(
    'From K = 2 to K = 3: component 1 splits into 1 (75 % of its rows) and 3 (25 %); 2 stays together. ARI 0.71.',
  );
  const turned = [
    [0, 0, 0],
    [0, 0, 50],
    [0, 30, 0],
  ];
  expect(flowSentence(2, 2, turned, 1)).toBe('From K = 2 to K = 2: 1 (now 2) and 2 (now 1) stay together. ARI 1.00.');
});

test('tells no agreement with a single group, where there is none but by chance', () => {
  const counts = [
    [0, 0, 0],
    [0, 60, 40],
  ];
  expect(flowSentence(1, 2, counts, 0)).toBe('From K = 1 to K = 2: component 1 splits into 1 (60 % of its rows) and 2 (40 %).');
});

test('does not list many that stay', () => {
  const counts = Array.from({ length: 6 }, (_, a) => Array.from({ length: 6 }, (_, b) => (a === b && a > 0 ? 10 : 0)));
  expect(flowSentence(5, 5, counts, 1)).toBe('From K = 5 to K = 5: all 5 stay together. ARI 1.00.');
});

test('a band in words', () => {
  expect(bandSentence({ k: 2, label: 1, rows: 100 }, { k: 3, label: 3 }, 25)).toBe(
    '25 of the 100 rows of component 1 at K = 2 are in component 3 at K = 3',
  );
  expect(bandSentence({ k: 2, label: 0, rows: 7 }, { k: 3, label: 0 }, 7)).toBe(
    'All 7 rows of the noise at K = 2 are in the noise at K = 3',
  );
  expect(bandSentence({ k: 2, label: 2, rows: 8 }, { k: 3, label: 1 }, 1)).toBe(
    '1 of the 8 rows of component 2 at K = 2 is in component 1 at K = 3',
  );
});
