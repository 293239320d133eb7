import type { Network } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import type { ColumnOrder } from './columns.ts';

/** Which cells are there: all ones. Cells that only fill up are not. */
const there = 0xffff_ffff;

/** Copies a table into the memory: inputs as they are, cells in the kernel's order. What fills up stays 0. */
export function fillTables(
  numbers: Float32Array,
  words: Uint32Array,
  network: Network,
  table: LatentTable,
  { places, cells }: ColumnOrder,
  at: { inputs: number; inputStride: number; targets: number; mask: number; constants: number },
): void {
  const { n, inputs, targets, mask, constants } = table;
  const width = network.inputs;
  const d = places.length;
  const cell = Int32Array.from(places, (place) => place.cell);
  for (let i = 0; i < n; i++) {
    const to = at.inputs / 4 + i * at.inputStride;
    for (let j = 0; j < width; j++) numbers[to + j] = inputs[i * width + j];
  }
  for (let i = 0; i < n; i++) {
    const to = at.targets / 4 + i * cells;
    for (let j = 0; j < d; j++) numbers[to + cell[j]] = targets[i * d + j];
  }
  const rows = mask ? n : 1;
  for (let i = 0; i < rows; i++) {
    const to = at.mask / 4 + i * cells;
    for (let j = 0; j < d; j++) words[to + cell[j]] = mask === null || mask[i * d + j] !== 0 ? there : 0;
  }
  if (constants) new Float64Array(numbers.buffer, at.constants, n).set(constants);
}
