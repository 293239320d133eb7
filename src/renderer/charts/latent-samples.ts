import type { DecodedColumn, LatentComparison } from '../../shared/contract/latent.ts';
import { type Bins, binCounts, binsEnd, niceBins } from '../../shared/geometry/bins.ts';
import { finiteRange } from '../../shared/geometry/nice.ts';
import type { ColumnCells, ColumnProfile } from '../../shared/model/column.ts';

/** A column of real rows and of samples, as shares of each in the same bins or levels. */
export interface SideBySide {
  /** Where bins begin and end; null for levels. */
  readonly bins: Bins | null;
  readonly levels: readonly string[] | null;
  readonly real: readonly number[];
  readonly sampled: readonly number[];
}

const most = 12;

export function sideBySide(cells: ColumnCells, sampled: DecodedColumn): SideBySide {
  const levels = sampled.levels ?? (cells.kind === 'codes' ? cells.levels : null);
  return levels
    ? byLevel(cells, sampled, levels)
    : byBin(cells.kind === 'values' ? cells.values : new Float64Array(), sampled.values);
}

function byBin(real: Float64Array, sampled: Float64Array): SideBySide {
  const range = finiteRange(real) ?? finiteRange(sampled) ?? [0, 1];
  const reach = finiteRange(sampled) ?? range;
  // Samples far out are counted at the ends, so that one of them does not leave all rows in one bin.
  const room = (range[1] - range[0]) * 0.25;
  const seen = [
    Math.max(range[0] - room, Math.min(range[0], reach[0])),
    Math.min(range[1] + room, Math.max(range[1], reach[1])),
  ] as const;
  const whole = real.every((value) => Number.isNaN(value) || Number.isInteger(value));
  const bins = niceBins(seen, 24, whole);
  const end = binsEnd(bins);
  const inside = sampled.map((value) => Math.min(end, Math.max(bins.start, value)));
  return { bins, levels: null, real: shares(binCounts(real, bins)), sampled: shares(binCounts(inside, bins)) };
}

function byLevel(cells: ColumnCells, { values, levels: own }: DecodedColumn, levels: readonly string[]): SideBySide {
  const count = (names: Iterable<string | undefined>) => {
    const counts = levels.map(() => 0);
    for (const name of names) {
      const at = name === undefined ? -1 : levels.indexOf(name);
      if (at >= 0) counts[at]! += 1;
    }
    return counts;
  };
  const real =
    cells.kind === 'codes'
      ? count(Array.from(cells.codes, (code) => cells.levels[code]))
      : count(Array.from(cells.values, (value) => (Number.isNaN(value) ? undefined : String(value))));
  const sampled = count(Array.from(values, (value) => (own ?? levels)[Math.round(value)]));
  const order = levels.map((_, at) => at).sort((a, b) => real[b]! - real[a]! || a - b);
  const kept = order.slice(0, most);
  const [a, b] = [shares(real), shares(sampled)];
  return { bins: null, levels: kept.map((at) => levels[at]!), real: kept.map((at) => a[at]!), sampled: kept.map((at) => b[at]!) };
}

const shares = (counts: ArrayLike<number>): number[] => {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  return Array.from(counts, (count) => (total > 0 ? count / total : 0));
};

/** Real rows as bars, samples as the outline of theirs: SVG paths in a box. */
export function sidePaths(
  { real, sampled }: SideBySide,
  width: number,
  height: number,
): { readonly bars: string; readonly outline: string } {
  const top = Math.max(1e-9, ...real, ...sampled);
  const step = width / Math.max(1, real.length);
  const y = (share: number) => short(height - (share / top) * (height - 1));
  const air = step > 6 ? 1 : 0;
  const bars = real.map((share, i) => `M${short(i * step)} ${height}V${y(share)}h${short(step - air)}V${height}z`).join('');
  const outline = sampled.map((share, i) => `${i === 0 ? 'M' : 'L'}${short(i * step)} ${y(share)}h${short(step)}`).join('');
  return { bars, outline };
}

const short = (value: number): number => Math.round(value * 10) / 10;

type Pair = LatentComparison['pairs'][number];

/** Pairs without pixels that hardly vary (a quarter of the widest standard deviation): their correlations say nothing. */
export function tellingPairs(
  pairs: readonly Pair[],
  pixels: ReadonlySet<string>,
  columns: readonly Pick<ColumnProfile, 'name' | 'sd'>[],
): readonly Pair[] {
  const spread = new Map(columns.map(({ name, sd }) => [name, sd ?? 0]));
  const most = [...pixels].reduce((widest, name) => Math.max(widest, spread.get(name) ?? 0), 0);
  const telling = (name: string) => !pixels.has(name) || (spread.get(name) ?? 0) >= most / 4;
  return pairs.filter(({ a, b }) => telling(a) && telling(b));
}

/** Real rows and samples as the points of one plot, taking turns so that neither lies on top. */
export interface Mixed {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** 1 where the point is a sample. */
  readonly sampled: Uint8Array;
}

/** As many real rows, evenly taken, as there are samples. */
export function mixedPoints(real: readonly [Float64Array, Float64Array], samples: readonly [Float64Array, Float64Array]): Mixed {
  const count = samples[0].length;
  const rows = Math.min(count, real[0].length);
  const xs = new Float64Array(rows + count);
  const ys = new Float64Array(rows + count);
  const sampled = new Uint8Array(rows + count);
  let at = 0;
  for (let i = 0; i < Math.max(rows, count); i++) {
    if (i < rows) {
      const row = Math.floor((i * real[0].length) / rows);
      xs[at] = real[0][row]!;
      ys[at++] = real[1][row]!;
    }
    if (i < count) {
      sampled[at] = 1;
      xs[at] = samples[0][i]!;
      ys[at++] = samples[1][i]!;
    }
  }
  return { xs, ys, sampled };
}
