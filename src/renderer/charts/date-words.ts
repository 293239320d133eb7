import { dateText } from './format.ts';

const day = 86_400_000;
/** What a Date can hold, ms on both sides of 1970. */
const furthest = 8.64e15;

/** A moment (ms since 1970, UTC) among others that lie within `spread` ms: the day, and the minute where days do not tell them apart. */
export const momentText = (moment: number, spread: number): string =>
  Math.abs(moment) <= furthest ? dateText(spread >= 2 * day ? day : 0)(moment) : '–';
