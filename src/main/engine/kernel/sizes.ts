import type { Shape } from '../mixture/pass/components.ts';

/** How components are laid out: as their shape, with one full factor for all of them, or full in numbers of 32 bits. */
export type Form = Shape | 'shared' | 'single';
export const formNumber = { full: 0, diagonal: 1, shared: 2, single: 3 } as const;

/** Rows a block, and bytes of a column of a block. */
export const blockRows = 128;
export const columnBytes = 1024;
export const singleColumnBytes = 512;
const upTo16 = (bytes: number) => Math.ceil(bytes / 16) * 16;
/** A line of the cache. */
const upTo64 = (bytes: number) => Math.ceil(bytes / 64) * 64;

/** Bytes of a component's parameters as assembly/density-*.ts read them. Above d = 4 two rows of the factor stand side by side. */
export function parameterBytes(d: number, shape: Form): number {
  if (shape === 'shared') return upTo16(8 * (1 + d));
  if (shape === 'single') return upTo16(pairedBytes(d) / 2);
  if (shape === 'diagonal') return upTo16(8 * (1 + 2 * d));
  if (d <= 4) return upTo16(8 * (1 + d + (d * (d + 1)) / 2));
  return pairedBytes(d);
}

/** A constant, means and a factor with its rows in pairs. */
export function pairedBytes(d: number): number {
  // Row 0 alone where d is odd, then rows in pairs, the first of them i, with the columns 0 … i + 1.
  const pairs = Math.floor(d / 2);
  return upTo16(8 * (1 + d) + (d % 2 === 1 ? 8 + 16 * pairs * (pairs + 2) : 16 * pairs * (pairs + 1)));
}

/** Bytes of a component's statistics: count, sums, lower triangle or diagonal, two rows side by side. */
export const statisticBytes = (d: number, shape: Form): number =>
  16 * (1 + d + (shape === 'shared' ? 0 : shape === 'diagonal' ? d : (d * (d + 1)) / 2));

/** Where the form is shared: the zeros and then the factor that components share, behind their own parameters. */
export const zerosBytes = (d: number): number => upTo16(8 * (1 + d));

/** Σ log2 density and Σ log2 of the largest responsibility stand before the components' statistics. */
export const statisticHeader = 32;
const jobBytes = 80;
/** Offsets in scratch, as in assembly/layout.ts. */
export const scratchOffsets = { largests: 2048, labels: 3072, others: 4096, presence: 10_784 } as const;

/** Where a job's parts lie, in bytes from its beginning. */
export interface SeatLayout {
  readonly form: Form;
  readonly parameters: number;
  readonly parameterStride: number;
  readonly statistics: number;
  readonly statisticStride: number;
  readonly statisticsBytes: number;
  readonly scratch: number;
  readonly tile: number;
  readonly centred: number;
  readonly logs: number;
  readonly bytes: number;
}

export function seatLayout(k: number, d: number, shape: Form): SeatLayout {
  const shared = shape === 'shared';
  const parameterStride = parameterBytes(d, shape);
  const statisticStride = statisticBytes(d, shape);
  const parameters = jobBytes;
  const statistics = parameters + k * parameterStride + (shared ? zerosBytes(d) + pairedBytes(d) : 0);
  const statisticsBytes = statisticHeader + k * statisticStride + (shared ? statisticBytes(d, 'full') : 0);
  const scratch = upTo64(statistics + statisticsBytes);
  const tile = scratch + upTo64(scratchOffsets.presence + 4 * k);
  const centred = tile + 64 * (d + 1);
  const logs = centred + columnBytes * (d + 4);
  // One more for a noise component.
  const bytes = logs + columnBytes * (k + 1);
  return {
    form: shape,
    parameters,
    parameterStride,
    statistics,
    statisticStride,
    statisticsBytes,
    scratch,
    tile,
    centred,
    logs,
    bytes,
  };
}
