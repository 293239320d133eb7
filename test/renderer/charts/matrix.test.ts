import { describe, expect, test } from 'vitest';
import { binToCells } from '../../../src/renderer/charts/density-image.ts';
import { toDataX, toPixelX, toPixelY } from '../../../src/renderer/charts/frame.ts';
import {
  axisTicks,
  cellAt,
  cellFrame,
  cellShapes,
  type MatrixColumn,
  matrixGrid,
  matrixRange,
  rowsRange,
} from '../../../src/renderer/charts/matrix.ts';
import {
  binsOf,
  countCells,
  countRows,
  createMatrixPainter,
  type MatrixDensity,
} from '../../../src/renderer/charts/matrix-density.ts';
import { diagonalBins, diagonalShapes } from '../../../src/renderer/charts/matrix-diagonal.ts';
import { paintMatrix } from '../../../src/renderer/charts/matrix-paint.ts';
import type { Raster } from '../../../src/renderer/charts/points.ts';
import { tokens } from '../../../src/renderer/charts/tokens.ts';
import { binCounts } from '../../../src/shared/geometry/bins.ts';
import type { GaussianMixture } from '../../../src/shared/model/mixture.ts';
import { tableColumn } from './columns.ts';

const n = 400;
const wave = (step: number, scale: number) => Float64Array.from({ length: n }, (_, i) => scale * Math.sin(i * step));
const columns: readonly MatrixColumn[] = [
  tableColumn('a', wave(1.3, 10), 0),
  tableColumn('b', wave(2.1, 0.5), 1),
  tableColumn(
    'c',
    Array.from({ length: n }, (_, i) => i % 4),
    -1,
    true,
  ),
];
const mixture: GaussianMixture = {
  weights: [0.5, 0.5],
  means: [
    [-5, 0],
    [5, 0.2],
  ],
  covariances: [
    [
      [4, 0],
      [0, 0.01],
    ],
    [
      [1, 0.05],
      [0.05, 0.01],
    ],
  ],
};
const grid = matrixGrid(
  { width: 700, height: 500 },
  columns.map((column) => matrixRange(rowsRange(column), column.at, mixture, 0.5)),
);
const raster = (width: number, height: number): Raster => ({ width, height, data: new Uint8ClampedArray(width * height * 4) });

describe('the grid of cells', () => {
  test('fills the element without running over it', () => {
    const last = cellFrame(grid, 2, 2);
    expect(last.left + last.width).toBeLessThanOrEqual(700);
    expect(last.left + last.width).toBeGreaterThan(680);
    expect(last.top + last.height).toBeLessThanOrEqual(500);
  });

  test('shows the same range in every cell of a row and of a column', () => {
    expect(cellFrame(grid, 0, 2).x).toEqual(cellFrame(grid, 0, 1).x);
    expect(cellFrame(grid, 0, 2).y).toEqual(cellFrame(grid, 1, 2).y);
    expect(cellFrame(grid, 2, 0).x).toEqual(cellFrame(grid, 0, 2).y);
  });

  test('knows which cell lies under a pixel, and that there is none between', () => {
    const frame = cellFrame(grid, 1, 2);
    expect(cellAt(grid, frame.left + 3, frame.top + 3)).toEqual({ x: 1, y: 2 });
    expect(cellAt(grid, frame.left - grid.gap / 2, frame.top + 3)).toBeNull();
    expect(cellAt(grid, 2, 2)).toBeNull();
  });

  test('shows every row, and the ellipses where they do not squeeze the rows', () => {
    const [min, max] = grid.ranges[0]!;
    expect(min).toBeLessThan(-10);
    expect(max).toBeGreaterThan(10);
    const far = {
      ...mixture,
      means: [
        [-5, 0],
        [1e6, 0],
      ],
    };
    expect(matrixRange(rowsRange(columns[0]!), 0, far, 0.5)[1]).toBeLessThan(30);
  });

  test('has whole ticks for whole numbers, and none that reach beyond their cell', () => {
    const ticks = axisTicks(grid, 2, 'x', true);
    const frame = cellFrame(grid, 2, 2);
    expect(ticks.length).toBeGreaterThan(1);
    for (const { place, text } of ticks) {
      expect(text).toMatch(/^\d+$/);
      expect(place).toBeGreaterThan(frame.left);
      expect(place).toBeLessThan(frame.left + frame.width);
    }
  });
});

describe('ellipses in a cell', () => {
  test('stand at the means', () => {
    const { frame, ellipses } = cellShapes(grid, columns, 0, 1, mixture, 0.5);
    expect(ellipses).toHaveLength(2);
    expect(ellipses[1]!.x).toBeCloseTo(toPixelX(frame, 5), 0);
    expect(ellipses[1]!.y).toBeCloseTo(toPixelY(frame, 0.2), 0);
    expect(ellipses[0]!.path).toMatch(/^M.*Z$/);
  });

  test('are turned about in the mirrored cell', () => {
    const there = cellShapes(grid, columns, 1, 0, mixture, 0.5);
    expect(there.ellipses[1]!.x).toBeCloseTo(toPixelX(there.frame, 0.2), 0);
  });

  test('are missing where the fit does not have the column', () => {
    expect(cellShapes(grid, columns, 0, 2, mixture, 0.5).ellipses).toEqual([]);
  });
});

describe('the diagonal', () => {
  const shapes = (index: number, flags: Uint8Array | null = null) => {
    const column = columns[index]!;
    const bins = diagonalBins(column, grid.cellWidth);
    const counts = {
      counts: binCounts(column.values, bins, flags, 'included'),
      selected: flags && binCounts(column.values, bins, flags),
    };
    return { bins, ...counts, ...diagonalShapes(grid, index, column, bins, counts, mixture, n) };
  };

  test('has a bar for each bin that holds rows, within its cell', () => {
    const { bars, bins, counts, frame } = shapes(0);
    const bar = bars.split('Z').filter(Boolean);
    expect(bar.length).toBe(counts.filter((count) => count > 0).length);
    const lefts = bar.map((one) => Number(/^M(\S+)/.exec(one)![1]));
    expect(Math.min(...lefts)).toBeGreaterThanOrEqual(frame.left - 0.1);
    expect((toDataX(frame, lefts.at(-1)!) - bins.start) / bins.width).toBeCloseTo(
      counts.findLastIndex((count) => count > 0),
      0,
    );
  });

  test('has a curve for each component and one for all of them', () => {
    const { curves, total } = shapes(0);
    expect(curves.map(({ component }) => component)).toEqual([0, 1]);
    expect(total).toMatch(/^M/);
  });

  test('has no curve for a column that is not in the fit', () => {
    expect(shapes(2)).toMatchObject({ curves: [], total: '' });
  });

  test('tells the selected rows apart', () => {
    const flags = Uint8Array.from({ length: n }, (_, i) => (columns[0]!.values[i]! > 5 ? 1 : 0));
    expect(shapes(0, flags).selected).toMatch(/^M/);
    expect(shapes(0, new Uint8Array(n)).selected).toBe('');
  });
});

describe('many rows', () => {
  const flags = Uint8Array.from({ length: n }, (_, i) => (i % 5 === 0 ? 1 : i % 7 === 0 ? 2 : i % 11 === 0 ? 4 : 0));
  const look = { colours: Uint8Array.from({ length: n * 3 }, (_, i) => i % 256), markers: null, flags };
  const asked: MatrixDensity = {
    columns: columns.map(({ values }) => values),
    ranges: grid.ranges,
    ...{ width: 60, height: 40, cell: 2, look, accent: [0, 0, 255] as const },
  };
  const paint = (painter: ReturnType<typeof createMatrixPainter>, of: MatrixDensity) =>
    Array.from(painter(of, raster), ({ x, y, raster: image }) => ({ x, y, pixels: [...image.data] }));

  test('are counted as the scatterplot counts them', () => {
    const frame = { left: 0, top: 0, width: 60, height: 40, x: grid.ranges[0]!, y: grid.ranges[1]! };
    const [a, b] = [columns[0]!.values, columns[1]!.values];
    const there = binToCells({ width: 60, height: 40 }, frame, 1, 2, a, b, look);
    const [across, up] = [binsOf(a, grid.ranges[0]!, 30, 0), binsOf(b, grid.ranges[1]!, 20, 1)];
    const here = countCells(across, up, 30, 20, look);
    expect(here.most).toBe(there.most);
    expect(here.counts).toEqual(there.counts);
    expect(here.colours).toEqual(there.colours);
    const chosen = Int32Array.from(flags.keys()).filter((row) => flags[row] === 1);
    expect(countRows(chosen, across, up, 30, 20)).toEqual(there.selected);
  });

  test('have a picture for each pair of different columns', () => {
    expect(paint(createMatrixPainter(), asked).map(({ x, y }) => `${x}${y}`)).toEqual(['10', '20', '01', '21', '02', '12']);
  });

  test('are painted the same whatever was painted before', () => {
    const used = createMatrixPainter();
    const other = { ...asked, look: { ...look, flags: flags.map((flag) => flag ^ 1) } };
    const hidden = { ...asked, look: { ...look, flags: flags.map((flag) => flag | 2) } };
    const before = paint(used, asked);
    expect(paint(used, other)).toEqual(paint(createMatrixPainter(), other));
    expect(paint(used, other)).not.toEqual(before);
    expect(paint(used, hidden).every(({ pixels }) => pixels.every((value) => value === 0))).toBe(true);
    expect(paint(used, asked)).toEqual(before);
  });
});

test('points lie where their values are', () => {
  const one = columns.slice(0, 2).map((column) => ({ ...column, values: Float64Array.of(column.values[7]!) }));
  const two = matrixGrid({ width: 400, height: 300 }, grid.ranges.slice(0, 2));
  const [first] = paintMatrix(two, one, { colours: [0, 0, 0], markers: null, flags: null }, tokens.light, 1, raster);
  const frame = { ...cellFrame(two, 1, 0), left: 0, top: 0 };
  const at =
    Math.round(toPixelY(frame, one[0]!.values[0]!)) * first!.raster.width + Math.round(toPixelX(frame, one[1]!.values[0]!));
  expect(first).toMatchObject({ x: 1, y: 0 });
  expect(first!.raster.data[at * 4 + 3]).toBeGreaterThan(150);
});
