import { LensError } from '../../../shared/errors.ts';
import type { ColumnType } from '../../../shared/model/column.ts';
import type { Dialect, ReadOptions } from '../../../shared/model/dataset.ts';
import { guessGrammar, type Sample } from './dialect.ts';
import type { Encoding } from './encoding.ts';
import { headOf } from './file.ts';
import { guessHeader, numberedNames, tidyNames } from './header.ts';
import { nearlyAll } from './infer.ts';
import type { Layout } from './layout.ts';
import { type MissingCodes, missingCodes } from './missing.ts';
import { type Decimal, guessDecimal, hasLeadingZero, parseNumber, showsFraction } from './numbers.ts';
import type { ByteSource } from './scan.ts';

/** What is known of a delimited file from its head and from the person. */
export interface Shape {
  readonly layout: Layout;
  readonly decimal: Decimal;
  readonly missing: MissingCodes;
  readonly names: readonly string[];
  /** Columns that had no name of their own in the header. */
  readonly unnamed: readonly boolean[];
  /** Columns whose values in the head are numbers. */
  readonly numeric: readonly boolean[];
  /** Columns in which a value of the head shows a fraction: 3.0. */
  readonly fractions: readonly boolean[];
  readonly notes: readonly string[];
}

const headBytes = 512 << 10;
const wideHeadBytes = 16 << 20;

export async function shapeOf(source: ByteSource, name: string, options: ReadOptions): Promise<Shape> {
  const missing = missingCodes(options.missing);
  let sample = await guessGrammar(headOf(source, headBytes), options, missing);
  // A line may be longer than the head: look at more of it.
  if (sample.records.length < 10 && source.size > headBytes)
    sample = await guessGrammar(headOf(source, wideHeadBytes), options, missing);
  const { grammar, columns } = sample;
  const decimal = options.decimal ?? guessDecimal(sample.records.flat(), grammar.delimiter);
  const short = isShortHeader(sample, decimal, missing, options.header);
  const fitting = sample.records.filter(({ length }) => length === columns);
  const header = short || (options.header ?? guessHeader(fitting, decimal, missing));
  const given = header ? (short ? lengthened(sample) : fitting[0]) : null;
  if (given === undefined)
    throw new LensError('input', `${name} has no line that could be a table's.`, 'Choose the delimiter and quote that it has.');
  const { names, notes } = given ? tidyNames(given) : { names: numberedNames(columns), notes: [] };
  const body = given && !short ? fitting.slice(1) : fitting;
  const column = (j: number) => body.map((fields) => fields[j]).filter((field) => !missing.has(field));
  const all = Array.from({ length: columns }, (_, j) => column(j));
  return {
    layout: { grammar, columns, header, headerFields: short ? columns - 1 : columns },
    decimal,
    missing,
    names,
    unnamed: names.map((_, j) => given !== null && (given[j] ?? '').trim() === ''),
    numeric: all.map((fields) => isNumeric(fields, decimal)),
    fractions: all.map((fields) => fields.some((field) => showsFraction(field, decimal))),
    notes,
  };
}

function isNumeric(fields: readonly string[], decimal: Decimal): boolean {
  const numbers = fields.filter((field) => !Number.isNaN(parseNumber(field, decimal)) && !hasLeadingZero(field)).length;
  return nearlyAll(numbers, fields.length);
}

/** R's write.table leaves the row names without a name: the header is one field short, and only the header is. */
function isShortHeader(
  { records, columns }: Sample,
  decimal: Decimal,
  missing: MissingCodes,
  given: boolean | undefined,
): boolean {
  const [first, ...rest] = records;
  return (
    given !== false &&
    columns > 2 &&
    first?.length === columns - 1 &&
    rest.length > 0 &&
    rest.every(({ length }) => length === columns) &&
    guessHeader([first, ...rest.map((fields) => fields.slice(1))], decimal, missing)
  );
}

function lengthened({ records }: Sample): readonly string[] {
  const [first, ...rest] = records;
  const open = rest.every((fields) => fields.at(-1)?.trim() === '');
  return open ? [...first, ''] : ['', ...first];
}

/** Throws where a type is forced on a column that is not there. */
export function checkTypes(
  types: Readonly<Record<string, ColumnType>> | undefined,
  names: readonly string[],
  file: string,
): void {
  const known = new Set(names);
  const unknown = Object.keys(types ?? {}).find((name) => !known.has(name));
  if (unknown === undefined) return;
  const some = names.slice(0, 20).map((name) => `'${name}'`);
  throw new LensError(
    'input',
    `${file} has no column '${unknown}', for which a type is given.`,
    `Its columns are ${some.join(', ')}${names.length > some.length ? ` and ${names.length - some.length} more` : ''}.`,
  );
}

const delimiterWords: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
  ' ': 'space',
};
const encodingWords: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little-endian)',
  'utf-16be': 'UTF-16 (big-endian)',
  'latin-1': 'Latin-1',
};

/** One sentence with all that was guessed rather than given. */
export function guessedNote(dialect: Dialect, options: ReadOptions, columns: number): string[] {
  const delimiter = delimiterWords[dialect.delimiter] ?? `'${dialect.delimiter}'`;
  const guesses = [
    options.delimiter === undefined && columns > 1 && `fields parted by ${delimiter}`,
    options.quote === undefined && dialect.quote !== '' && `quoted by ${dialect.quote}`,
    options.decimal === undefined && `decimal ${dialect.decimal === ',' ? 'comma' : 'point'}`,
    options.encoding === undefined && encodingWords[dialect.encoding],
    options.header === undefined && (dialect.header ? 'a header line' : 'no header line'),
  ].filter((guess) => guess !== false);
  return guesses.length === 0 ? [] : [`Guessed: ${guesses.join(', ')}.`];
}
