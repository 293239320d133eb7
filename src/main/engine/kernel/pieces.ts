import type { Shape } from '../mixture/pass/components.ts';
import { chunkRows } from '../mixture/pass/pass.ts';
import { blockRows } from './sizes.ts';

/**
 * Rows that are summed on their own: a quarter of what the plain pass does between two chances to stop (about 0.2 ms for the
 * kernel), at least 512. A function of the sizes alone: the bits depend on where pieces end.
 */
export function pieceRows(k: number, d: number, shape: Shape): number {
  const quarter = Math.floor(chunkRows(k, d, shape) / 4 / blockRows) * blockRows;
  return Math.max(4 * blockRows, quarter);
}

/** The rows from … to − 1 in pieces that end at multiples of the piece's length. */
export function pieces(from: number, to: number, k: number, d: number, shape: Shape): (readonly [number, number])[] {
  const length = pieceRows(k, d, shape);
  const parts: (readonly [number, number])[] = [];
  for (let start = from; start < to; ) {
    const end = Math.min(to, (Math.floor(start / length) + 1) * length);
    parts.push([start, end]);
    start = end;
  }
  return parts;
}
