/** Round numbers for axes and bins. */

/** The step 1, 2 or 5 times a power of ten that cuts `span` into about `count` pieces, never more than 1.5 times as many. */
export function niceStep(span: number, count: number): number {
  if (!(span > 0) || !Number.isFinite(span)) return 1;
  const raw = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const share = raw / power;
  const factor = share < Math.SQRT2 ? 1 : share < Math.sqrt(10) ? 2 : share < Math.sqrt(50) ? 5 : 10;
  return factor * power;
}

/** Decimals needed to write multiples of this step. */
export const decimalsOf = (step: number): number => Math.max(0, Math.min(20, -Math.floor(Math.log10(step) + 1e-9)));

/** A multiple of a step without the dust of the multiplication: 0.30000000000000004 becomes 0.3. */
const multiple = (index: number, step: number): number => {
  const value = index * step;
  const decimals = decimalsOf(step);
  return decimals > 15 || Math.abs(value) > 1e15 ? value : Number(value.toFixed(decimals)) + 0;
};

/** Multiples of a nice step within [min, max]. */
export function ticks(min: number, max: number, count: number): { readonly step: number; readonly values: readonly number[] } {
  const step = niceStep(max - min, count);
  const slack = 1e-9;
  const first = Math.ceil(min / step - slack);
  const last = Math.floor(max / step + slack);
  if (!Number.isFinite(first) || !Number.isFinite(last) || last - first > 1000) return { step, values: [] };
  return { step, values: Array.from({ length: last - first + 1 }, (_, i) => multiple(first + i, step)) };
}

export type Range = readonly [number, number];

/** [min, max] widened by a share of its span on both sides; a single value gets room around it. */
export function padded([min, max]: Range, share: number): Range {
  if (!(max > min)) {
    const room = Math.abs(min) > 0 ? Math.abs(min) * 0.1 : 1;
    return [min - room, min + room];
  }
  const room = (max - min) * share;
  return [min - room, max + room];
}

/** The range widened to hold `other` too, by at most `most` of its own span on each side. */
export function joined([min, max]: Range, other: Range | null, most: number): Range {
  if (!other) return [min, max];
  const room = (max - min) * most;
  return [Math.max(min - room, Math.min(min, other[0])), Math.min(max + room, Math.max(max, other[1]))];
}

/** Smallest and largest finite value; null when there is none. */
export function finiteRange(values: ArrayLike<number>): Range | null {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? [min, max] : null;
}
