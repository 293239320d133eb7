import { blockRows, type Form } from './sizes.ts';

/** About the multiply-adds of a row, as chunkRows of the plain pass counts them. */
function perRow(k: number, d: number, form: Form): number {
  if (form === 'shared') return d * d + 2 * d + k * (4 * d + 12);
  return k * (form !== 'diagonal' ? d * d + 4 * d + 12 : 6 * d + 12);
}

/**
 * Rows that are summed on their own, whoever does it: 0.1 to 0.2 ms of work, at least 256 (below, adding up the statistics of
 * many columns would show) and at most 16,384. A function of the sizes alone: the bits depend on where pieces end.
 */
export function pieceRows(k: number, d: number, shape: Form): number {
  const rows = Math.floor(2 ** 21 / perRow(k, d, shape) / blockRows) * blockRows;
  return Math.min(16_384, Math.max(2 * blockRows, rows));
}

/** Rows between two chances to stop: some milliseconds of one thread, at least four pieces, a whole number of them. */
export function kernelChunkRows(k: number, d: number, shape: Form): number {
  const piece = pieceRows(k, d, shape);
  const count = Math.floor(2 ** 26 / perRow(k, d, shape) / piece);
  return piece * Math.min(64, Math.max(4, count));
}

export interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Pieces end at multiples of `length`, but for the last. How many there are of the rows from … to − 1, and the i-th. */
export const pieceCount = (from: number, to: number, length: number): number =>
  to <= from ? 0 : Math.ceil(to / length) - Math.floor(from / length);

export function pieceAt(index: number, from: number, to: number, length: number): Piece {
  const start = (Math.floor(from / length) + index) * length;
  return { start: Math.max(from, start), end: Math.min(to, start + length) };
}
