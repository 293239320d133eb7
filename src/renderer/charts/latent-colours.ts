import { finiteRange } from '../../shared/geometry/nice.ts';
import type { ColumnCells } from '../../shared/model/column.ts';
import { momentText } from './date-words.ts';
import { clusterColour, format, fromLab, parse, plainColour, type Rgb, shapeIndex, type Theme, toLab } from './palette.ts';

/** What the colours of a map stand for. */
export type ColourKey =
  | {
      readonly kind: 'levels';
      readonly items: readonly { readonly label: string; readonly paint: number | null; readonly rows: number }[];
    }
  | {
      readonly kind: 'ramp';
      /** Values at the ends of the ramp, and whether rows lie beyond them. */
      readonly low: number;
      readonly high: number;
      readonly below: boolean;
      readonly above: boolean;
      /** They are moments, ms since 1970. */
      readonly dates: boolean;
      /** Evenly spaced colours from low to high. */
      readonly stops: readonly string[];
    };

export interface RowPaint {
  /** n × 3 bytes. */
  readonly colours: Uint8Array;
  readonly markers: Uint8Array | null;
  readonly key: ColourKey | null;
  /** Of levels: each row's place in the key, −1 where it has none of its own. */
  readonly places: Int32Array | null;
}

/** Most levels that get a colour and a marker of their own; the rarer ones share the plain colour. */
const mostLevels = 12;

/** Viridis (van der Walt and Smith, 2015), without the end that each theme's surface swallows: even steps, safe for colour blindness. */
const ramps: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#440154', '#46327e', '#365c8d', '#277f8e', '#1fa187', '#4ac16d', '#93cc2a'],
  dark: ['#5b4fa0', '#3f74b5', '#2792a8', '#20a486', '#54c568', '#a8db34', '#fde725'],
};

const steps = 256;

function rampOf(theme: Theme): Uint8Array {
  const stops = ramps[theme].map((stop) => toLab(parse(stop)));
  const table = new Uint8Array(steps * 3);
  for (let i = 0; i < steps; i++) {
    const at = (i / (steps - 1)) * (stops.length - 1);
    const from = Math.min(stops.length - 2, Math.floor(at));
    const t = at - from;
    const [a, b] = [stops[from]!, stops[from + 1]!];
    table.set(fromLab([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])]), i * 3);
  }
  return table;
}

/** The value below which this share of the finite values lies. */
function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

/** By a number: a ramp from its lowest to its highest hundredth, so that a few far values do not leave all others alike. */
export function rampPaint(values: Float64Array, theme: Theme, dates = false): RowPaint {
  const plain = parse(plainColour(theme));
  const colours = new Uint8Array(values.length * 3);
  const finite = values.filter(Number.isFinite).sort();
  const range = finiteRange(values);
  if (!range) return { colours: fill(colours, plain), markers: null, key: null, places: null };
  const narrow = finite.length > 100 ? ([quantile(finite, 0.01), quantile(finite, 0.99)] as const) : range;
  const [low, high] = narrow[1] > narrow[0] ? narrow : range;
  const table = rampOf(theme);
  const scale = high > low ? (steps - 1) / (high - low) : 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) {
      colours.set(plain, row * 3);
      continue;
    }
    const step = Math.min(steps - 1, Math.max(0, Math.round((value - low) * scale))) * 3;
    colours[row * 3] = table[step]!;
    colours[row * 3 + 1] = table[step + 1]!;
    colours[row * 3 + 2] = table[step + 2]!;
  }
  const stops = Array.from({ length: 9 }, (_, i) => {
    const at = Math.round((i / 8) * (steps - 1)) * 3;
    return format([table[at]!, table[at + 1]!, table[at + 2]!]);
  });
  const key = { kind: 'ramp', low, high, below: range[0] < low, above: range[1] > high, dates, stops } as const;
  return { colours, markers: null, key, places: null };
}

/** By a level: colour and marker of the most frequent ones, in the order of the levels. Codes below 0 are missing. */
export function levelPaint(codes: Int32Array, levels: readonly string[], theme: Theme): RowPaint {
  const counts = new Uint32Array(levels.length);
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) counts[codes[row]!]! += 1;
  const used = levels.map((_, code) => code).filter((code) => counts[code]! > 0);
  const own =
    used.length <= mostLevels
      ? used
      : [...used]
          .sort((a, b) => counts[b]! - counts[a]!)
          .slice(0, mostLevels)
          .sort((a, b) => a - b);
  const paint = new Map(own.map((code, at) => [code, at]));
  const plain = parse(plainColour(theme));
  const rgb = own.map((_, at) => parse(clusterColour(at, theme)));
  const colours = fill(new Uint8Array(codes.length * 3), plain);
  const markers = new Uint8Array(codes.length);
  const places = new Int32Array(codes.length).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    const at = paint.get(codes[row]!);
    if (at === undefined) continue;
    places[row] = at;
    colours.set(rgb[at]!, row * 3);
    markers[row] = shapeIndex(at);
  }
  const items = own.map((code, at) => ({ label: levels[code]!, paint: at as number | null, rows: counts[code]! }));
  const told = own.reduce((sum, code) => sum + counts[code]!, 0);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all > told) items.push({ label: `${used.length - own.length} other levels`, paint: null, rows: all - told });
  if (codes.length > all) items.push({ label: 'missing', paint: null, rows: codes.length - all });
  return { colours, markers, key: { kind: 'levels', items }, places };
}

/** By a column, perhaps of dates: whole numbers of few values are levels, other numbers a ramp. */
export function columnPaint(cells: ColumnCells, theme: Theme, dates = false): RowPaint {
  if (cells.kind === 'codes') return levelPaint(cells.codes, cells.levels, theme);
  const few = fewValues(cells.values);
  if (!few) return rampPaint(cells.values, theme, dates);
  const place = new Map(few.map((value, at) => [value, at]));
  const codes = Int32Array.from(cells.values, (value) => place.get(value) ?? -1);
  return levelPaint(codes, few.map(dates ? (moment) => momentText(moment, few.at(-1)! - few[0]!) : String), theme);
}

function fewValues(values: Float64Array): readonly number[] | null {
  const seen = new Set<number>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value) || seen.has(value)) continue;
    if (!Number.isInteger(value) || seen.size === mostLevels) return null;
    seen.add(value);
  }
  return [...seen].sort((a, b) => a - b);
}

function fill(colours: Uint8Array, [r, g, b]: Rgb): Uint8Array {
  for (let at = 0; at < colours.length; at += 3) {
    colours[at] = r;
    colours[at + 1] = g;
    colours[at + 2] = b;
  }
  return colours;
}
