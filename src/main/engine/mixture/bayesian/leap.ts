import type { Statistics } from '../pass/statistics.ts';
import { type Held, hold } from './bound.ts';
import type { Model } from './model.ts';
import { update } from './update.ts';

export interface Leap {
  readonly held: Held;
  readonly length: number;
  readonly bounded: boolean;
}

/**
 * A squared extrapolation (SQUAREM, Varadhan & Roland 2008, scheme S3) from three successive statistics about the means
 * `origin`. In the space of statistics the posterior's natural parameters are linear, so that any point of it that keeps
 * the scales positive definite is a posterior. Components fade out by it: one whose expected rows would go below 0 is
 * left without any. Null where it would not go beyond the last, or is no posterior.
 */
export function leap(
  model: Model,
  { a, b, c }: { readonly a: Statistics; readonly b: Statistics; readonly c: Statistics },
  origin: Float64Array,
  reach: number,
): Leap | null {
  const { k, d } = a;
  const sd = Float64Array.from({ length: d }, (_, j) => Math.sqrt(model.prior.scale[j * d + j]));
  let r2 = 0;
  let v2 = 0;
  const measure = (x: number, y: number, z: number, scale: number) => {
    const r = (y - x) / scale;
    const v = (z - y) / scale - r;
    r2 += r * r;
    v2 += v * v;
  };
  for (let m = 0; m < k; m++) measure(a.counts[m], b.counts[m], c.counts[m], 1);
  for (let i = 0; i < k * d; i++) measure(a.sums[i], b.sums[i], c.sums[i], sd[i % d]);
  const size = a.scatters.length / k;
  for (let i = 0; i < a.scatters.length; i++) {
    const s = i % size;
    measure(a.scatters[i], b.scatters[i], c.scatters[i], size === d ? sd[s] ** 2 : sd[Math.floor(s / d)] * sd[s % d]);
  }
  const wished = Math.sqrt(r2 / v2);
  if (!(wished > 1) || !Number.isFinite(r2)) return null;
  const length = Math.min(wished, reach);
  const at = (x: number, y: number, z: number) => x + 2 * length * (y - x) + length * length * (z - 2 * y + x);
  const jumped: Statistics = {
    ...a,
    counts: a.counts.map((x, i) => Math.max(0, at(x, b.counts[i], c.counts[i]))),
    sums: a.sums.map((x, i) => at(x, b.sums[i], c.sums[i])),
    scatters: a.scatters.map((x, i) => at(x, b.scatters[i], c.scatters[i])),
  };
  try {
    return { held: hold(model, update(model, jumped, origin)), length, bounded: length < wished };
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}
