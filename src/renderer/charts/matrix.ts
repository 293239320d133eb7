import { squaredRadius } from '../../shared/geometry/ellipse.ts';
import { finiteRange, joined, padded, type Range, ticks } from '../../shared/geometry/nice.ts';
import type { GaussianMixture } from '../../shared/model/mixture.ts';
import { tickText } from './format.ts';
import { type Frame, toPixelX, toPixelY } from './frame.ts';
import { labelRoom } from './option.ts';
import { outlines, present } from './outlines.ts';

/** One column of the matrix: its values and its index among the mixture's columns, −1 where the fit does not have it. */
export interface MatrixColumn {
  readonly name: string;
  readonly whole: boolean;
  readonly values: Float64Array;
  readonly at: number;
  /** From the smallest to the largest finite value, null where there is none; and how many there are: known of the column before its values are looked at. */
  readonly extent: Range | null;
  readonly finite: number;
}

/** Square arrangement of cells, CSS pixels within the element. Row and column i show the same column of the table. */
export interface MatrixGrid {
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly gap: number;
  readonly ranges: readonly Range[];
}

/** From the smallest to the largest value. */
export const rowsRange = ({ extent }: MatrixColumn): Range => padded(extent ?? [0, 1], 0);

/** What an axis shows: every row and, unless the mixture moves, the components' ellipses as far as they do not squeeze the rows. */
export function matrixRange(rows: Range, at: number, mixture: GaussianMixture | null, content: number): Range {
  if (!mixture || at < 0) return padded(rows, 0.06);
  const radius = Math.sqrt(squaredRadius(content));
  const ends = mixture.means.flatMap((mean, k) => {
    const reach = radius * Math.sqrt(mixture.covariances[k]![at]![at]!);
    return [mean[at]! - reach, mean[at]! + reach];
  });
  return padded(joined(rows, finiteRange(ends), 0.2), 0.06);
}

export function matrixGrid(size: { readonly width: number; readonly height: number }, ranges: readonly Range[]): MatrixGrid {
  const gap = ranges.length > 5 ? 4 : 8;
  // As many ticks as the tallest cell could have.
  const left = Math.max(0, ...ranges.map((range) => labelRoom(range, 5))) + 2;
  const top = 4;
  const count = Math.max(1, ranges.length);
  const room = (all: number) => Math.max(8, (all - gap * (count - 1)) / count);
  return { left, top, gap, ranges, cellWidth: room(size.width - left - 6), cellHeight: room(size.height - top - 24) };
}

/** The cell in which column `x` runs across and column `y` up. */
export const cellFrame = ({ left, top, cellWidth, cellHeight, gap, ranges }: MatrixGrid, x: number, y: number): Frame => ({
  left: left + x * (cellWidth + gap),
  top: top + y * (cellHeight + gap),
  width: cellWidth,
  height: cellHeight,
  x: ranges[x]!,
  y: ranges[y]!,
});

/** The cell under a pixel; null between cells and outside. */
export function cellAt(grid: MatrixGrid, px: number, py: number): { readonly x: number; readonly y: number } | null {
  const along = (from: number, step: number, at: number) => {
    const index = Math.floor((at - from) / (step + grid.gap));
    return index >= 0 && index < grid.ranges.length && at - from - index * (step + grid.gap) <= step ? index : -1;
  };
  const x = along(grid.left, grid.cellWidth, px);
  const y = along(grid.top, grid.cellHeight, py);
  return x < 0 || y < 0 ? null : { x, y };
}

/** A tenth of a pixel is more than the eye sees. */
export const round = (value: number): number => Math.round(value * 10) / 10;
export const line = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');

export interface CellShapes {
  readonly frame: Frame;
  readonly ellipses: readonly { readonly component: number; readonly path: string; readonly x: number; readonly y: number }[];
}

/** The ellipses of one cell off the diagonal as SVG paths, with the places of the means. */
export function cellShapes(
  grid: MatrixGrid,
  columns: readonly MatrixColumn[],
  x: number,
  y: number,
  mixture: GaussianMixture | null,
  content: number,
): CellShapes {
  const frame = cellFrame(grid, x, y);
  const [atX, atY] = [columns[x]!.at, columns[y]!.at];
  if (!mixture || atX < 0 || atY < 0) return { frame, ellipses: [] };
  return {
    frame,
    ellipses: outlines(mixture, atX, atY, content)
      .filter(present)
      .map(({ component, mean, points }) => ({
        component,
        path: points.length > 0 ? `${line(points.map(([px, py]) => [toPixelX(frame, px), toPixelY(frame, py)]))}Z` : '',
        x: round(toPixelX(frame, mean[0])),
        y: round(toPixelY(frame, mean[1])),
      })),
  };
}

export interface Tick {
  readonly place: number;
  readonly text: string;
}

/** Ticks of a column along its axis: px from the left of the element (side 'x') or from its top (side 'y'), none that would run into a neighbour's. */
export function axisTicks(grid: MatrixGrid, index: number, side: 'x' | 'y', whole: boolean): readonly Tick[] {
  const frame = cellFrame(grid, index, index);
  const [min, max] = grid.ranges[index]!;
  const [from, size] = side === 'x' ? [frame.left, frame.width] : [frame.top, frame.height];
  const found = ticks(min, max, Math.max(2, Math.min(5, size / (side === 'x' ? 56 : 28))));
  const write = tickText(whole ? Math.max(1, found.step) : found.step, Math.max(Math.abs(min), Math.abs(max)));
  return found.values.flatMap((value) => {
    if (whole && !Number.isInteger(value)) return [];
    const place = round(side === 'x' ? toPixelX(frame, value) : toPixelY(frame, value));
    const text = write(value);
    const half = side === 'x' ? text.length * 3 : 6;
    return place - half < from - grid.gap / 2 + 1 || place + half > from + size + grid.gap / 2 - 1 ? [] : [{ place, text }];
  });
}
