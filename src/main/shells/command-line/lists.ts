import { InvalidArgumentError } from 'commander';
import { type FamilyCode, families, familyCodes } from '../../../shared/model/mixture.ts';

const largestK = 100;

/** '1-9', '3', '2,4,6' or '1-3,8' → the numbers of components, ascending, each once. */
export function parseKs(text: string): number[] {
  const ks = new Set<number>();
  for (const part of text.split(',')) {
    const match = /^\s*(\d{1,4})\s*(?:-\s*(\d{1,4})\s*)?$/.exec(part);
    const from = Number(match?.[1]);
    const to = Number(match?.[2] ?? match?.[1]);
    if (!match || from < 1 || to > largestK || from > to)
      throw new InvalidArgumentError(`Numbers of components are 1 to ${largestK}, written as 1-9, 3 or 2,4,6.`);
    for (let k = from; k <= to; k++) ks.add(k);
  }
  return [...ks].sort((a, b) => a - b);
}

/** mclust's codes of one column: the families' shapes are all the same there. */
const oneColumn: Readonly<Record<string, FamilyCode>> = { e: 'EEE', v: 'VVV' };

/** 'all', or mclust's codes and scikit-learn's names in any mixture and case → codes in the order of the table, each once. */
export function parseFamilies(text: string): FamilyCode[] {
  if (text.trim().toLowerCase() === 'all') return [...familyCodes];
  const asked = new Set(
    text.split(',').map((part) => {
      const word = part.trim().toLowerCase();
      const found = families.find(({ code, scikit }) => code.toLowerCase() === word || scikit === word);
      const code = found?.code ?? oneColumn[word];
      if (code) return code;
      const known = families.map(({ code, scikit }) => (scikit ? `${code} (${scikit})` : code)).join(', ');
      throw new InvalidArgumentError(`The families are ${known}, or all.`);
    }),
  );
  return familyCodes.filter((code) => asked.has(code));
}

/** Names parted by commas; a name that holds a comma or a quote stands in double quotes, doubled inside. */
export function parseNames(text: string): string[] {
  const names: string[] = [];
  let rest = text;
  for (;;) {
    const match = /^\s*(?:"((?:[^"]|"")*)"\s*|([^",]*))(,|$)/.exec(rest);
    const name = match?.[1]?.replaceAll('""', '"') ?? match?.[2]?.trim();
    if (!match || !name)
      throw new InvalidArgumentError(`Names are written as a,b; one with a comma as "a, b", one with a quote as "say ""a""".`);
    if (names.includes(name)) throw new InvalidArgumentError(`'${name}' is named twice.`);
    names.push(name);
    if (match[3] === '') return names;
    rest = rest.slice(match[0].length);
  }
}

/** Codes parted by commas; an empty one counts empty cells as missing. */
export const parseCodes = (text: string): string[] => [...new Set(text.split(',').map((code) => code.trim()))];

/** A parser of whole numbers within bounds. */
export const wholeNumber =
  (from: number, to: number) =>
  (text: string): number => {
    const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= from && value <= to)) throw new InvalidArgumentError(`A whole number from ${from} to ${to} is wanted.`);
    return value;
  };

const decimal = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A parser of numbers from … to, the bounds among them. */
export const numberWithin =
  (from: number, to: number) =>
  (text: string): number => {
    const value = decimal.test(text) ? Number(text) : Number.NaN;
    if (!(value >= from && value <= to)) throw new InvalidArgumentError(`A number from ${from} to ${to} is wanted.`);
    return value;
  };

/** A parser of numbers between two bounds, which are not among them. */
export const numberBetween =
  (low: number, high: number) =>
  (text: string): number => {
    const value = decimal.test(text) ? Number(text) : Number.NaN;
    if (!(value > low && value < high)) throw new InvalidArgumentError(`A number between ${low} and ${high} is wanted.`);
    return value;
  };

/** A parser of one of a few words, in any case. */
export const oneOf =
  <T extends string>(words: readonly T[]) =>
  (text: string): T => {
    const found = words.find((word) => word === text.toLowerCase());
    if (found === undefined) throw new InvalidArgumentError(`Allowed are ${words.join(', ')}.`);
    return found;
  };
