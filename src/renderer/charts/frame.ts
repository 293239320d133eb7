import type { Range } from '../../shared/geometry/nice.ts';
import { hiddenBit } from '../../shared/model/row-states.ts';

/** Where a chart's plot lies (CSS pixels within its element) and which part of the data it shows. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Range;
  readonly y: Range;
}

export interface Margins {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const frameOf = (
  size: { readonly width: number; readonly height: number },
  margins: Margins,
  x: Range,
  y: Range,
): Frame => ({
  left: margins.left,
  top: margins.top,
  width: Math.max(1, size.width - margins.left - margins.right),
  height: Math.max(1, size.height - margins.top - margins.bottom),
  x,
  y,
});

export const toPixelX = (frame: Frame, x: number): number =>
  frame.left + ((x - frame.x[0]) / (frame.x[1] - frame.x[0])) * frame.width;
export const toPixelY = (frame: Frame, y: number): number =>
  frame.top + (1 - (y - frame.y[0]) / (frame.y[1] - frame.y[0])) * frame.height;
export const toDataX = (frame: Frame, px: number): number =>
  frame.x[0] + ((px - frame.left) / frame.width) * (frame.x[1] - frame.x[0]);
export const toDataY = (frame: Frame, py: number): number =>
  frame.y[0] + (1 - (py - frame.top) / frame.height) * (frame.y[1] - frame.y[0]);

export const within = (frame: Frame, px: number, py: number): boolean =>
  px >= frame.left && px <= frame.left + frame.width && py >= frame.top && py <= frame.top + frame.height;

/** The same range with `share` of it moved out of (> 0) or into view. */
export function shifted([min, max]: Range, share: number): Range {
  const by = (max - min) * share;
  return [min + by, max + by];
}

/** Zoomed by `factor` (< 1 = closer) about `at`, which stays where it is; never beyond what doubles can tell apart. */
export function zoomed([min, max]: Range, at: number, factor: number): Range {
  const span = (max - min) * factor;
  const size = Math.max(Math.abs(min), Math.abs(max), Number.MIN_VALUE);
  if (span < size * 1e-10 || !Number.isFinite(span)) return [min, max];
  const from = at - (at - min) * factor;
  return [from, from + span];
}

/** The row drawn nearest to a pixel (a hidden one is not), within `reach` CSS pixels; −1 when there is none. */
export function nearestRow(
  frame: Frame,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  px: number,
  py: number,
  reach: number,
  flags: Uint8Array | null = null,
): number {
  const sx = frame.width / (frame.x[1] - frame.x[0]);
  const sy = frame.height / (frame.y[1] - frame.y[0]);
  const x = toDataX(frame, px);
  const y = toDataY(frame, py);
  let best = reach * reach;
  let found = -1;
  for (let row = 0; row < xs.length; row++) {
    const dx = (xs[row]! - x) * sx;
    const dy = (ys[row]! - y) * sy;
    const squared = dx * dx + dy * dy;
    if (squared <= best && !(flags && flags[row]! & hiddenBit)) {
      best = squared;
      found = row;
    }
  }
  return found;
}

/** How many rows that are not hidden have both values within the frame. */
export function rowsInView(frame: Frame, xs: ArrayLike<number>, ys: ArrayLike<number>, flags: Uint8Array | null = null): number {
  let count = 0;
  for (let row = 0; row < xs.length; row++) {
    if (flags && flags[row]! & hiddenBit) continue;
    const x = xs[row]!;
    const y = ys[row]!;
    if (x >= frame.x[0] && x <= frame.x[1] && y >= frame.y[0] && y <= frame.y[1]) count += 1;
  }
  return count;
}
