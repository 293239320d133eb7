import { decimalsOf } from '../geometry/nice.ts';
import { decimals, figure } from './format.ts';

/** What only charts need to write; all other numbers are written by format.ts. */

/** A log-likelihood or a criterion: two decimals tell optima apart, more are noise to the eye. */
export const nats = (value: number | null | undefined): string =>
  value === null || value === undefined || !Number.isFinite(value) ? '–' : decimals(value, placesOf(Math.abs(value)));

const placesOf = (size: number): number => (size >= 1e6 ? 0 : size >= 1e4 ? 1 : 2);

/** A difference of log-likelihoods, never below 0 but by rounding: small ones keep their digits. */
export const gain = (value: number): string => (value > 1e-9 && value < 0.01 ? figure(value, 2) : nats(Math.max(0, value)));

/** Labels of an axis whose ticks stand `step` apart: with an exponent where three digits are enough to tell them apart. */
export function tickText(step: number, largest: number): (value: number) => string {
  const far = largest >= 1e7 || step < 1e-5;
  const digits = Math.floor(Math.log10(largest / step) + 1e-9) + 1;
  if (far && !(digits > 3 && largest < 1e15)) return (value) => figure(value, 3);
  const places = Math.min(12, decimalsOf(step));
  return (value) => decimals(value, places);
}

/** Milliseconds since 1970 as an ISO date, with the time where the ticks are closer than a day. */
export const dateText = (step: number): ((value: number) => string) => {
  const length = step < 86_400_000 ? 16 : 10;
  return (value) => (Number.isFinite(value) ? new Date(value).toISOString().slice(0, length).replace('T', ' ') : '–');
};
