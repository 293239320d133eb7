import type { MatrixColumn } from './matrix.ts';
import { format, type Rgb } from './palette.ts';
import { type ParallelFrame, toPlace } from './parallel.ts';

/** More lines than this make a drawing that no program likes to open. */
export const mostLines = 3000;

export interface LineSet {
  readonly rows: ArrayLike<number>;
  readonly width: number;
  readonly opacity: number;
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** A line a row across the axes, broken where a cell is missing; null where they are too many. */
export function linesSvg(
  frame: ParallelFrame,
  columns: readonly MatrixColumn[],
  colours: Uint8Array | Rgb,
  sets: readonly LineSet[],
): string | null {
  if (sets.reduce((sum, { rows }) => sum + rows.length, 0) > mostLines) return null;
  const pathOf = (row: number): string => {
    let path = '';
    let down = false;
    for (const [axis, { values }] of columns.entries()) {
      const value = values[row]!;
      if (Number.isNaN(value)) down = false;
      else {
        path += `${down ? 'L' : 'M'}${round(frame.places[axis]!)} ${round(toPlace(frame, axis, value))}`;
        down = true;
      }
    }
    return path;
  };
  const colourOf = (row: number): string =>
    format(colours instanceof Uint8Array ? [colours[row * 3]!, colours[row * 3 + 1]!, colours[row * 3 + 2]!] : colours);
  return sets
    .map(({ rows, width, opacity }) => {
      const lines = Array.from(rows, (row) => `<path d="${pathOf(row)}" stroke="${colourOf(row)}"/>`).join('');
      return lines === '' ? '' : `<g fill="none" stroke-width="${width}" stroke-opacity="${round(opacity)}">${lines}</g>`;
    })
    .join('');
}
