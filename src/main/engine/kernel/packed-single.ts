import type { Rows } from '../rows.ts';
import { constantsEnd, writeConstants } from './constants.ts';
import { memoryOf, type PackedRows } from './packed.ts';
import { blockRows } from './sizes.ts';
import { unitsOf } from './units.ts';

/**
 * The rows in blocks as packRows lays them, but in numbers of 32 bits, each column about its mean in standard deviations
 * (unitsOf): there 24 bits tell apart what matters. All rows have a weight, 0 beyond the last.
 */
export function packSingle(rows: Rows, used: WebAssembly.Memory | null = null): PackedRows | null {
  const { n, d, data } = rows;
  const blockCount = Math.ceil(n / blockRows);
  const blockSize = d * blockRows;
  const weightsAt = constantsEnd + blockCount * blockSize * 4;
  const end = weightsAt + blockCount * blockRows * 4;
  const memory = memoryOf(end, used);
  if (memory === null) return null;
  writeConstants(memory);
  const { centres, scales } = unitsOf(rows);
  const done = new Uint8Array(blockCount);
  let weighed: Float64Array | null | undefined;
  const pack = (block: number, to: Float32Array) => {
    const start = block * blockRows;
    for (let j = 0; j < d; j++) {
      const at = block * blockSize + j * blockRows;
      for (let i = 0; i < blockRows; i++) {
        const row = Math.min(n - 1, start + i);
        to[at + i] = (data[j * n + row] - centres[j]) / scales[j];
      }
    }
  };
  return {
    n,
    d,
    memory,
    blocks: constantsEnd,
    weigh(weights) {
      if (weights !== weighed) {
        const to = new Float32Array(memory.buffer, weightsAt, blockCount * blockRows);
        if (weights) to.set(weights);
        else to.fill(1, 0, n);
        to.fill(0, n);
      }
      weighed = weights;
      return weightsAt;
    },
    ensure(from, to) {
      let view: Float32Array | null = null;
      for (let block = Math.floor(from / blockRows); block * blockRows < to; block++) {
        if (done[block]) continue;
        view ??= new Float32Array(memory.buffer, constantsEnd, blockCount * blockSize);
        pack(block, view);
        done[block] = 1;
      }
    },
    room: (bytes) => (memoryOf(end + bytes, memory) ? end : null),
  };
}
