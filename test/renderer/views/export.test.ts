import { describe, expect, it } from 'vitest';
import { resultNames } from '../../../src/main/exports/result-fields.ts';
import { doubtOf, remarks } from '../../../src/renderer/views/export/doubt.ts';
import { addedCells, addedNames } from '../../../src/renderer/views/export/preview-rows.ts';
import { type CandidateDetail, type Fit, FitOptions } from '../../../src/shared/model/mixture.ts';
import { fakeCandidate } from '../fake-mixture.ts';

const rows = Array.from({ length: 60 }, (_, i) => [(i % 7) + (i < 30 ? 0 : 20), i < 30 ? 1 + (i % 3) : 9 - (i % 4)]);
const one = fakeCandidate(rows, 1, 'VVV');
const two = fakeCandidate(rows, 2, 'VVV');
const fit: Fit = {
  id: 1,
  created: '',
  options: FitOptions.parse({ columns: ['x', 'y'], ks: [1, 2], families: ['VVV'] }),
  rows: 60,
  excluded: 0,
  incomplete: 0,
  status: 'done',
  seconds: 1,
  candidates: [one.candidate, two.candidate],
  best: 1,
};
const warned = (detail: CandidateDetail, change: Partial<Fit> = {}) =>
  remarks({ ...fit, ...change }, detail, doubtOf(two.results))
    .filter((remark) => remark.kind === 'warn')
    .map((remark) => remark.text)
    .join(' ');

describe('the doubt about a candidate', () => {
  it('counts labelled rows only', () => {
    expect(doubtOf({ labels: Int32Array.of(1, 2, -1, 1), uncertainty: Float64Array.of(0, 0.3, Number.NaN, 0.05) })).toEqual({
      labelled: 3,
      inDoubt: 1,
    });
  });

  it('is nothing for a converged best one that most starts reached', () => {
    expect(warned(two)).toBe('');
  });

  it('names a fit that did not converge', () => {
    expect(warned({ ...two, candidate: { ...two.candidate, converged: false } })).toContain('did not converge');
  });

  it('names an optimum that hardly any start reached', () => {
    expect(warned({ ...two, candidate: { ...two.candidate, startsAtBest: 1 } })).toContain('Only 1 of 10 starts');
  });

  it('names the better candidate, and by how much', () => {
    expect(warned(one)).toContain('K = 2 (VVV) is better by');
  });

  it('names rows without a label, a search that still runs, and a degenerate fit', () => {
    expect(warned(two, { excluded: 4 })).toContain('4 rows');
    expect(warned(two, { status: 'running' })).toContain('still runs');
    const degenerate = { ...two.candidate, degenerate: true, failure: 'a component sits on duplicates' };
    expect(warned({ ...two, candidate: degenerate })).toContain('a component sits on duplicates');
  });
});

describe('the preview of the labels file', () => {
  it('has the names that the file will have, clashes included', () => {
    for (const taken of [
      ['x', 'y'],
      ['cluster', 'cluster_2', 'probability_1'],
    ])
      expect(addedNames(3, taken)).toEqual(resultNames(3, taken));
  });

  it('has a cell for each name, all empty for a row left out', () => {
    expect(addedCells(two.results, 0).length).toBe(addedNames(2, []).length);
    const left = { ...two.results, labels: Int32Array.of(-1) };
    expect(addedCells(left, 0)).toEqual(['', '', '', '', '']);
  });
});
