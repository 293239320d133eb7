import type { ColumnCells, ColumnType } from '../../shared/model/column.ts';
import { holdsValues } from '../../shared/model/column.ts';

/** How a cell is held against what is asked. Missing cells answer only to 'missing' and 'present'. */
export const operators = {
  '<': '<',
  '≤': '≤',
  '>': '>',
  '≥': '≥',
  is: 'is',
  'is not': 'is not',
  contains: 'contains',
  'starts with': 'starts with',
  missing: 'is missing',
  present: 'is not missing',
} as const;
export type Operator = keyof typeof operators;

export interface Condition {
  readonly column: string;
  readonly operator: Operator;
  /** As typed: a number, a date (as ISO has it), or text; not used by 'missing' and 'present'. */
  readonly value: string;
}

export const operatorsOf = (type: ColumnType): readonly Operator[] =>
  holdsValues(type)
    ? ['<', '≤', '>', '≥', 'is', 'is not', 'missing', 'present']
    : ['is', 'is not', 'contains', 'starts with', 'missing', 'present'];

export const takesValue = (operator: Operator): boolean => operator !== 'missing' && operator !== 'present';

/** A number as it is written here and in tables: with true minus signs, thousands parted by commas. */
function numberOf(text: string): number {
  const plain = text.replaceAll('−', '-');
  return Number(/^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain) ? plain.replaceAll(',', '') : plain);
}

/** A typed number or date (UTC); null where it is neither. */
export function typedValue(text: string, type: ColumnType): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const value = type === 'date' ? Date.parse(/T|\d:/.test(trimmed) ? `${trimmed}Z` : trimmed) : numberOf(trimmed);
  return Number.isNaN(value) ? null : value;
}

/** One byte a row: 1 where the condition holds. Null while what was typed is no value of the column's type. */
export function rowsWhere(cells: ColumnCells, type: ColumnType, { operator, value }: Condition): Uint8Array | null {
  if (cells.kind === 'codes') return rowsWhereText(cells.codes, cells.levels, operator, value);
  const { values } = cells;
  const mask = new Uint8Array(values.length);
  if (!takesValue(operator)) {
    const asked = operator === 'missing';
    for (let i = 0; i < mask.length; i++) mask[i] = Number.isNaN(values[i]!) === asked ? 1 : 0;
    return mask;
  }
  const to = typedValue(value, type);
  const holds = comparisons[operator];
  if (to === null || !holds) return null;
  for (let i = 0; i < mask.length; i++) mask[i] = holds(values[i]!, to) ? 1 : 0;
  return mask;
}

const comparisons: Partial<Readonly<Record<Operator, (value: number, to: number) => boolean>>> = {
  '<': (value, to) => value < to,
  '≤': (value, to) => value <= to,
  '>': (value, to) => value > to,
  '≥': (value, to) => value >= to,
  is: (value, to) => value === to,
  'is not': (value, to) => value < to || value > to,
};

/** Each level is asked once, however many rows have it; text is compared whatever its case. */
function rowsWhereText(codes: Int32Array, levels: readonly string[], operator: Operator, value: string): Uint8Array | null {
  const asked = value.trim().toLowerCase();
  const holds = (level: string): boolean => {
    const text = level.toLowerCase();
    if (operator === 'is') return text === asked;
    if (operator === 'is not') return text !== asked;
    return operator === 'contains' ? text.includes(asked) : operator === 'starts with' ? text.startsWith(asked) : false;
  };
  if (takesValue(operator) && asked === '') return null;
  const among = Uint8Array.from(levels, (level) => (operator === 'present' || holds(level) ? 1 : 0));
  const missing = operator === 'missing' ? 1 : 0;
  return Uint8Array.from(codes, (code) => (code < 0 ? missing : operator === 'missing' ? 0 : among[code]!));
}

/** Rows of all masks together, or of any of them. */
export function joinedMasks(masks: readonly Uint8Array[], by: 'all' | 'any'): Uint8Array {
  const [first, ...rest] = masks;
  if (!first) return new Uint8Array(0);
  const result = first.slice();
  for (const mask of rest)
    for (let i = 0; i < result.length; i++) result[i] = by === 'all' ? result[i]! & mask[i]! : result[i]! | mask[i]!;
  return result;
}

export const countRows = (mask: Uint8Array): number => {
  let count = 0;
  for (let i = 0; i < mask.length; i++) count += mask[i]!;
  return count;
};
