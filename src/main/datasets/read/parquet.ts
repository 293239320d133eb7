import { LensError } from '../../../shared/errors.ts';
import type { Dialect, ReadOptions } from '../../../shared/model/dataset.ts';
import { readColumnar } from './columnar.ts';
import { type Duck, pathLiteral, withDuck } from './duck.ts';
import type { NamedFile } from './file.ts';
import { rejectionsOf } from './rejections.ts';
import { columnNotes, type TableRead } from './table.ts';
import type { Work } from './work.ts';

/** What the report says of files that have no dialect. */
export const plainDialect = (format: Dialect['format'], missing: readonly string[]): Dialect => ({
  format,
  delimiter: ',',
  quote: '',
  decimal: '.',
  encoding: 'utf-8',
  header: true,
  missing: [...missing],
});

/** Reads a Parquet file. Of its values, only those of forced types can be rejected; their line is the row's number. */
export async function readParquet(file: NamedFile, options: ReadOptions, work: Work): Promise<TableRead> {
  const tell = work.stage(0.1, 0.95, 'reading the columns');
  tell(0);
  const { rows, columns, notes } = await withDuck([file.path], work.signal, async (duck) => {
    try {
      const rows = await rowsOf(duck, file);
      if (rows === 0)
        throw new LensError('input', `${file.name} has columns and no row.`, 'Choose a file with at least one row.');
      const relation = `read_parquet(${pathLiteral(file.path)}, hive_partitioning = false)`;
      const columnar = { relation, guessTexts: false, rows };
      return { rows, ...(await readColumnar(duck, columnar, file.name, options, tell)) };
    } catch (thrown) {
      if (thrown instanceof LensError || work.signal.aborted) throw thrown;
      const [why] = String((thrown as Error).message).split('\n');
      throw new LensError(
        'input',
        `${file.name} is cut off or damaged, it cannot be read as Parquet: ${why.replaceAll(file.path, file.name)}`,
        'Download or write it again.',
      );
    }
  });
  return {
    rows,
    columns,
    dialect: plainDialect('parquet', options.missing ?? []),
    notes: [...notes, ...columnNotes(columns)],
    rejected: await rejectionsOf(columns, async (wanted) => wanted.map((row) => row + 1)),
    rejectedRows: 0,
  };
}

async function rowsOf(duck: Duck, file: NamedFile): Promise<number> {
  const [[rows]] = await duck.rows(`SELECT CAST(num_rows AS DOUBLE) FROM parquet_file_metadata(${pathLiteral(file.path)})`);
  return Number(rows);
}
