import type { Dataset, Dialect, ReadOptions } from '../../../shared/model/dataset.ts';
import { counted } from '../../widgets/format.ts';

/** Reading options with one of them set, or (undefined) left to be guessed. */
export function corrected<K extends keyof ReadOptions>(
  options: ReadOptions,
  key: K,
  value: ReadOptions[K] | undefined,
): ReadOptions {
  const { [key]: _, ...rest } = options;
  return value === undefined ? rest : { ...rest, [key]: value };
}

/** The same for the type of one column. */
export function retyped(
  options: ReadOptions,
  column: string,
  type: NonNullable<ReadOptions['types']>[string] | undefined,
): ReadOptions {
  const { [column]: _, ...rest } = options.types ?? {};
  const types = type === undefined ? rest : { ...rest, [column]: type };
  return corrected(options, 'types', Object.keys(types).length > 0 ? types : undefined);
}

const words: Record<keyof ReadOptions, string> = {
  format: 'format',
  delimiter: 'delimiter',
  quote: 'quote',
  decimal: 'decimal mark',
  encoding: 'encoding',
  header: 'header',
  missing: 'missing codes',
  types: 'types',
};

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    : value;
const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** What differs, in words. */
export const differences = (a: ReadOptions, b: ReadOptions): readonly string[] =>
  (Object.keys(words) as (keyof ReadOptions)[]).filter((key) => !same(a[key], b[key])).map((key) => words[key]);

/** 'NA, n.d.' → ['', 'NA', 'n.d.']: the empty cell is always missing. Nothing typed → undefined: guessed. */
export function missingCodes(typed: string): string[] | undefined {
  const codes = typed
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return codes.length > 0 ? ['', ...new Set(codes)] : undefined;
}

const delimiters: Record<string, string> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
  ' ': 'space',
  ':': 'colon',
};
const quotes: Record<string, string> = { '"': 'double', "'": 'single', '': 'none' };
export const encodingWords: Record<Dialect['encoding'], string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16, little-endian',
  'utf-16be': 'UTF-16, big-endian',
  'latin-1': 'Latin-1 (Western)',
};
export const delimiterWord = (delimiter: string): string => delimiters[delimiter] ?? `‘${delimiter}’`;
export const quoteWord = (quote: string): string => quotes[quote] ?? `‘${quote}’`;
export const decimalWord = (decimal: string): string => (decimal === ',' ? 'comma' : 'point');

/** The delimiters offered, and the one in use when it is another. */
export const offeredDelimiters = (used: string): readonly string[] => [
  ...new Set([...Object.keys(delimiters), ...(used ? [used] : [])]),
];

/** Rows and values left out, in a sentence; null when all was taken. */
export function leftOut({ report }: Pick<Dataset, 'report'>): string | null {
  const parts = [
    report.rejectedRows > 0 && `${report.rejectedRows.toLocaleString('en')} ${report.rejectedRows === 1 ? 'row' : 'rows'}`,
    report.rejectedValues > 0 &&
      `${report.rejectedValues.toLocaleString('en')} ${report.rejectedValues === 1 ? 'value' : 'values'}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : `${parts.join(' and ')} could not be taken.`;
}

/** What reading the file again does to what was made of its table. */
export function replacement(fits: number, networks: number, comparisons: number): string {
  const made = [
    fits > 0 && counted(fits, 'fit'),
    networks > 0 && counted(networks, 'VAE'),
    comparisons > 0 && counted(comparisons, 'comparison'),
  ].filter((part) => part !== false);
  if (made.length === 0) return 'Reading again replaces the table.';
  const last = made.at(-1)!;
  const all = made.length === 1 ? last : `${made.slice(0, -1).join(', ')} and ${last}`;
  return `Reading again replaces the table; ${all} of it will be removed.`;
}
