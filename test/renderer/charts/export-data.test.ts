import { describe, expect, it } from 'vitest';
import { candidatesTable, optionTable, rowsTable, tableCsv } from '../../../src/renderer/charts/export-data.ts';
import { broken } from '../../../src/renderer/charts/export-words.ts';
import type { ChartOption } from '../../../src/renderer/charts/option.ts';
import { fakeCandidate } from '../fake-mixture.ts';

const option: ChartOption = {
  xAxis: { type: 'value', name: 'Iteration' },
  yAxis: { type: 'value', name: 'Log-likelihood' },
  series: [
    { type: 'line', id: 'start 1', data: [[0, -10], [1, Number.NaN]] }, // biome-ignore format: pairs
    { type: 'scatter', name: 'ends, of all', data: [{ value: [1, -9, 3] }] },
  ],
};

describe('the data of a chart', () => {
  it('are its series one below the other, under the names of the axes', () => {
    expect(tableCsv(optionTable(option))).toBe(
      'series,Iteration,Log-likelihood,value_3\nstart 1,0,-10,\nstart 1,1,,\n"ends, of all",1,-9,3\n',
    );
  });

  it('tell plots apart where there are several', () => {
    const two: ChartOption = {
      xAxis: [{ gridIndex: 0 }, { gridIndex: 1, name: 'K' }],
      yAxis: [{ gridIndex: 0, name: 'A' }, { gridIndex: 1, name: 'B' }],
      series: [{ type: 'line', id: 'a', data: [[1, 2]] }, { type: 'line', id: 'b', yAxisIndex: 1, data: [[1, 3]] }],
    }; // biome-ignore format: a small option
    expect(tableCsv(optionTable(two))).toBe('series,plot,K,y\na,A,1,2\nb,B,1,3\n');
  });

  it('are rows with what the fit says of them, where rows are drawn', () => {
    const results = { labels: Int32Array.of(1, -1, 0), uncertainty: Float64Array.of(0.25, Number.NaN, 0.5) };
    const table = rowsTable(['a', 'b'], [Float64Array.of(1, 2, Number.NaN), Float64Array.of(4, Number.NaN, 6)], results);
    expect(tableCsv(table)).toBe('row,a,b,cluster,uncertainty\n1,1,4,1,0.25\n2,2,,,\n3,,6,0,0.5\n');
    const neither = rowsTable(['a'], [Float64Array.of(1, Number.NaN)], null);
    expect(tableCsv(neither)).toBe('row,a\n1,1\n');
  });

  it('are the figures of candidates as they are, not as they are scaled', () => {
    const { candidate } = fakeCandidate([[1, 2], [2, 3], [3, 5], [4, 4]], 1, 'VVV'); // biome-ignore format: rows
    const [head, row] = tableCsv(candidatesTable([candidate])).split('\n');
    expect(head).toMatch(/^k,family,log_likelihood,parameters,bic,/);
    expect(row).toContain(`1,VVV,${candidate.logLikelihood},`);
  });

  it('quote what needs quoting', () => {
    expect(
      tableCsv({
        names: ['a"b', 'c'],
        columns: [
          ['x\ny', ' z'],
          [1, null],
        ],
      }),
    ).toBe('"a""b",c\n"x\ny",1\n" z",\n');
  });
});

it('words are broken into lines between words', () => {
  expect(broken('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  expect(broken('', 9)).toEqual([]);
  expect(broken('unbreakable', 4)).toEqual(['unbreakable']);
});
