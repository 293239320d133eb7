import type { Rows } from '../rows.ts';
import { constantsEnd, writeConstants } from './constants.ts';
import { blockRows } from './sizes.ts';

const pageBytes = 65_536;
const mostPages = 65_536;

/** Rows in blocks of 128, column by column in the block, in memory that threads share; room for work lies behind them. */
export interface PackedRows {
  readonly n: number;
  readonly d: number;
  readonly memory: WebAssembly.Memory;
  /** Address of the first block. */
  readonly blocks: number;
  /** Packs the blocks of the rows from … to − 1 that are not there yet. */
  ensure(from: number, to: number): void;
  /** Address of the row weights, 1,024 bytes a block: those given, until others are; 0 for none. */
  weigh(weights: Float64Array | null): number;
  /** Address of at least so many bytes, the same for all who ask: good until the next one asks. Null: there is no such room. */
  room(bytes: number): number | null;
}

/** A memory of at least so many bytes, `used` where that is given; null when there is none to be had. */
export function memoryOf(bytes: number, used: WebAssembly.Memory | null): WebAssembly.Memory | null {
  const pages = Math.ceil(bytes / pageBytes);
  try {
    if (used === null) return new WebAssembly.Memory({ initial: pages, maximum: mostPages, shared: true });
    const missing = pages - used.buffer.byteLength / pageBytes;
    if (missing > 0) used.grow(missing);
    return used;
  } catch {
    return null;
  }
}

/** Null when the rows are too many for a memory of 4 GB, or there is none to be had. What lay in `used` is lost. */
export function packRows(rows: Rows, used: WebAssembly.Memory | null = null): PackedRows | null {
  const { n, d, data } = rows;
  const blockCount = Math.ceil(n / blockRows);
  const blockSize = d * blockRows;
  const weightsAt = constantsEnd + blockCount * blockSize * 8;
  const end = weightsAt + blockCount * blockRows * 8;
  const memory = memoryOf(end, used);
  if (memory === null) return null;
  writeConstants(memory);
  const done = new Uint8Array(blockCount);
  let weighed: Float64Array | null = null;
  const pack = (block: number, to: Float64Array) => {
    const start = block * blockRows;
    const m = Math.min(blockRows, n - start);
    for (let j = 0; j < d; j++) {
      const at = block * blockSize + j * blockRows;
      to.set(data.subarray(j * n + start, j * n + start + m), at);
      // What stands beyond the last row has weight 0, but must be a number.
      if (m < blockRows) to.fill(data[j * n + n - 1], at + m, at + blockRows);
    }
  };
  return {
    n,
    d,
    memory,
    blocks: constantsEnd,
    weigh(weights) {
      if (weights === null) return 0;
      if (weights !== weighed) new Float64Array(memory.buffer, weightsAt, n).set(weights);
      weighed = weights;
      return weightsAt;
    },
    ensure(from, to) {
      let view: Float64Array | null = null;
      for (let block = Math.floor(from / blockRows); block * blockRows < to; block++) {
        if (done[block]) continue;
        view ??= new Float64Array(memory.buffer, constantsEnd, blockCount * blockSize);
        pack(block, view);
        done[block] = 1;
      }
    },
    room: (bytes) => (memoryOf(end + bytes, memory) ? end : null),
  };
}
