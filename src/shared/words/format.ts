const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Made once each: making one takes as long as hundreds of uses. */
const formats = new Map<string, Intl.NumberFormat>();
function format(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const known = formats.get(key) ?? new Intl.NumberFormat('en', options);
  formats.set(key, known);
  return known;
}

/** 1234567 → '1,234,567' */
export const whole = (n: number): string => grouped.format(n);

/** whole with its noun: (1, 'row') → '1 row', (1200, 'row') → '1,200 rows' */
export const counted = (n: number, one: string, many = `${one}s`): string => `${whole(n)} ${n === 1 ? one : many}`;

/** A share with the digits it deserves: 0.5 → '50 %', 0.0042 → '0.4 %', 0.00001 → '< 0.1 %' */
export function percent(share: number): string {
  if (share > 0 && share < 0.001) return '< 0.1 %';
  const value = share * 100;
  if (share > 0.999 && share < 1) return '> 99.9 %';
  return `${value.toFixed(value !== 0 && value < 10 && value !== Math.round(value) ? 1 : 0)} %`;
}

/** Up to `digits` significant digits, never an exponent between 1e-4 and 1e7: 0.123456 → '0.1235', 272 → '272' */
export function figure(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) return minus(Number(value.toPrecision(digits)).toExponential());
  const most = Math.min(21, Math.max(digits, Math.ceil(Math.log10(size + 1))));
  // 2007 may be a year; from 10,000 on the groups help.
  return minus(format(`s${most}`, { maximumSignificantDigits: most, useGrouping: 'min2' }).format(value));
}

/** A value among others that lie within `spread` of each other: as figure, or with the digits that tell them apart. */
export function among(value: number | null | undefined, spread: number | null | undefined, digits = 4): string {
  const size = Math.abs(value ?? 0);
  if (!spread || !(size >= 5 * spread * 10 ** (digits - 2)) || size >= 1e15 || spread < 1e-11) return figure(value, digits);
  const places = Math.max(0, 1 - Math.floor(Math.log10(spread)));
  return size >= 1e7 ? decimals(value ?? null, places) : figure(value, Math.min(17, places + Math.floor(Math.log10(size)) + 1));
}

/** A fixed number of decimals, grouped: for columns of figures that are compared, as BIC. What rounds to 0 has no sign. */
export const decimals = (value: number | null, places = 1): string =>
  value === null
    ? '–'
    : minus(
        format(`d${places}`, {
          minimumFractionDigits: places,
          maximumFractionDigits: places,
          signDisplay: 'negative',
        }).format(value),
      );

const minus = (text: string): string => text.replace('-', '−');

export function bytes(count: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let at = 0;
  let value = count;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000;
    at++;
  }
  return `${value >= 10 || at === 0 ? value.toFixed(0) : value.toFixed(1)} ${units[at]}`;
}

/** How long something took or will take: 0.4 → 'under 1 s', 75 → '1 min 15 s' */
export function duration(seconds: number): string {
  if (seconds < 1) return 'under 1 s';
  const s = Math.round(seconds);
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min${s % 60 ? ` ${s % 60} s` : ''}`;
  return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** When, seen from `now`: 'just now', '5 minutes ago', 'yesterday', then the date. */
export function ago(iso: string, now: number): string {
  const seconds = (now - Date.parse(iso)) / 1000;
  if (!Number.isFinite(seconds)) return '';
  if (seconds < 60) return 'just now';
  if (seconds < 3600) return relative.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3600), 'hour');
  if (seconds < 7 * 86_400) return relative.format(-Math.floor(seconds / 86_400), 'day');
  return new Date(iso).toLocaleDateString('en', { day: 'numeric', month: 'short', year: 'numeric' });
}
