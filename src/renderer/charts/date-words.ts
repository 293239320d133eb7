import { dateText } from './format.ts';

const day = 86_400_000;
const units: readonly (readonly [name: string, size: number])[] = [
  ['d', day],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
];
/** What a Date can hold, ms on both sides of 1970. */
const furthest = 8.64e15;

/** A moment (ms since 1970, UTC) among others that lie within `spread` ms: the day, and the minute where days do not tell them apart. */
export const momentText = (moment: number, spread: number): string =>
  Math.abs(moment) <= furthest ? dateText(spread >= 2 * day ? day : 0)(moment) : '–';

/** A length of time (ms) in the largest unit of which there are two: '63 d', '5 h', '1 s'. */
export function spanText(span: number): string {
  const [name, size] = units.find(([, one]) => span >= 2 * one) ?? units[units.length - 1]!;
  return `${new Intl.NumberFormat('en', { maximumFractionDigits: span < 2000 ? 3 : 0 }).format(span / size)} ${name}`;
}
