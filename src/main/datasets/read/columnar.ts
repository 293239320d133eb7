import type { ColumnType } from '../../../shared/model/column.ts';
import type { ReadOptions } from '../../../shared/model/dataset.ts';
import { type CodesCollector, type Collector, collectCodes, collectValues, noMisfits, type ValuesCollector } from './collect.ts';
import { checkTypes } from './csv-shape.ts';
import type { Duck } from './duck.ts';
import { type FinishedColumn, finishTexts } from './finish.ts';
import { gather } from './gather.ts';
import { tidyNames } from './header.ts';
import { missingCodes } from './missing.ts';
import { type Pausing, runWithPauses } from './pausing.ts';

/** A column of a relation that has types of its own. */
interface TypedColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** As DOUBLE with NaN for NULL; null where it holds no values. */
  readonly valueSql: string | null;
  readonly textSql: string;
  readonly big: boolean;
}

const integers = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/;
const numbers = /^(FLOAT|DOUBLE|REAL|DECIMAL.*)$/;
const instants = /^(DATE|TIMESTAMP.*)$/;
const orNan = (sql: string) => `coalesce(${sql}, 'nan'::DOUBLE)`;

export interface Columnar {
  readonly relation: string;
  /** Texts may hold numbers, dates and codes of missing cells, as JSON's do; otherwise text is text. */
  readonly guessTexts: boolean;
  readonly rows: number;
}

/** Reads all columns of a relation with types. */
export async function readColumnar(
  duck: Duck,
  { relation, guessTexts, rows }: Columnar,
  file: string,
  options: ReadOptions,
  tell: (share: number) => void,
): Promise<{ columns: FinishedColumn[]; notes: string[] }> {
  const described = await duck.rows(`DESCRIBE SELECT * FROM ${relation}`);
  const { names, notes } = tidyNames(described.map(([name]) => String(name)));
  checkTypes(options.types, names, file);
  const forced = new Map(Object.entries(options.types ?? {}));
  const missing = missingCodes(options.missing ?? (guessTexts ? undefined : []));
  const aliased = `${relation} AS t(${names.map((_, j) => `c${j}`).join(', ')})`;
  const columns = described.map(([, type], j) => typedColumn(names[j], j, String(type)));
  const collectors = columns.map((column) =>
    column.valueSql !== null && takesValues(column.type, forced.get(column.name))
      ? collectValues(rows, column.valueSql, null)
      : collectCodes(rows, column.textSql),
  );
  await take(collectors, tell);
  const exact = columns.flatMap((column, j) => (!forced.has(column.name) && loses(column, collectors[j], rows) ? [j] : []));
  const texts = exact.map((j) => collectCodes(rows, columns[j].textSql));
  await take(texts, () => {});
  const finished: FinishedColumn[] = [];
  for (const [j, column] of columns.entries()) finished.push(await runWithPauses(finish(column, j), () => tell(1)));
  return { columns: finished, notes };

  async function take(some: readonly Collector[], tick: (share: number) => void): Promise<void> {
    if (some.length === 0) return;
    await gather(duck, aliased, some, tick, rows);
  }

  function* finish(column: TypedColumn, j: number): Pausing<FinishedColumn> {
    const { name } = column;
    const again = exact.indexOf(j);
    const collector = again < 0 ? collectors[j] : texts[again];
    if (collector.kind === 'values') {
      const type = forced.get(name) ?? column.type;
      return { name, type, cells: { kind: 'values', values: collector.values(rows) }, misfits: noMisfits(), note: null };
    }
    const known = forced.get(name) ?? (column.type === 'boolean' ? 'boolean' : undefined);
    const textIsText = !guessTexts && again < 0;
    return yield* finishTexts(name, rows, collector, { missing, decimal: '.', forced: known, textIsText });
  }
}

/** A forced type is met by the values themselves, or else by reading their text. */
const takesValues = (type: ColumnType, forced: ColumnType | undefined): boolean =>
  forced === undefined || forced === type || (forced === 'number' && type === 'integer');

function loses(column: TypedColumn, collector: ValuesCollector | CodesCollector, rows: number): boolean {
  if (!column.big || collector.kind === 'codes') return false;
  return collector.values(rows).some((value) => Math.abs(value) > Number.MAX_SAFE_INTEGER);
}

function typedColumn(name: string, j: number, sqlType: string): TypedColumn {
  const column = `c${j}`;
  const text = `CAST(${column} AS VARCHAR)`;
  const as = (type: ColumnType, valueSql: string | null, textSql = text, big = false): TypedColumn => ({
    name,
    type,
    valueSql,
    textSql,
    big,
  });
  if (integers.test(sqlType)) return as('integer', orNan(`CAST(${column} AS DOUBLE)`), text, /BIG|HUGE/.test(sqlType));
  if (numbers.test(sqlType)) return as('number', orNan(`CAST(${column} AS DOUBLE)`));
  if (instants.test(sqlType)) return as('date', orNan(`CAST(TRY(epoch_ms(CAST(${column} AS TIMESTAMP))) AS DOUBLE)`));
  if (sqlType === 'BOOLEAN') return as('boolean', null);
  if (sqlType === 'JSON') return as('text', null, `json_extract_string(${column}, '$')`);
  if (/^(STRUCT|MAP|UNION)|\]$/.test(sqlType)) return as('text', null, `CAST(to_json(${column}) AS VARCHAR)`);
  return as('text', null);
}
