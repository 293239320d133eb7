import { LensError } from '../../../shared/errors.ts';
import type { ColumnType } from '../../../shared/model/column.ts';
import type { Dialect, ReadOptions } from '../../../shared/model/dataset.ts';
import { writeCleanCopy } from './clean-copy.ts';
import { type CodesCollector, collectCodes, collectValues, type ValuesCollector } from './collect.ts';
import { checkTypes, guessedNote, type Shape, shapeOf } from './csv-shape.ts';
import { csvRelation, numberSql, textSql } from './csv-sql.ts';
import { type Duck, withDuck } from './duck.ts';
import type { Encoding } from './encoding.ts';
import { openSource } from './file.ts';
import { type FinishedColumn, finishTexts } from './finish.ts';
import { gather, ShortResult } from './gather.ts';
import { nearlyAll } from './infer.ts';
import { runWithPauses } from './pausing.ts';
import { merged, rejectionsOf } from './rejections.ts';
import { linesOfRows, type Survey, surveyFile } from './survey.ts';
import { columnNotes, dropEmptyUnnamed, type TableRead } from './table.ts';
import type { Work } from './work.ts';

export interface PlainText {
  readonly path: string;
  readonly name: string;
  readonly encoding: Encoding;
  /** Somewhere a digit, an underscore and a digit follow each other. */
  readonly underscored: boolean;
}

/** Reads a delimited text that is UTF-8 already. */
export async function readCsv(text: PlainText, options: ReadOptions, work: Work): Promise<TableRead> {
  const source = openSource(text.path);
  try {
    const shape = await shapeOf(source, text.name, options);
    checkTypes(options.types, shape.names, text.name);
    const part = (from: number, to: number, detail: string) => {
      const tell = work.stage(from, to, detail);
      return (position: number) => tell(position / source.size);
    };
    const survey = await surveyFile(source, shape.layout, part(0.2, 0.35, 'looking for the rows'));
    if (survey.rows === 0) throw noRows(text.name, shape, survey);
    let path = text.path;
    if (!survey.plain) {
      path = work.temporary('rows.csv');
      await writeCleanCopy(source, shape.layout, path, part(0.35, 0.5, 'setting odd rows apart'));
    }
    const asked: Query = { path, shape, survey, careful: text.underscored, forced: new Map(Object.entries(options.types ?? {})) };
    const read = await withDuck([path], work.signal, (duck) => readColumns(duck, asked, work));
    const { columns, notes } = dropEmptyUnnamed(read, (j) => shape.unnamed[j]);
    const rejected = await rejectionsOf(columns, (rows) =>
      linesOfRows(source, shape.layout, rows, part(0.95, 0.97, 'finding the lines of rejected values')),
    );
    const dialect = dialectOf(shape, survey, text.encoding, options);
    return {
      rows: survey.rows,
      columns,
      dialect,
      notes: [...guessedNote(dialect, options, columns.length), ...shape.notes, ...notes, ...columnNotes(columns)],
      rejected: merged(survey.rejected, rejected),
      rejectedRows: survey.rejectedRows,
    };
  } finally {
    source.close();
  }
}

interface Query {
  readonly path: string;
  readonly shape: Shape;
  readonly survey: Survey;
  /** Numbers must be looked at one by one from the start. */
  readonly careful: boolean;
  readonly forced: ReadonlyMap<string, ColumnType>;
}

const dialectOf = (
  { layout, decimal, missing }: Shape,
  { quoted }: Survey,
  encoding: Encoding,
  options: ReadOptions,
): Dialect => ({
  format: 'csv',
  delimiter: layout.grammar.delimiter,
  quote: options.quote ?? (quoted > 0 ? layout.grammar.quote : ''),
  decimal,
  encoding,
  header: layout.header,
  missing: [...missing.codes],
});

/**
 * Columns that look like numbers in the head are read as numbers at once. Where one of their values is not, all is read
 * once more, each odd value looked at; columns that turn out not to be numbers are then read as text.
 */
async function readColumns(duck: Duck, query: Query, work: Work): Promise<FinishedColumn[]> {
  const { shape, survey, forced } = query;
  const { names, decimal, missing } = shape;
  const asNumber = names.map((name, j) =>
    forced.has(name) ? forced.get(name) === 'number' : shape.numeric[j] && survey.leadingZero[j] === 0,
  );
  const start = survey.plain ? 0.35 : 0.5;
  const first = query.careful
    ? await attempt(true, start)
    : await attempt(false, start).catch((thrown: unknown) => {
        if (thrown instanceof ShortResult || isConversion(thrown)) return attempt(true, start);
        throw thrown;
      });
  const retake = first.flatMap((collector, j) =>
    collector.kind === 'values' && !forced.has(names[j]) && !holds(collector, survey.rows) ? [j] : [],
  );
  const retaken = retake.map((j) => collectCodes(survey.rows, textSql(j)));
  await run(retaken, new Set(), work.stage(0.9, 0.95, 'reading columns of text'));
  const again = new Map(retake.map((j, i) => [j, retaken[i]]));
  const tick = () => work.stage(0.9, 0.95, 'telling the types of the columns')(1);
  const finished: FinishedColumn[] = [];
  for (const [j, name] of names.entries()) {
    const collector = again.get(j) ?? first[j];
    const rules = { missing, decimal, forced: forced.get(name) };
    if (collector.kind === 'values') finished.push(finishValues(name, collector, survey.rows, rules.forced, shape.fractions[j]));
    else finished.push(await runWithPauses(finishTexts(name, survey.rows, collector, rules), tick));
  }
  return finished;

  async function attempt(careful: boolean, from: number): Promise<(ValuesCollector | CodesCollector)[]> {
    const collectors = names.map((_, j) =>
      asNumber[j]
        ? collectValues(survey.rows, numberSql(j, decimal, careful), careful ? { sql: textSql(j), missing, decimal } : null)
        : collectCodes(survey.rows, textSql(j)),
    );
    const typed = new Set(careful ? [] : names.flatMap((_, j) => (asNumber[j] ? [j] : [])));
    await run(collectors, typed, work.stage(from, 0.9, 'reading the columns'));
    return collectors;
  }

  async function run(
    collectors: readonly (ValuesCollector | CodesCollector)[],
    typed: ReadonlySet<number>,
    tell: (done: number) => void,
  ): Promise<void> {
    if (collectors.length === 0) return;
    const relation = csvRelation(query.path, shape, survey, typed);
    await gather(duck, relation, collectors, tell, survey.rows);
  }
}

const isConversion = (thrown: unknown) =>
  thrown instanceof Error && /^Conversion Error|Error when converting column/.test(thrown.message);

/** Whether a column of numbers stands: nearly all its values are numbers, and integers have no more digits than a double. */
function holds({ misfits, values }: ValuesCollector, rows: number): boolean {
  const all = values(rows);
  let present = misfits.count;
  let whole = true;
  let large = false;
  for (let i = 0; i < all.length; i++) {
    const value = all[i];
    if (Number.isNaN(value)) continue;
    present++;
    if (!Number.isInteger(value)) whole = false;
    else if (Math.abs(value) > Number.MAX_SAFE_INTEGER) large = true;
  }
  return !(whole && large) && (misfits.count === 0 || nearlyAll(present - misfits.count, present));
}

function finishValues(
  name: string,
  { misfits, values }: ValuesCollector,
  rows: number,
  forced: ColumnType | undefined,
  fraction: boolean,
): FinishedColumn {
  const numbers = values(rows);
  const whole = !fraction && numbers.every((value) => Number.isNaN(value) || Number.isInteger(value));
  return {
    name,
    type: forced ?? (whole ? 'integer' : 'number'),
    cells: { kind: 'values', values: numbers },
    misfits,
    note: null,
  };
}

function noRows(name: string, { layout }: Shape, { rejected, rejectedRows }: Survey): LensError {
  const first = rejected[0];
  if (rejectedRows > 0)
    return new LensError(
      'input',
      `${name} has no usable row; ${rejectedRows} ${rejectedRows === 1 ? 'was' : 'were'} left out, the first in line ${first.line} ('${first.value}': ${first.reason}).`,
      'Choose the delimiter, quote or header that the file has.',
    );
  return layout.header
    ? new LensError(
        'input',
        `${name} has a header in its first line and no row below it.`,
        'If that line is data, say that there is no header.',
      )
    : new LensError('input', `${name} has no row.`, 'Choose a file with at least one row of data.');
}
