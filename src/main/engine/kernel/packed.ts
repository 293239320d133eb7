import type { Rows } from '../rows.ts';
import { constantsEnd, writeConstants } from './constants.ts';
import { blockRows } from './sizes.ts';

const pageBytes = 65_536;
const mostPages = 65_536;
const origin = constantsEnd;

/** Rows in blocks of 128, column by column in the block, in memory that threads share; room for work lies behind them. */
export interface PackedRows {
  readonly n: number;
  readonly d: number;
  readonly memory: WebAssembly.Memory;
  /** Address of the first block. */
  readonly blocks: number;
  /** Address of the row weights, 1,024 bytes a block: those given, until others are; 0 for none. */
  weigh(weights: Float64Array | null): number;
  /** Packs the blocks of the rows from … to − 1 that are not there yet. */
  ensure(from: number, to: number): void;
  /** Address of at least so many bytes, the same for all who ask: good until the next one asks. */
  room(bytes: number): number;
}

/** Bytes that packing takes, room for a weight a row included; above 4 GB less some room there is no packing. */
const packedBytes = ({ n, d }: Rows): number => Math.ceil(n / blockRows) * blockRows * (d + 1) * 8;

/** Null when the rows are too many for a memory of 4 GB, or there is none to be had. */
export function packRows(rows: Rows): PackedRows | null {
  const { n, d, data } = rows;
  const end = origin + packedBytes(rows);
  let memory: WebAssembly.Memory;
  try {
    memory = new WebAssembly.Memory({ initial: Math.ceil(end / pageBytes), maximum: mostPages, shared: true });
  } catch {
    return null;
  }
  writeConstants(memory);
  const blockCount = Math.ceil(n / blockRows);
  const done = new Uint8Array(blockCount);
  const blockSize = d * blockRows;
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
    blocks: origin,
    weigh(weights) {
      if (weights === null) return 0;
      const address = origin + blockCount * blockSize * 8;
      if (weights !== weighed) new Float64Array(memory.buffer, address, blockCount * blockRows).set(weights);
      weighed = weights;
      return address;
    },
    ensure(from, to) {
      let view: Float64Array | null = null;
      for (let block = Math.floor(from / blockRows); block * blockRows < to; block++) {
        if (done[block]) continue;
        view ??= new Float64Array(memory.buffer, origin, blockCount * blockSize);
        pack(block, view);
        done[block] = 1;
      }
    },
    room(bytes) {
      const missing = end + bytes - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
      return end;
    },
  };
}
