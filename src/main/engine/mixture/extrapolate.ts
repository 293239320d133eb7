import type { Floor } from './family/family.ts';
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
  /** About the same means as those that it was made from. */
  readonly statistics: Statistics;
  /** −α of the scheme, and whether the bound cut it. */
  readonly length: number;
  readonly bounded: boolean;
}

/**
 * Squared extrapolation from three successive statistics about the same means: with r = b − a, v = c − b − r and
 * α = −|r| / |v| (cut at −reach), a − 2αr + α²v. Lengths are measured in the columns' own standard deviations, so that
 * units do not matter. Null where it would not go beyond c, or where a component or the noise would lose its rows.
 */
export function extrapolate(a: Statistics, b: Statistics, c: Statistics, floor: Floor, reach: number): Extrapolation | null {
  const { k, d, shape } = a;
  const sd = floor.variances.map(Math.sqrt);
  let r2 = 0;
  let v2 = 0;
  const measure = (x: number, y: number, z: number, scale: number) => {
    const r = (y - x) / scale;
    const v = (z - y) / scale - r;
    r2 += r * r;
    v2 += v * v;
  };
  const size = a.scatters.length / k;
  for (let m = 0; m < k; m++) {
    measure(a.counts[m], b.counts[m], c.counts[m], 1);
    for (let i = 0; i < d; i++) measure(a.sums[m * d + i], b.sums[m * d + i], c.sums[m * d + i], sd[i]);
    for (let s = 0; s < size; s++) {
      const at = m * size + s;
      const scale = shape === 'diagonal' ? sd[s] * sd[s] : sd[Math.floor(s / d)] * sd[s % d];
      measure(a.scatters[at], b.scatters[at], c.scatters[at], scale);
    }
  }
  measure(a.totals.noise, b.totals.noise, c.totals.noise, 1);
  const wished = Math.sqrt(r2 / v2);
  if (!(wished > 1) || !Number.isFinite(r2)) return null;
  const length = Math.min(wished, reach);
  const at = (x: number, y: number, z: number) => x + 2 * length * (y - x) + length * length * (z - 2 * y + x);
  const statistics: Statistics = {
    ...a,
    counts: a.counts.map((x, i) => at(x, b.counts[i], c.counts[i])),
    sums: a.sums.map((x, i) => at(x, b.sums[i], c.sums[i])),
    scatters: a.scatters.map((x, i) => at(x, b.scatters[i], c.scatters[i])),
    totals: { ...a.totals, noise: at(a.totals.noise, b.totals.noise, c.totals.noise) },
  };
  const lost = statistics.counts.some((count) => !(count > 0)) || statistics.totals.noise < 0;
  return lost ? null : { statistics, length, bounded: length < wished };
}
