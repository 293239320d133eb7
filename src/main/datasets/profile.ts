import { type ColumnCells, type ColumnProfile, type ColumnType, type Histogram, holdsValues } from '../../shared/model/column.ts';
import { deviation, moments } from './moments.ts';

const bins = 24;
const namedLevels = 50;

/** A column as one sees it in a list. Moments are over finite cells; sd divides by n − 1 (null below two cells). */
export function profileColumn(name: string, type: ColumnType, cells: ColumnCells): ColumnProfile {
  const head = { name, type, ...nothing };
  if (cells.kind === 'values') return { ...head, ...(holdsValues(type) ? profileValues(cells.values) : {}) };
  return { ...head, ...profileCodes(cells.codes, cells.levels) };
}

const nothing = {
  missing: 0,
  infinite: 0,
  min: null,
  max: null,
  mean: null,
  sd: null,
  histogram: null,
  levelCount: null,
  levels: null,
} as const;

function profileValues(values: Float64Array): Partial<ColumnProfile> {
  let missing = 0;
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) missing++;
  const m = moments(values);
  const infinite = values.length - missing - m.count;
  if (m.count === 0) return { missing, infinite };
  return {
    missing,
    infinite,
    min: m.min,
    max: m.max,
    mean: m.mean,
    sd: m.count > 1 ? finiteOrNull(deviation(m, m.count - 1)) : null,
    histogram: histogram(values, m.min, m.max, m.count),
  };
}

const finiteOrNull = (value: number) => (Number.isFinite(value) ? value : null);

/** Equal-width bins over [min, max]; a column of one value has a single bin of no width. */
function histogram(values: Float64Array, min: number, max: number, count: number): Histogram {
  if (min === max) return { min, max, counts: [count] };
  const counts = new Array<number>(bins).fill(0);
  // Halved, because max − min of two finite numbers may overflow.
  const half = max / 2 - min / 2;
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    if (x - x !== 0) continue;
    counts[Math.min(bins - 1, Math.floor(((x / 2 - min / 2) / half) * bins))]++;
  }
  return { min, max, counts };
}

function profileCodes(codes: Int32Array, levels: readonly string[]): Partial<ColumnProfile> {
  const counts = new Int32Array(levels.length);
  let missing = 0;
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] < 0) missing++;
    else counts[codes[i]]++;
  }
  const occurring: number[] = [];
  for (let code = 0; code < counts.length; code++) if (counts[code] > 0) occurring.push(code);
  const frequent = mostFrequent(occurring, counts, namedLevels);
  return {
    missing,
    levelCount: occurring.length,
    levels: frequent.map((code) => ({ name: levels[code], count: counts[code] })),
  };
}

/** The `wanted` codes of largest count, ties to the smaller code; without sorting a million of them. */
function mostFrequent(occurring: readonly number[], counts: Int32Array, wanted: number): number[] {
  const order = (a: number, b: number) => counts[b] - counts[a] || a - b;
  if (occurring.length <= 4 * wanted) return [...occurring].sort(order).slice(0, wanted);
  let best: number[] = [];
  for (let from = 0; from < occurring.length; from += 4096)
    best = [...best, ...occurring.slice(from, from + 4096)].sort(order).slice(0, wanted);
  return best;
}
