import { loop, type Pausing } from './pausing.ts';

/** A way to write dates: parts in order, and whether a time may follow. */
interface DateForm {
  readonly name: string;
  read(text: string): number;
}

const time = String.raw`(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?`;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

type Parts = readonly [year: string, month: string, day: string];

function form(name: string, date: string, order: (a: string, b: string, c: string) => Parts): DateForm {
  const pattern = new RegExp(`^\\s*${date}${time}\\s*$`, 'i');
  return {
    name,
    read(text) {
      const match = pattern.exec(text);
      if (!match) return Number.NaN;
      return toMs(order(match[1], match[2], match[3]), match.slice(4));
    },
  };
}

const dmy = (a: string, b: string, c: string): Parts => [c, b, a];
const forms: readonly DateForm[] = [
  form('year-month-day', String.raw`(\d{4})-(\d{1,2})-(\d{1,2})`, (a, b, c) => [a, b, c]),
  form('year/month/day', String.raw`(\d{4})/(\d{1,2})/(\d{1,2})`, (a, b, c) => [a, b, c]),
  form('year.month.day', String.raw`(\d{4})\.(\d{1,2})\.(\d{1,2})`, (a, b, c) => [a, b, c]),
  form('day.month.year', String.raw`(\d{1,2})\.(\d{1,2})\.(\d{4})`, dmy),
  form('month/day/year', String.raw`(\d{1,2})/(\d{1,2})/(\d{4})`, (a, b, c) => [c, a, b]),
  form('day/month/year', String.raw`(\d{1,2})/(\d{1,2})/(\d{4})`, dmy),
  form('day-month-year', String.raw`(\d{1,2})-(\d{1,2})-(\d{4})`, dmy),
  form('month-day-year', String.raw`(\d{1,2})-(\d{1,2})-(\d{4})`, (a, b, c) => [c, a, b]),
  form('day month year', String.raw`(\d{1,2})[ -]([a-z]{3,9})\.?,?[ -](\d{4})`, dmy),
  form('month day year', String.raw`([a-z]{3,9})\.? (\d{1,2}),? (\d{4})`, (a, b, c) => [c, a, b]),
];

/** Milliseconds since 1970, UTC; a text without a zone is taken as UTC. NaN for a day that does not exist. */
function toMs([year, month, day]: Parts, [h, min, s, fraction, zone]: readonly (string | undefined)[]): number {
  const y = Number(year);
  const m = /^\d/.test(month) ? Number(month) : months.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const d = Number(day);
  const [hour, minute, second] = [Number(h ?? 0), Number(min ?? 0), Number(s ?? 0)];
  if (m < 1 || m > 12 || d < 1 || hour > 24 || minute > 59 || second > 60) return Number.NaN;
  const date = new Date(0);
  date.setUTCFullYear(y, m - 1, d);
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return Number.NaN;
  const ms = fraction ? Math.round(Number(`0.${fraction}`) * 1000) : 0;
  return date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + ms - zoneMs(zone);
}

function zoneMs(zone: string | undefined): number {
  if (zone === undefined || zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

export interface DateReading {
  readonly name: string;
  /** Another way that reads just as many: 03/04/2020 is a day of March or of April. */
  readonly also: string | null;
  /** How many cells it reads. */
  readonly reads: number;
  read(text: string): number;
}

/**
 * The one way of writing dates that reads most of the texts (weighted by how often each occurs); null when none reads
 * any. Month before day wins a tie with slashes, day before month otherwise.
 */
export function* guessDateForm(texts: readonly string[], counts: ArrayLike<number>): Pausing<DateReading | null> {
  const few = texts.slice(0, 200);
  const possible = forms.filter(({ read }) => few.some((text) => !Number.isNaN(read(text))));
  let best: DateForm | null = null;
  let also: string | null = null;
  let most = 0;
  for (const candidate of possible) {
    let reads = 0;
    yield* loop(texts.length, (i) => {
      if (!Number.isNaN(candidate.read(texts[i]))) reads += counts[i];
      return true;
    });
    if (reads > most) {
      best = candidate;
      most = reads;
      also = null;
    } else if (reads === most && most > 0) also = candidate.name;
  }
  return best && { name: best.name, also, reads: most, read: best.read };
}
