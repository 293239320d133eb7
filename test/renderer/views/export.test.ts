import { describe, expect, it } from 'vitest';
import { resultNames } from '../../../src/main/exports/result-fields.ts';
import { addedCells, addedNames } from '../../../src/renderer/views/export/preview-rows.ts';
import { type CandidateDetail, type Fit, FitOptions } from '../../../src/shared/model/mixture.ts';
import { doubtOf, remarks } from '../../../src/shared/words/remarks.ts';
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
    // Noise is a label.
    expect(doubtOf({ labels: Int32Array.of(0, 1), uncertainty: Float64Array.of(0.3, 0) })).toEqual({ labelled: 2, inDoubt: 1 });
  });

  it('says why rows have no label, as missing cells were modelled or left out', () => {
    expect(warned(two, { excluded: 4 })).toContain('4 rows had no value in any chosen column');
    const options = { ...fit.options, missing: 'drop' as const };
    expect(warned(two, { excluded: 4, options })).toContain('4 rows had a missing value in a chosen column');
    const left = { ...fit.options, exclusion: 'of some rows' };
    expect(warned(two, { excluded: 4, options: left })).toContain(
      '4 rows were excluded or had no value in any chosen column, and got',
    );
  });

  it('does not say of no row why it is in doubt', () => {
    const said = remarks(fit, two, { labelled: 60, inDoubt: 0 }).map(({ text }) => text);
    expect(said).toContain('No row is in doubt: a cluster claims each with at least 80 %.');
  });

  it('says which rows took part with missing cells', () => {
    expect(remarks({ ...fit, incomplete: 1 }, two, null).map(({ text }) => text)).toContain(
      '1 row with missing cells took part and got a label by the cells that there are.',
    );
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
      for (const noise of [null, Float64Array.of(0)])
        expect(addedNames({ k: 3, noise }, taken)).toEqual(resultNames({ k: 3, noise }, taken));
  });

  it('has a cell for each name, all empty for a row left out', () => {
    expect(addedCells(two.results, 0).length).toBe(addedNames({ k: 2 }, []).length);
    const left = { ...two.results, labels: Int32Array.of(-1) };
    expect(addedCells(left, 0)).toEqual(['', '', '', '', '']);
  });

  it('has the noise last: a row of it is cluster 0', () => {
    const noise = {
      k: 2,
      labels: Int32Array.of(0, -1),
      uncertainty: Float64Array.of(0.25, Number.NaN),
      logDensity: Float64Array.of(-3, Number.NaN),
      responsibilities: Float32Array.of(0.25, 0, Number.NaN, Number.NaN),
      noise: Float64Array.of(0.75, Number.NaN),
    };
    expect(addedCells(noise, 0)).toEqual(['0', '0.250', '−3.000', '0.250', '0.000', '0.750']);
    expect(addedCells(noise, 1)).toEqual(['', '', '', '', '', '']);
    expect(addedNames(noise, []).at(-1)).toBe('probability_noise');
  });
});
