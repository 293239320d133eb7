import { describe, expect, test } from 'vitest';
import { type ColumnsAsked, columnsShown, moved } from '../../../../src/renderer/views/dimensions/columns.ts';
import { ellipseLevel } from '../../../../src/renderer/views/dimensions/levels.ts';
import type { GaussianMixture } from '../../../../src/shared/model/mixture.ts';
import { ViewState } from '../../../../src/shared/model/project.ts';

const numeric = ['a', 'b', 'c', 'd'];
/** Only c and a tell the components apart, c more. */
const mixture: GaussianMixture = {
  weights: [0.5, 0.5],
  means: [
    [0, 0, 0, 0],
    [2, 0, 9, 0],
  ],
  covariances: [0, 1].map(() => numeric.map((_, i) => numeric.map((_, j) => (i === j ? 1 : 0)))),
};
const asked: ColumnsAsked = { numeric, fitted: [], chosen: [], picked: null, mixture: null, limit: 8, most: 12 };
const names = (more: Partial<ColumnsAsked>) => columnsShown({ ...asked, ...more }).names;

describe('the columns shown', () => {
  test('are those of the fit, else those ticked for it, else every numeric one', () => {
    expect(names({ fitted: ['c', 'b'], chosen: ['a'] })).toEqual(['c', 'b']);
    expect(names({ chosen: ['d', 'a'] })).toEqual(['d', 'a']);
    expect(names({})).toEqual(numeric);
  });

  test('are the most separating of the fit where they are too many, in their order', () => {
    expect(columnsShown({ ...asked, fitted: numeric, mixture, limit: 2 })).toEqual({
      names: ['a', 'c'],
      of: 4,
      separating: true,
    });
  });

  test('are the first where there is no fit to tell', () => {
    expect(columnsShown({ ...asked, limit: 2 })).toEqual({ names: ['a', 'b'], of: 4, separating: false });
  });

  test('are what the person picked, as far as there is room', () => {
    expect(names({ picked: ['d', 'b'], fitted: ['a', 'c'] })).toEqual(['d', 'b']);
    expect(names({ picked: numeric, most: 3 })).toEqual(['a', 'b', 'c']);
  });

  test('are never columns that the table no longer has, or that are no numbers', () => {
    expect(names({ picked: ['gone', 'b'] })).toEqual(['b']);
    expect(names({ picked: ['gone'], chosen: ['text', 'c'] })).toEqual(['c']);
  });
});

test('a column moves one place at a time and stays at the ends', () => {
  expect(moved(numeric, 'b', 1)).toEqual(['a', 'c', 'b', 'd']);
  expect(moved(numeric, 'a', -1)).toEqual(numeric);
  expect(moved(numeric, 'd', -9)).toEqual(['d', 'a', 'b', 'c']);
  expect(moved(numeric, 'x', 1)).toEqual(numeric);
});

test('the level of the ellipses is the nearest that can be chosen', () => {
  expect(ellipseLevel(0.6).label).toBe('50 %');
  expect(ellipseLevel(0.99).label).toBe('95 %');
});

test('a project from before opens with the matrix of its fit', () => {
  expect(ViewState.parse({ view: 'mixture' }).dimensions).toEqual({
    face: 'matrix',
    columns: null,
    by: 'means',
    across: 0,
    up: 1,
  });
});
