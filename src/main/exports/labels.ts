import type { RowResults } from '../../shared/contract.ts';
import type { ColumnCells, ColumnType } from '../../shared/model/column.ts';
import { cellText } from '../datasets/cells.ts';
import { type ClusterWords, clusterColumns } from './cluster-columns.ts';
import { csvField, csvRecord } from './csv.ts';
import { resultFields, resultNames } from './result-fields.ts';
import { writeWhole } from './whole-file.ts';

/** The columns of the data set as they are to be written, all with one cell a row. */
export interface LabelColumns {
  readonly names: readonly string[];
  readonly types: readonly ColumnType[];
  readonly cells: readonly ColumnCells[];
}

/** Characters gathered before they go to the disk; between two such chunks an abort is heard. */
const chunkLength = 1 << 17;

function* lines(
  columns: LabelColumns,
  results: RowResults,
  words: ClusterWords,
  progress: (share: number) => void,
): Generator<string> {
  const rows = results.labels.length;
  const { names, types, cells } = columns;
  const further = clusterColumns(results, words);
  const own = resultNames(
    results,
    names,
    further.map(({ name }) => name),
  );
  let chunk = `${csvRecord([...names, ...own])}\n`;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < names.length; column++) chunk += `${csvField(cellText(cells[column], types[column], row))},`;
    chunk += resultFields(results, row);
    for (const { cell } of further) chunk += `,${csvField(cell(row)?.toString() ?? null)}`;
    chunk += '\n';
    if (chunk.length >= chunkLength) {
      yield chunk;
      progress((row + 1) / rows);
      chunk = '';
    }
  }
  yield chunk;
  progress(1);
}

/**
 * Writes every row of the data set in its order as CSV (RFC 4180 quoting, UTF-8, a line feed ends a line): the original
 * columns, then cluster, uncertainty, log_density and probability_1…K, and what was made of the clusters. Excluded rows
 * have these empty. Numbers have all their digits. The file appears whole or not at all.
 */
export async function writeLabels(
  path: string,
  columns: LabelColumns,
  results: RowResults,
  watch: { progress(share: number): void; signal: AbortSignal },
  words: ClusterWords = { groups: null, names: null },
): Promise<void> {
  await writeWhole(path, lines(columns, results, words, watch.progress), watch.signal);
}
