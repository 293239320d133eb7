import type { Shape } from './csv-shape.ts';
import { literal, pathLiteral } from './duck.ts';
import type { Decimal } from './numbers.ts';
import type { Survey } from './survey.ts';

const usualLine = 2_000_000;
const column = (j: number) => `c${j}`;

/** The file as DuckDB is to read it, every choice spelled out; the columns in `typed` as DOUBLE, the others as text. */
export function csvRelation(path: string, shape: Shape, survey: Survey, typed: ReadonlySet<number>): string {
  const { grammar, header } = shape.layout;
  const columns = shape.names.map((_, j) => `'${column(j)}': '${typed.has(j) ? 'DOUBLE' : 'VARCHAR'}'`);
  // DuckDB refuses codes that hold its marks; they are found among the values afterwards.
  const marked = (code: string) => code.includes(grammar.delimiter) || (grammar.quote !== '' && code.includes(grammar.quote));
  const spellings = shape.missing.spellings.filter((code) => !marked(code) && !/[\r\n]/.test(code));
  const longest = Math.max(usualLine, survey.longest + 1024);
  const options = [
    'auto_detect = false',
    `delim = ${literal(grammar.delimiter)}`,
    `quote = ${literal(grammar.quote)}`,
    `escape = ${literal(grammar.quote)}`,
    // A clean copy holds rows only, each ended by a line feed.
    `new_line = '${survey.plain && survey.crlf ? '\\r\\n' : '\\n'}'`,
    `header = ${survey.plain && header}`,
    `nullstr = [${spellings.map(literal).join(', ')}]`,
    `decimal_separator = ${literal(shape.decimal)}`,
    `max_line_size = ${longest}`,
    `buffer_size = ${16 * longest}`,
    `compression = 'none'`,
    'hive_partitioning = false',
    `columns = {${columns.join(', ')}}`,
  ];
  return `read_csv(${pathLiteral(path)}, ${options.join(', ')})`;
}

export const textSql = column;

/**
 * A column as DOUBLE with NaN for what is missing. `careful` takes it from text, and leaves as NaN what DuckDB would
 * take more freely than we do.
 */
export function numberSql(j: number, decimal: Decimal, careful: boolean): string {
  const name = column(j);
  if (!careful) return `coalesce(${name}, 'nan'::DOUBLE)`;
  const foreign = decimal === ',' ? `contains(${name}, '_') OR contains(${name}, '.')` : `contains(${name}, '_')`;
  const text = decimal === ',' ? `replace(${name}, ',', '.')` : name;
  return `coalesce(CASE WHEN ${foreign} THEN NULL ELSE TRY_CAST(${text} AS DOUBLE) END, 'nan'::DOUBLE)`;
}
