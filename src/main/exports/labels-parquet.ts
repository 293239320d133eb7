import type { RowResults } from '../../shared/contract.ts';
import type { ColumnCells, ColumnType } from '../../shared/model/column.ts';
import { type ParquetColumn, type ParquetType, writeParquet } from '../datasets/write/parquet.ts';
import { type ClusterColumn, type ClusterWords, clusterColumns } from './cluster-columns.ts';
import type { LabelColumns } from './labels.ts';
import { resultNames, resultValues } from './result-fields.ts';
import { writeWholeBy } from './whole-file.ts';

const dayMs = 86_400_000;

/** True or false as the words of a boolean column say; null when they say something else. */
function truths(levels: readonly string[]): readonly boolean[] | null {
  const found = levels.map((level) => {
    const word = level.trim().toLowerCase();
    if (['true', 't', 'yes', 'y', '1'].includes(word)) return true;
    return ['false', 'f', 'no', 'n', '0'].includes(word) ? false : null;
  });
  return found.includes(null) ? null : (found as boolean[]);
}

function typeOf(type: ColumnType, cells: ColumnCells): ParquetType {
  if (cells.kind === 'codes') return type === 'boolean' && truths(cells.levels) ? 'boolean' : 'text';
  if (type === 'integer' && cells.values.every((x) => Number.isNaN(x) || Number.isSafeInteger(x))) return 'bigint';
  if (type === 'date') return cells.values.every((ms) => Number.isNaN(ms) || ms % dayMs === 0) ? 'date' : 'timestamp';
  return 'double';
}

/** A column of the data set with its type kept. */
export function typedColumn(name: string, type: ColumnType, cells: ColumnCells): ParquetColumn {
  const kept = typeOf(type, cells);
  if (cells.kind === 'codes') {
    const words: readonly (string | boolean)[] = kept === 'boolean' ? (truths(cells.levels) ?? []) : cells.levels;
    return { name, type: kept, cell: (row) => words[cells.codes[row]] ?? null };
  }
  const { values } = cells;
  return { name, type: kept, cell: (row) => (Number.isNaN(values[row]) ? null : inUnits(values[row], kept)) };
}

/** Milliseconds as the file counts dates (days) and timestamps (microseconds); other numbers as they are. */
const inUnits = (value: number, type: ParquetType): number =>
  type === 'date' ? Math.round(value / dayMs) : type === 'timestamp' ? value * 1000 : value;

/** The result columns: the label whole, the rest double precision; null for rows without a label. */
function resultColumns(results: RowResults, taken: readonly string[], further: readonly ClusterColumn[]): ParquetColumn[] {
  let at = -1;
  let values: readonly number[] | null = null;
  const of = (row: number) => {
    if (row !== at) values = resultValues(results, row);
    at = row;
    return values;
  };
  const names = resultNames(
    results,
    taken,
    further.map(({ name }) => name),
  );
  const own = names.length - further.length;
  return names.map((name, field) =>
    field < own
      ? { name, type: field === 0 ? 'integer' : 'double', cell: (row) => of(row)?.[field] ?? null }
      : { name, type: further[field - own].type, cell: further[field - own].cell },
  );
}

/**
 * The same table as writeLabels, as Parquet: every column with its type (number, integer, text, date or boolean), NULL
 * where a cell is missing. The file appears whole or not at all.
 */
export async function writeLabelsParquet(
  path: string,
  { names, types, cells }: LabelColumns,
  results: RowResults,
  watch: { progress(share: number): void; readonly signal: AbortSignal },
  words: ClusterWords = { groups: null, names: null },
): Promise<void> {
  const further = clusterColumns(results, words);
  const columns = [...names.map((name, j) => typedColumn(name, types[j], cells[j])), ...resultColumns(results, names, further)];
  await writeWholeBy(path, (beside) => writeParquet(beside, columns, results.labels.length, watch), watch.signal);
}
