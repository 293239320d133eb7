import { guessDateForm } from './dates.ts';
import type { MissingCodes } from './missing.ts';
import { type Decimal, parseNumber } from './numbers.ts';
import { runThrough } from './pausing.ts';

/**
 * Whether the first record names the columns. A record with a number or a date in it is data, unless those are labels
 * such as years over a column that holds something else.
 */
export function guessHeader(records: readonly (readonly string[])[], decimal: Decimal, missing: MissingCodes): boolean {
  const [first, ...rest] = records;
  if (first === undefined) return false;
  const isNumber = (field: string) => !Number.isNaN(parseNumber(field, decimal));
  const isValue = (field: string) => isNumber(field) || runThrough(guessDateForm([field], [1])) !== null;
  const named = first.filter((field) => field.trim() !== '');
  if (named.length === 0) return false;
  const values = first.filter(isValue).length;
  if (values > 0)
    return values < named.length && rest.length > 0 && first.every((field, j) => !isValue(field) || isLabel(field, j));
  // Only codes of missing cells, and numbers below them: a row like the others.
  if (named.every((field) => missing.has(field)) && rest.some((fields) => fields.some(isNumber))) return false;
  return true;

  /** 2019 above 1.5 is a name; 2019 above 2018 is a value. */
  function isLabel(field: string, j: number): boolean {
    if (!/^(1[5-9]|20)\d\d$/.test(field.trim())) return false;
    return rest.every((fields) => !/^(1[5-9]|20)\d\d$/.test((fields[j] ?? '').trim()));
  }
}

/** Names as they can stand beside each other: none empty, none twice. What was changed is said in `notes`. */
export function tidyNames(given: readonly string[]): { names: string[]; notes: string[] } {
  const names: string[] = [];
  const notes: string[] = [];
  const taken = new Set<string>();
  const wanted = new Set(given.map((name) => name.trim()));
  const free = (stem: string, from: number) => {
    let number = from;
    while (taken.has(`${stem}_${number}`) || wanted.has(`${stem}_${number}`)) number++;
    return `${stem}_${number}`;
  };
  given.forEach((raw, j) => {
    const trimmed = raw.trim();
    let name = trimmed;
    if (trimmed === '') {
      name = `column_${j + 1}`;
      if (taken.has(name) || wanted.has(name)) name = free(name, 2);
      notes.push(`Column ${j + 1} has no name; it is called '${name}'.`);
    } else if (taken.has(trimmed)) {
      name = free(trimmed, 2);
      notes.push(`Column ${j + 1} is called '${trimmed}' like one before it; it is now '${name}'.`);
    }
    taken.add(name);
    names.push(name);
  });
  return {
    names,
    notes: notes.length <= 20 ? notes : [...notes.slice(0, 20), `${notes.length - 20} more columns were renamed.`],
  };
}

export const numberedNames = (count: number): string[] => Array.from({ length: count }, (_, j) => `column_${j + 1}`);
