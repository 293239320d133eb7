import { crc32 } from 'node:zlib';
import { LensError } from '../../shared/errors.ts';
import type { ColumnCells } from '../../shared/model/column.ts';

/** Rows of a column in one BLOB. Part of the file's format. */
export const chunkRows = 65_536;
/** Levels in one JSON text. */
export const chunkLevels = 8192;

export interface Chunk {
  readonly crc: number;
  /** Values (8 bytes) or codes (4 bytes) as they lie in memory, which is little-endian wherever this runs. */
  readonly cells: Uint8Array;
}

export const partsOf = (length: number, size: number): number => Math.ceil(length / size);

export const cellCount = (cells: ColumnCells): number => (cells.kind === 'values' ? cells.values.length : cells.codes.length);

export function packChunk(column: ColumnCells, part: number): Chunk {
  const from = part * chunkRows;
  // A copy: SQLite is not to read from memory that other threads hold.
  const copy =
    column.kind === 'values'
      ? new Float64Array(column.values.subarray(from, from + chunkRows))
      : new Int32Array(column.codes.subarray(from, from + chunkRows));
  const cells = Buffer.from(copy.buffer);
  return { crc: crc32(cells), cells };
}

/** The bytes of a column's cells, `width` each, from their chunks into shared memory. `what` names the column in errors. */
export function unpackChunks(
  rows: number,
  width: 4 | 8,
  chunk: (part: number) => Chunk | undefined,
  what: string,
): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(rows * width);
  const bytes = new Uint8Array(memory);
  for (let part = 0; part < partsOf(rows, chunkRows); part++) {
    const from = part * chunkRows;
    const stored = chunk(part);
    const expected = Math.min(chunkRows, rows - from) * width;
    if (!stored || stored.cells.length !== expected || crc32(stored.cells) !== stored.crc) {
      throw new LensError(
        'input',
        `${what}: rows ${from + 1} to ${Math.min(from + chunkRows, rows)} are damaged in the project file.`,
        'Open an earlier copy of the project, or read the data file again.',
      );
    }
    bytes.set(stored.cells, from * width);
  }
  return memory;
}
