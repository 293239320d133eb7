import { LensError } from '../../../shared/errors.ts';
import { type Grammar, splitFields } from './grammar.ts';
import type { MissingCodes } from './missing.ts';
import { parseNumber } from './numbers.ts';
import { BLANK, BROKEN, type ByteSource, scanRecords } from './scan.ts';

/** In the order that decides between equals: whoever uses the first ones means them. */
const delimiters = ['\t', ';', '|', ',', ' '] as const;
const recordsLooked = 1000;
const recordsSplit = 30;
const cellsLooked = 100_000;
const recordsAtLeast = 10;

export interface GivenGrammar {
  readonly delimiter?: string | undefined;
  readonly quote?: string | undefined;
}

/** The first records of a file as a grammar takes them apart. */
export interface Sample {
  readonly grammar: Grammar;
  /** Fields of each record; the empty lines and the torn records left out. */
  readonly records: readonly (readonly string[])[];
  readonly columns: number;
  readonly quoted: number;
}

interface Trial extends Sample {
  /** Share of the records that have `columns` fields. */
  readonly share: number;
  /** Share of fields that are numbers or missing. */
  readonly clean: number;
  readonly torn: number;
}

/** Takes the head of a file apart in each way there is, and keeps the one that fits best. */
export async function guessGrammar(head: ByteSource, given: GivenGrammar, missing: MissingCodes): Promise<Sample> {
  const newline = await guessNewline(head);
  const quotes = given.quote === undefined ? ['"', "'"].filter((quote) => quote !== given.delimiter) : [given.quote];
  if (given.delimiter !== undefined && given.delimiter === given.quote)
    throw new LensError('input', `'${given.quote}' cannot both part and quote fields.`, 'Choose two different characters.');
  for (const mark of [given.delimiter ?? '', given.quote ?? '']) demandAscii(mark);
  const trials: Trial[] = [];
  for (const quote of quotes)
    for (const delimiter of given.delimiter === undefined ? delimiters : [given.delimiter])
      trials.push(await attempt(head, { delimiter, quote, newline }, missing));
  if (given.delimiter !== undefined) return trials.reduce((best, trial) => (quotesBetter(trial, best) ? trial : best));
  const usable = trials.filter(plausible);
  if (usable.length > 0) return usable.reduce((best, trial) => (better(trial, best) ? trial : best));
  // One column: a delimiter that no record holds keeps every line whole.
  const whole = trials.filter(({ columns, torn }) => columns === 1 && torn === 0);
  const comma = whole.find(({ grammar, share }) => grammar.delimiter === ',' && share === 1);
  return comma ?? whole.reduce((best, trial) => (trial.share > best.share ? trial : best), whole[0] ?? trials[0]);
}

const plausible = (trial: Trial): boolean =>
  trial.columns > 1 &&
  trial.share >= 0.5 &&
  (trial.grammar.quote !== "'" || apostrophesQuote(trial)) &&
  (trial.grammar.delimiter !== ' ' || trial.clean >= 0.4) &&
  !decimalsOnly(trial);

const apostrophesQuote = (trial: Trial) => trial.quoted > 1 && trial.torn === 0;

/** One column of decimal commas looks like two columns of integers under a header of one field. */
function decimalsOnly({ grammar, columns, records }: Trial): boolean {
  if (grammar.delimiter !== ',' || columns !== 2 || records[0]?.length !== 1) return false;
  return records.slice(1).every((fields) => fields.length !== 2 || fields.every((field) => /^[+-]?\d+$/.test(field)));
}

function better(a: Trial, b: Trial): boolean {
  if (a.grammar.quote !== b.grammar.quote && a.grammar.delimiter === b.grammar.delimiter) return quotesBetter(a, b);
  if (Math.abs(a.share - b.share) > 0.1) return a.share > b.share;
  // Of two that fit, the one that leaves whole numbers is right: 1,5;2,5 holds two of them, not three pieces.
  if (Math.abs(a.clean - b.clean) > 0.05 && Math.min(a.share, b.share) > 0.5) return a.clean > b.clean;
  if (a.share !== b.share) return a.share > b.share;
  return delimiters.indexOf(a.grammar.delimiter as ',') < delimiters.indexOf(b.grammar.delimiter as ',');
}

const quotesBetter = (a: Trial, b: Trial): boolean =>
  a.torn <= b.torn && a.quoted > b.quoted && a.quoted > 1 && (a.share >= b.share || b.quoted === 0);

async function attempt(head: ByteSource, grammar: Grammar, missing: MissingCodes): Promise<Trial> {
  const texts: string[] = [];
  const counts: number[] = [];
  const decoder = new TextDecoder();
  let torn = 0;
  let cells = 0;
  const totals = await scanRecords(head, grammar, 0, {
    record(bytes, from, to, _line, fields, flags) {
      if (flags & BLANK) return true;
      if (flags & BROKEN) torn++;
      else {
        texts.push(decoder.decode(bytes.subarray(from, to)));
        counts.push(fields);
      }
      cells += fields;
      return texts.length + torn < recordsLooked && (cells < cellsLooked || texts.length < recordsAtLeast);
    },
  });
  const columns = mostCommon(counts);
  const records = texts.slice(0, recordsSplit).map((text) => splitFields(text, grammar).fields);
  const body = records.slice(records.length > 1 ? 1 : 0).flat();
  const clean = body.filter((field) => missing.has(field) || isNumber(field)).length;
  const fitting = counts.filter((count) => count === columns).length;
  return {
    grammar,
    records: records.concat(texts.slice(recordsSplit).map((text) => splitFields(text, grammar).fields)),
    columns,
    quoted: totals.quoted,
    share: fitting / Math.max(1, counts.length + torn),
    clean: clean / Math.max(1, body.length),
    torn,
  };
}

const isNumber = (field: string) => !Number.isNaN(parseNumber(field, '.')) || !Number.isNaN(parseNumber(field, ','));

/** A tie goes to the number that the first record has. */
function mostCommon(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  let best = counts[0] ?? 1;
  for (const [count, seen] of times) if (seen > (times.get(best) ?? 0)) best = count;
  return best;
}

/** Carriage returns end lines only where there is no line feed at all. */
async function guessNewline(head: ByteSource): Promise<'\n' | '\r'> {
  const bytes = new Uint8Array(Math.max(0, head.size - head.start));
  const got = head.read(bytes, 0, head.start);
  const text = bytes.subarray(0, got);
  return !text.includes(10) && text.includes(13) ? '\r' : '\n';
}

function demandAscii(mark: string): void {
  if (mark !== '' && (mark.charCodeAt(0) > 126 || mark === '\n' || mark === '\r'))
    throw new LensError('input', `'${mark}' cannot part or quote fields.`, 'Choose one ASCII character, such as , ; | or a tab.');
}
