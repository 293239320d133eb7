import type { ColumnType } from '../../../shared/model/column.ts';
import { guessDateForm } from './dates.ts';
import type { MissingCodes } from './missing.ts';
import { type Decimal, hasLeadingZero, losesDigits, parseNumber, showsFraction } from './numbers.ts';
import { loop, type Pausing } from './pausing.ts';

/**
 * A column's type stands when nearly all of its values are of it: 95 %, or all but one of at least five. The others are
 * listed as rejected.
 */
export const nearlyAll = (fitting: number, all: number): boolean =>
  all > 0 && all - fitting <= Math.max(0.05 * all, all >= 5 ? 1 : 0);

/** A column as its different texts and how often each occurs. */
export interface Spelled {
  readonly levels: readonly string[];
  readonly counts: ArrayLike<number>;
}

export interface Reading {
  readonly type: ColumnType;
  /** For types that hold values: what a level says; NaN when it is not of the type. Null for types that hold codes. */
  readonly value: ((text: string) => number) | null;
  /** For types that hold codes: whether a level is of the type. */
  readonly fits: (text: string) => boolean;
  /** A sentence for the report, or null. The column's name goes before it. */
  readonly note: string | null;
}

const pairs = [
  ['true', 'false'],
  ['yes', 'no'],
];
const letters = [
  ['t', 'f'],
  ['y', 'n'],
];
const booleanWords = new Set([...pairs, ...letters].flat());
const isBoolean = (text: string) => booleanWords.has(text.trim().toLowerCase());

/** What a column is, by all of its values. A type that a person forces stands whatever the values are. */
export function* inferType(
  { levels, counts }: Spelled,
  missing: MissingCodes,
  decimal: Decimal,
  forced: ColumnType | undefined,
  textIsText = false,
): Pausing<Reading> {
  const present: string[] = [];
  const weights: number[] = [];
  let all = 0;
  yield* loop(levels.length, (i) => {
    if (counts[i] === 0 || missing.has(levels[i])) return true;
    present.push(levels[i]);
    weights.push(counts[i]);
    all += counts[i];
    return true;
  });

  const number = (text: string) => parseNumber(text, decimal);
  const whole = (text: string) => {
    const value = number(text);
    return Number.isInteger(value) && !(forced === 'integer' && losesDigits(text)) ? value : Number.NaN;
  };
  if (forced === 'number') return values('number', number);
  if (forced === 'integer') return values('integer', whole);
  if (forced === 'category' || forced === 'text') return codes(forced);
  if (forced === 'boolean') return { type: 'boolean', value: null, fits: isBoolean, note: null };
  if (forced === 'date') {
    const form = yield* guessDateForm(present, weights);
    return form ? values('date', form.read, dateNote(form)) : values('date', () => Number.NaN, 'no way of writing dates fits it');
  }
  if (all === 0) return codes('text');
  if (textIsText) return codes(categoryOrText());

  let numbers = 0;
  let integers = true;
  yield* loop(present.length, (i) => {
    const value = number(present[i]);
    if (Number.isNaN(value)) return true;
    numbers += weights[i];
    if (integers && (!Number.isInteger(value) || showsFraction(present[i], decimal))) integers = false;
    return true;
  });
  if (nearlyAll(numbers, all)) {
    // Beside fractions, many digits are rounding; among integers they are somebody's number.
    let odd: string | undefined;
    yield* loop(present.length, (i) => {
      if (hasLeadingZero(present[i]) || (integers && losesDigits(present[i]))) odd = present[i];
      return odd === undefined;
    });
    if (odd !== undefined) {
      const why = hasLeadingZero(odd) ? 'begin with zeros' : 'have more digits than a number can hold';
      return codes(categoryOrText(), `is kept as text, because values such as ${odd.trim()} ${why}`);
    }
    return integers ? values('integer', number) : values('number', number);
  }
  if (booleanColumn(present)) return { type: 'boolean', value: null, fits: () => true, note: null };
  const form = yield* guessDateForm(present, weights);
  if (form && nearlyAll(form.reads, all)) return values('date', form.read, dateNote(form));
  return codes(categoryOrText());

  function categoryOrText(): ColumnType {
    const few = Math.max(20, Math.sqrt(all));
    return present.length <= few && present.length < all ? 'category' : 'text';
  }
}

const values = (type: ColumnType, value: (text: string) => number, note: string | null = null): Reading => ({
  type,
  value,
  fits: () => true,
  note,
});
const codes = (type: ColumnType, note: string | null = null): Reading => ({ type, value: null, fits: () => true, note });

const dateNote = (form: { name: string; also: string | null }) =>
  form.also ? `is read as ${form.name}; ${form.also} would fit as well` : `is read as dates written ${form.name}`;

/** Words may stand alone; single letters must both occur, since a column of F only may be anything. */
function booleanColumn(levels: readonly string[]): boolean {
  if (levels.length > 20) return false;
  const words = new Set(levels.map((level) => level.trim().toLowerCase()));
  const within = (pair: readonly string[]) => [...words].every((word) => pair.includes(word));
  return words.size > 0 && (pairs.some(within) || (words.size === 2 && letters.some(within)));
}
