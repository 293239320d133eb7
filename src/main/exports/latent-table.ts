import type { TableFormat } from '../../shared/contract/exports.ts';
import { cellCount, cellText } from '../datasets/cells.ts';
import type { TableColumn } from '../datasets/encode-column.ts';
import { writeParquet } from '../datasets/write/parquet.ts';
import { csvField, csvRecord } from './csv.ts';
import { typedColumn } from './labels-parquet.ts';
import { writeWhole, writeWholeBy } from './whole-file.ts';

interface Watch {
  progress(share: number): unknown;
  readonly signal: AbortSignal;
}

/** Columns as a table: CSV (RFC 4180 quoting, UTF-8, numbers with all their digits) or Parquet. The file appears whole or not at all. */
export async function writeColumns(
  path: string,
  columns: readonly TableColumn[],
  format: TableFormat,
  watch: Watch,
): Promise<void> {
  const rows = columns.length === 0 ? 0 : cellCount(columns[0].cells);
  if (format === 'csv') return writeWhole(path, lines(columns, rows, watch), watch.signal);
  const typed = columns.map(({ name, type, cells }) => typedColumn(name, type, cells));
  const progress = (share: number) => void watch.progress(share);
  return writeWholeBy(path, (beside) => writeParquet(beside, typed, rows, { progress, signal: watch.signal }), watch.signal);
}

/** Characters gathered before they go to the disk; between two such chunks an abort is heard. */
const chunkLength = 1 << 17;

function* lines(columns: readonly TableColumn[], rows: number, watch: Watch): Generator<string> {
  let chunk = `${csvRecord(columns.map(({ name }) => name))}\n`;
  for (let row = 0; row < rows; row++) {
    chunk += `${columns.map(({ cells, type }) => csvField(cellText(cells, type, row))).join(',')}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    watch.progress((row + 1) / rows);
    chunk = '';
  }
  yield chunk;
  watch.progress(1);
}
