import { symmetricEigen } from '../../../../shared/geometry/eigen.ts';
import type { ColumnMoments, Rows } from '../../rows.ts';
import type { Noise } from '../mixture.ts';
import { logHullVolume, mostHullColumns } from './hull.ts';

/** What a noise component fills: a box, or the convex hull of the rows. */
export type NoiseVolume = 'box' | 'hull';

/**
 * The uniform density of a noise component: 1 / volume, the volume as mclust's hypvol takes it, the smaller of the box of
 * the columns' ranges and the box of the ranges along the principal axes (of the covariance in the columns' own units, as
 * there). `hull`: the convex hull of the rows in two to four columns, where they do not lie in a plane; elsewhere the box. Rows
 * of weight 0 take no part. Where cells are missing it is the box of the columns' ranges, since each row then needs the density
 * of some of its columns alone. Every column must have a range above 0.
 */
export function noiseDensity(rows: Rows, moments: ColumnMoments, volume: NoiseVolume = 'box'): Omit<Noise, 'weight'> {
  const { n, d, data, weights } = rows;
  const perColumn = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    perColumn[j] = -Math.log(range(n, weights, (i) => data[j * n + i]));
  }
  const logDensity = perColumn.reduce((sum, value) => sum + value, 0);
  if (d === 1 || rows.missing) return { logDensity, perColumn };
  const hull = volume === 'hull' && d <= mostHullColumns ? hullDensity(rows) : Number.NEGATIVE_INFINITY;
  if (hull > Number.NEGATIVE_INFINITY) return { logDensity: hull, perColumn: null };
  const alongAxes = principalDensity(rows, moments);
  return alongAxes > logDensity ? { logDensity: alongAxes, perColumn: null } : { logDensity, perColumn };
}

/** Found once for all searches over the same rows in a thread. */
const hulls = new WeakMap<Float64Array, { readonly weights: Rows['weights']; readonly density: number }>();

/** −∞ where the rows fill no hull. */
function hullDensity({ n, d, data, weights = null }: Rows): number {
  const known = hulls.get(data);
  if (known && known.weights === weights) return known.density;
  const counted = Int32Array.from({ length: n }, (_, i) => i).filter((i) => weights?.[i] !== 0);
  const points = new Float64Array(counted.length * d);
  counted.forEach((row, i) => {
    for (let j = 0; j < d; j++) points[i * d + j] = data[j * n + row];
  });
  const logVolume = logHullVolume(points, counted.length, d);
  const density = Number.isFinite(logVolume) ? -logVolume : Number.NEGATIVE_INFINITY;
  hulls.set(data, { weights, density });
  return density;
}

function range(n: number, weights: Rows['weights'], value: (i: number) => number): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    if (weights?.[i] === 0) continue;
    const x = value(i);
    if (x < low) low = x;
    if (x > high) high = x;
  }
  return high - low;
}

function principalDensity({ n, d, data, weights }: Rows, { means, variances }: ColumnMoments): number {
  // In units of the widest column's standard deviation squares cannot overflow.
  const unit = Math.sqrt(variances.reduce((most, v) => Math.max(most, v), 0));
  const centred = (i: number, j: number) => (data[j * n + i] - means[j]) / unit;
  const covariance = new Float64Array(d * d);
  for (let j = 0; j < d; j++) {
    for (let l = 0; l <= j; l++) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const w = weights ? weights[i] : 1;
        if (w > 0) sum += w * centred(i, j) * centred(i, l);
      }
      covariance[j * d + l] = sum;
      covariance[l * d + j] = sum;
    }
  }
  const { vectors } = symmetricEigen(covariance, d);
  let sum = 0;
  for (let e = 0; e < d; e++) {
    const score = (i: number) => {
      let total = 0;
      for (let j = 0; j < d; j++) total += vectors[e * d + j] * centred(i, j);
      return total;
    };
    sum -= Math.log(range(n, weights, score)) + Math.log(unit);
  }
  // Rows in a plane fill no box along their axes.
  return Number.isFinite(sum) ? sum : Number.NEGATIVE_INFINITY;
}
