import type { LatentEncoding } from '../../shared/model/latent.ts';
import { cellCount, sharedCodes, sharedValues } from './cells.ts';
import { type Encoded, type EncodeOptions, encodeRows, encodeTable } from './encode.ts';
import type { TableColumn } from './encode-column.ts';

/** The columns and rows of a data set that a VAE is about. */
export interface LatentSubject {
  readonly columns: readonly TableColumn[];
  /** One byte a row, 1 = left out by the person; null: none is. */
  readonly excluded: Uint8Array | null;
}

/**
 * The rows that are not excluded, encoded: as the table suggests, or in the terms of an encoding that there is already.
 * `used` points into the whole data set.
 */
export function encodeSubject(
  { columns, excluded }: LatentSubject,
  options: EncodeOptions,
  encoding: LatentEncoding | null,
): Encoded {
  const kept = excluded && keptRows(excluded);
  const taken = kept ? columns.map((column) => takeRows(column, kept)) : columns;
  const encoded = encoding ? { encoding, ...encodeRows(encoding, taken) } : encodeTable(taken, options);
  if (!kept) return encoded;
  const used = sharedCodes(encoded.used.length);
  encoded.used.forEach((at, i) => {
    used[i] = kept[at];
  });
  return { ...encoded, used, excluded: columns.length === 0 ? 0 : cellCount(columns[0].cells) - used.length };
}

function keptRows(excluded: Uint8Array): Int32Array {
  const kept: number[] = [];
  for (let row = 0; row < excluded.length; row++) if (excluded[row] === 0) kept.push(row);
  return Int32Array.from(kept);
}

function takeRows(column: TableColumn, rows: Int32Array): TableColumn {
  const { cells } = column;
  if (cells.kind === 'values') {
    const values = sharedValues(rows.length);
    for (let i = 0; i < rows.length; i++) values[i] = cells.values[rows[i]];
    return { ...column, cells: { kind: 'values', values }, rows };
  }
  const codes = sharedCodes(rows.length);
  for (let i = 0; i < rows.length; i++) codes[i] = cells.codes[rows[i]];
  return { ...column, cells: { ...cells, codes }, rows };
}
