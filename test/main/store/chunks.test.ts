import { describe, expect, it } from 'vitest';
import { type Chunk, chunkRows, packChunk, partsOf, unpackChunks } from '../../../src/main/store/chunks.ts';
import { values } from './samples.ts';

const packed = (rows: number): Chunk[] => {
  const column = values(Array.from({ length: rows }, (_, i) => i / 7));
  return Array.from({ length: partsOf(rows, chunkRows) }, (_, part) => packChunk(column, part));
};

describe('chunks of a column', () => {
  it.each([
    [0, 0],
    [1, 1],
    [65_535, 1],
    [65_536, 1],
    [65_537, 2],
    [131_073, 3],
  ])('of %i rows are %i', (rows, parts) => {
    const chunks = packed(rows);
    expect(chunks).toHaveLength(parts);
    const read = new Float64Array(unpackChunks(rows, 8, (part) => chunks[part], 'x'));
    expect(read).toEqual(Float64Array.from({ length: rows }, (_, i) => i / 7));
  });

  it('come back in shared memory', () => {
    expect(unpackChunks(1, 8, () => packed(1)[0], 'x')).toBeInstanceOf(SharedArrayBuffer);
  });

  it('are little-endian f64 and i32, 65,536 rows each', () => {
    expect([...packChunk(values([1]), 0).cells]).toEqual([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
    expect([...packChunk({ kind: 'codes', codes: Int32Array.of(-1, 258), levels: [] }, 0).cells]).toEqual([
      255, 255, 255, 255, 2, 1, 0, 0,
    ]);
    expect(packed(65_537).map((chunk) => chunk.cells.length)).toEqual([65_536 * 8, 8]);
  });

  it('are copies: writing to the column afterwards does not change them', () => {
    const column = Float64Array.of(1, 2);
    const chunk = packChunk({ kind: 'values', values: column }, 0);
    column[0] = 9;
    expect(new Float64Array(unpackChunks(2, 8, () => chunk, 'x'))).toEqual(Float64Array.of(1, 2));
  });

  it('are refused, naming column and rows, when a bit is off, one is missing or one is short', () => {
    const chunks = packed(70_000);
    const flipped = Uint8Array.from(chunks[1]!.cells);
    flipped[100]! ^= 4;
    const faults: readonly (Chunk | undefined)[] = [
      { crc: chunks[1]!.crc, cells: flipped },
      undefined,
      { crc: chunks[1]!.crc, cells: chunks[1]!.cells.subarray(8) },
    ];
    for (const fault of faults)
      expect(() => unpackChunks(70_000, 8, (part) => (part === 0 ? chunks[0] : fault), "Column 'x'")).toThrow(
        "Column 'x': rows 65537 to 70000 are damaged",
      );
  });
});
