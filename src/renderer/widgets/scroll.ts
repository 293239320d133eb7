/**
 * Rows of equal height in a scroller whose content must not grow beyond what browsers can lay out: from there on the
 * scrollbar is stretched over the rows.
 */
export const tallest = 16_000_000;

export interface Extent {
  readonly rows: number;
  /** Pixels of a row. */
  readonly height: number;
  /** Pixels in which rows are shown. */
  readonly viewport: number;
}

export const contentHeight = ({ rows, height }: Extent): number => Math.min(rows * height, tallest);

/** Is a pixel of the scrollbar more than a pixel of rows? */
export const isStretched = ({ rows, height }: Extent): boolean => rows * height > tallest;

/** The largest row (with its fraction) that can stand at the top. */
export const lastTop = ({ rows, height, viewport }: Extent): number => Math.max(0, rows - viewport / height);

/** Row at the top, with its fraction, when scrolled by so many pixels. */
export function topRow(extent: Extent, scrolled: number): number {
  if (!isStretched(extent)) return clampTop(extent, scrolled / extent.height);
  return clampTop(extent, (scrolled / (tallest - extent.viewport)) * lastTop(extent));
}

/** The pixels to scroll by so that this row stands at the top. */
export function scrolledTo(extent: Extent, top: number): number {
  if (!isStretched(extent)) return clampTop(extent, top) * extent.height;
  return (clampTop(extent, top) / lastTop(extent)) * (tallest - extent.viewport);
}

export const clampTop = (extent: Extent, top: number): number => Math.min(lastTop(extent), Math.max(0, top));

/** The top row, moved as little as it takes to have this row in sight as a whole. */
export function revealing(extent: Extent, top: number, row: number): number {
  const whole = extent.viewport / extent.height - 1;
  return clampTop(extent, Math.min(row, Math.max(top, row - whole)));
}

/** First index whose end lies beyond `from`, and the one after the last that begins before `to`; ends ascend. */
export function visible(ends: readonly number[], from: number, to: number): { readonly first: number; readonly last: number } {
  let first = 0;
  while (first < ends.length && ends[first]! <= from) first++;
  let last = first;
  while (last < ends.length && (last === 0 ? 0 : ends[last - 1]!) < to) last++;
  return { first, last };
}
