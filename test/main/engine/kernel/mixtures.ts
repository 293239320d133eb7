import { type Components, type Shape, toComponents } from '../../../../src/main/engine/mixture/pass/components.ts';
import type { Pass } from '../../../../src/main/engine/mixture/pass/pass.ts';
import { createStatistics, type Statistics } from '../../../../src/main/engine/mixture/pass/statistics.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import type { Rows } from '../../../../src/main/engine/rows.ts';

export interface Wanted {
  readonly n: number;
  readonly d: number;
  readonly k: number;
  readonly shape?: Shape;
  /** Standard deviation of the means, in standard deviations of a component. */
  readonly spread?: number;
  readonly offset?: number;
  readonly scale?: number;
  readonly seed?: number;
}

/** Rows drawn from K Gaussians, and components near the ones that they were drawn from. */
export function drawn(wanted: Wanted): { rows: Rows; components: Components } {
  const { n, d, k, shape = 'full', spread = 2, offset = 0, scale = 1, seed = 1 } = wanted;
  const random = createRandom(seed, n, d, k);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  const centres = Float64Array.from({ length: k * d }, () => spread * normal());
  const data = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const c = random.below(k);
    const shared = 0.4 * normal();
    for (let j = 0; j < d; j++)
      data[j * n + i] = offset + scale * (centres[c * d + j] + normal() + (shape === 'full' ? shared : 0));
  }
  const covariances = new Float64Array(k * d * d);
  for (let c = 0; c < k; c++) {
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        const off = shape === 'full' ? 0.16 : 0;
        covariances[(c * d + i) * d + j] = scale * scale * (i === j ? 1.1 + off + 0.3 * random.next() : off);
      }
    }
    for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) covariances[(c * d + i) * d + j] = covariances[(c * d + j) * d + i];
  }
  const raw = Float64Array.from({ length: k }, () => 0.2 + random.next());
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const means = centres.map((m) => offset + scale * (m + 0.1 * normal()));
  return {
    rows: { n, d, data },
    components: withShape(toComponents({ k, d, weights: raw.map((w) => w / total), means, covariances }), shape),
  };
}

/** In one dimension a covariance is diagonal too: here the full form is wanted. */
const withShape = (components: Components, shape: Shape): Components => ({ ...components, shape });

export function statisticsOf(pass: Pass, { n }: Rows, { k, d, shape }: Components, components: Components): Statistics {
  const statistics = createStatistics(k, d, shape);
  pass.run(components, 0, n, statistics, null);
  return statistics;
}

/** The largest difference of two arrays, relative to the largest number of the second. */
export function difference(a: Float64Array, b: Float64Array): number {
  let most = 0;
  let size = 0;
  for (let i = 0; i < b.length; i++) {
    most = Math.max(
      most,
      Number.isFinite(a[i]) && Number.isFinite(b[i]) ? Math.abs(a[i] - b[i]) : Object.is(a[i], b[i]) ? 0 : Infinity,
    );
    size = Math.max(size, Math.abs(b[i]));
  }
  return size === 0 ? most : most / size;
}

const each = (array: Float64Array, k: number): Float64Array[] =>
  Array.from({ length: k }, (_, c) => array.subarray((c * array.length) / k, ((c + 1) * array.length) / k));

/** The largest of the differences of all statistics, component by component. */
export function statisticsDifference(a: Statistics, b: Statistics): number {
  const { k } = b;
  const scatters = each(b.scatters, k).map((own, c) => difference(each(a.scatters, k)[c], own));
  const spreads = each(b.scatters, k).map((own, c) =>
    Math.sqrt(own.reduce((m, v) => Math.max(m, Math.abs(v)), 0) * Math.max(b.counts[c], 1e-300)),
  );
  // Sums about the mean cancel: they count in units of what they could be.
  const sums = each(b.sums, k).map((own, c) => {
    const gap = own.reduce((m, v, j) => Math.max(m, Math.abs(v - each(a.sums, k)[c][j])), 0);
    return spreads[c] === 0 ? gap : gap / spreads[c];
  });
  return Math.max(difference(a.counts, b.counts), ...scatters, ...sums);
}
