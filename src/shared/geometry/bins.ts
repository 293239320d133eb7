import { excludedBit, selectedBit } from '../model/row-states.ts';
import { finiteRange, niceStep, type Range } from './nice.ts';

/** Equal-width bins; bin i is [start + i·width, start + (i + 1)·width), the last one closed on the right. */
export interface Bins {
  readonly start: number;
  readonly width: number;
  readonly count: number;
}

export const binsEnd = ({ start, width, count }: Bins): number => start + width * count;

/** Exactly `count` bins from the smallest to the largest value. A single value gets one bin around it. */
export function equalBins([min, max]: Range, count: number): Bins {
  if (!(max > min)) return { start: min - 0.5, width: 1, count: 1 };
  return { start: min, width: (max - min) / count, count: Math.max(1, Math.floor(count)) };
}

/** About `count` bins whose edges are round numbers; values that are whole numbers get bins around them. */
export function niceBins(range: Range, count: number, whole = false): Bins {
  const [min, max] = range;
  if (!(max > min)) return equalBins(range, 1);
  const step = niceStep(max - min, count);
  if (whole) {
    const width = Math.max(1, Math.round(step));
    const start = Math.floor(min / width) * width - 0.5;
    return { start, width, count: Math.floor((max - start) / width) + 1 };
  }
  const first = Math.floor(min / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(max / step - 1e-9));
  return { start: first * step, width: step, count: last - first };
}

/**
 * How many bins to show at first: as many as the Freedman–Diaconis rule asks for, width 2·IQR·n^(−1/3) (1981), or √n
 * where that is more: the middle half of a column with several clusters is wide, and the rule then too coarse.
 * Between 5 and 100. `count`: how many values are finite, where that is known.
 */
export function suggestedBins(values: ArrayLike<number>, count: number | null = null): number {
  const finite = Float64Array.from(sampled(values)).sort();
  const range = finiteRange(finite);
  if (!range) return 5;
  const middle = finite[Math.floor(finite.length * 0.75)]! - finite[Math.floor(finite.length * 0.25)]!;
  const n = count ?? finiteCount(values);
  const rule = middle > 0 ? (range[1] - range[0]) / (2 * middle * n ** (-1 / 3)) : 0;
  return Math.round(Math.min(100, Math.max(5, rule, Math.sqrt(n))));
}

function finiteCount(values: ArrayLike<number>): number {
  let n = 0;
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i]!)) n += 1;
  return n;
}

/** Which bin a value falls into; −1 outside or without a value. */
export function binOf(bins: Bins, value: number): number {
  const end = binsEnd(bins);
  if (!(value >= bins.start && value <= end)) return -1;
  return Math.min(bins.count - 1, Math.floor((value - bins.start) / bins.width));
}

/**
 * Values in each bin; with `flags` (see row-states.ts) only those of rows that are selected, or of all rows that are
 * included. Excluded rows are in no bin, nor are values outside the bins and missing ones.
 */
export function binCounts(
  values: ArrayLike<number>,
  bins: Bins,
  flags?: Uint8Array | null,
  of: 'selected' | 'included' = 'selected',
): Int32Array {
  const counts = new Int32Array(bins.count);
  const asked = of === 'selected' ? selectedBit : 0;
  for (let i = 0; i < values.length; i++) {
    if (flags && (flags[i]! & (asked | excludedBit)) !== asked) continue;
    const bin = binOf(bins, values[i]!);
    if (bin >= 0) counts[bin]! += 1;
  }
  return counts;
}

/** Every m-th finite value, about 20,000 at most: enough for a quartile that chooses a width. */
function* sampled(values: ArrayLike<number>): Generator<number> {
  const stride = Math.max(1, Math.floor(values.length / 20_000));
  for (let i = 0; i < values.length; i += stride) if (Number.isFinite(values[i]!)) yield values[i]!;
}
