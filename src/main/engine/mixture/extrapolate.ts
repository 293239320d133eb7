import type { Floor } from './family/family.ts';
import { deviations } from './family/full.ts';
import type { Statistics } from './pass/statistics.ts';

export function copyStatistics(from: Statistics, to: Statistics): void {
  to.counts.set(from.counts);
  to.sums.set(from.sums);
  to.scatters.set(from.scatters);
  Object.assign(to.totals, from.totals);
}

/** Moves statistics about the means `from` (K×d) to the means `to`, in place: with e = from − to, S + s eᵀ + e sᵀ + N e eᵀ. */
export function about({ k, d, shape, counts, sums, scatters }: Statistics, from: Float64Array, to: Float64Array): void {
  for (let c = 0; c < k; c++) {
    for (let i = 0; i < d; i++) {
      const e = from[c * d + i] - to[c * d + i];
      const s = sums[c * d + i];
      if (shape === 'diagonal') {
        scatters[c * d + i] += e * (2 * s + counts[c] * e);
        continue;
      }
      for (let j = 0; j <= i; j++) {
        const f = from[c * d + j] - to[c * d + j];
        scatters[(c * d + i) * d + j] += s * f + e * sums[c * d + j] + counts[c] * e * f;
      }
    }
    for (let i = 0; i < d; i++) sums[c * d + i] += counts[c] * (from[c * d + i] - to[c * d + i]);
  }
}

export interface Extrapolation {
  /** −α of the scheme, and whether the bound cut it. */
  readonly length: number;
  readonly bounded: boolean;
}

/**
 * Squared extrapolation from three successive statistics about the same means: with r = b − a, v = c − b − r and
 * α = −|r| / |v| (cut at −reach), a − 2αr + α²v. Lengths are measured in the columns' own standard deviations, so that
 * units do not matter. What comes of it is written to `into`, about the same means. Null where it would not go beyond c, or
 * where a component or the noise would lose its rows.
 */
export function extrapolate(
  a: Statistics,
  b: Statistics,
  c: Statistics,
  floor: Floor,
  reach: number,
  into: Statistics,
): Extrapolation | null {
  const { k, d, shape } = a;
  const sd = deviations(floor);
  const size = a.scatters.length / k;
  const moved: Moved = { r2: 0, v2: 0 };
  for (let m = 0; m < k; m++) {
    measure(a.counts[m], b.counts[m], c.counts[m], 1, moved);
    for (let i = m * d; i < (m + 1) * d; i++) measure(a.sums[i], b.sums[i], c.sums[i], sd[i - m * d], moved);
    for (let i = 0; i < d; i++) {
      if (shape === 'diagonal') {
        const at = m * size + i;
        measure(a.scatters[at], b.scatters[at], c.scatters[at], sd[i] * sd[i], moved);
        continue;
      }
      for (let j = 0; j <= i; j++) {
        const at = m * size + i * d + j;
        measure(a.scatters[at], b.scatters[at], c.scatters[at], sd[i] * sd[j], moved);
      }
    }
  }
  measure(a.totals.noise, b.totals.noise, c.totals.noise, 1, moved);
  const wished = Math.sqrt(moved.r2 / moved.v2);
  if (!(wished > 1) || !Number.isFinite(moved.r2)) return null;
  const length = Math.min(wished, reach);
  const at = (x: number, y: number, z: number) => x + 2 * length * (y - x) + length * length * (z - 2 * y + x);
  const all = (x: Float64Array, y: Float64Array, z: Float64Array, to: Float64Array): void => {
    for (let i = 0; i < x.length; i++) to[i] = at(x[i], y[i], z[i]);
  };
  all(a.counts, b.counts, c.counts, into.counts);
  all(a.sums, b.sums, c.sums, into.sums);
  all(a.scatters, b.scatters, c.scatters, into.scatters);
  Object.assign(into.totals, a.totals, { noise: at(a.totals.noise, b.totals.noise, c.totals.noise) });
  const lost = into.counts.some((count) => !(count > 0)) || into.totals.noise < 0;
  return lost ? null : { length, bounded: length < wished };
}

/** |r|² and |v|² so far. */
interface Moved {
  r2: number;
  v2: number;
}

function measure(x: number, y: number, z: number, scale: number, moved: Moved): void {
  const r = (y - x) / scale;
  const v = (z - y) / scale - r;
  moved.r2 += r * r;
  moved.v2 += v * v;
}
