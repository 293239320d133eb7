import { expect, test } from 'vitest';
import { optima } from '../../../src/renderer/charts/ledger.ts';
import { endWords, firstEnds, iterationsText } from '../../../src/renderer/charts/ledger-words.ts';
import type { StartRecord } from '../../../src/shared/model/mixture.ts';

const record = (start: number, more: Partial<StartRecord> = {}): StartRecord => ({
  ...{
    start,
    method: 'k-means++',
    logLikelihood: -10 - start,
    iterations: 20 + start,
    converged: true,
    degenerate: null,
    optimum: start,
  },
  ...more,
});

test('an end says how it ended and what its starts were made by', () => {
  const [best] = optima([record(0), record(1, { optimum: 0 }), record(2, { optimum: 0, method: 'hierarchy' })]);
  expect(endWords(best!)).toBe('converged · k-means++ 2×, hierarchy');
  expect(iterationsText(best!.starts)).toBe('20–22');
  const [early, flat] = [optima([record(0, { converged: false })])[0]!, optima([record(0, { degenerate: 'At the floor.' })])[0]!];
  expect(endWords(early)).toBe('not converged · k-means++');
  expect(endWords(flat)).toBe('degenerate: At the floor · k-means++');
  expect(iterationsText(flat.starts)).toBe('20');
});

test('a long ledger begins with its first ends and those that can be opened', () => {
  const found = optima(Array.from({ length: 9 }, (_, start) => record(start)));
  const opens = (one: (typeof found)[number]) => one.starts[0]!.start === 7;
  expect(firstEnds(found, 3, opens).map(({ starts }) => starts[0]!.start)).toEqual([0, 1, 2, 7]);
  expect(firstEnds(found, 8, opens)).toBe(found);
});
