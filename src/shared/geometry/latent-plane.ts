import { symmetricEigen } from './eigen.ts';
import type { Covariance2 } from './ellipse.ts';

/** Posteriors of rows: n × latent, row by row. Rows that were left out hold NaN. */
export interface LatentCodes {
  readonly latent: number;
  readonly means: Float32Array;
  readonly deviations: Float32Array;
}

/** A direction in the space of codes: what stands on an axis of the map. */
export interface LatentAxis {
  readonly name: string;
  /** Unit vector over the latent dimensions. */
  readonly direction: Float64Array;
  /** Share of the variance of all codes along it; null for single dimensions. */
  readonly share: number | null;
}

/** The plane that a map shows: rows and places lie at (z − origin) · direction. */
export interface LatentPlane {
  readonly origin: Float64Array;
  readonly x: LatentAxis;
  /** null: one dimension only. */
  readonly y: LatentAxis | null;
}

/** Indices of the dimensions, those of the largest KL first: two that collapsed make no map. Two or fewer stay in their order. */
export const byKl = (kl: readonly number[]): readonly number[] => {
  const order = kl.map((_, i) => i);
  return kl.length <= 2 ? order : order.sort((a, b) => kl[b]! - kl[a]! || a - b);
};

/** So many of the dimensions, those of the largest KL first; where there are no more, all in their own order. */
export const mostTelling = (kl: readonly number[], count: number): readonly number[] =>
  kl.length <= count ? kl.map((_, i) => i) : byKl(kl).slice(0, count);

/** One axis a latent dimension. */
export const dimensionAxes = (latent: number): readonly LatentAxis[] =>
  Array.from({ length: latent }, (_, i) => ({
    name: `Code ${i + 1}`,
    direction: Float64Array.from({ length: latent }, (_, j) => (i === j ? 1 : 0)),
    share: null,
  }));

/**
 * Principal components of the posterior means, the largest first, and their mean: eigenvectors of the covariance of the
 * codes (dividing by n), rows left out not counted. Directions are unit vectors, the largest entry positive.
 */
export function componentAxes({ latent, means }: LatentCodes): {
  readonly mean: Float64Array;
  readonly axes: readonly LatentAxis[];
} {
  const n = means.length / latent;
  const mean = new Float64Array(latent);
  let rows = 0;
  for (let row = 0; row < n; row++) {
    if (Number.isNaN(means[row * latent]!)) continue;
    rows += 1;
    for (let i = 0; i < latent; i++) mean[i]! += means[row * latent + i]!;
  }
  for (let i = 0; i < latent; i++) mean[i]! /= Math.max(1, rows);
  const covariance = new Float64Array(latent * latent);
  for (let row = 0; row < n; row++) {
    if (Number.isNaN(means[row * latent]!)) continue;
    for (let i = 0; i < latent; i++)
      for (let j = 0; j < latent; j++)
        covariance[i * latent + j]! += ((means[row * latent + i]! - mean[i]!) * (means[row * latent + j]! - mean[j]!)) / rows;
  }
  const { values, vectors } = symmetricEigen(covariance, latent);
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const axes = Array.from({ length: latent }, (_, k): LatentAxis => {
    const at = latent - 1 - k;
    return {
      name: `Component ${k + 1}`,
      direction: vectors.slice(at * latent, (at + 1) * latent),
      share: total > 0 ? Math.max(0, values[at]!) / total : 0,
    };
  });
  return { mean, axes };
}

/** Where the rows lie along an axis; NaN where a row was left out. */
export function placesAlong({ latent, means }: LatentCodes, origin: Float64Array, { direction }: LatentAxis): Float64Array {
  const places = new Float64Array(means.length / latent);
  for (let row = 0; row < places.length; row++) {
    let at = 0;
    for (let i = 0; i < latent; i++) at += (means[row * latent + i]! - origin[i]!) * direction[i]!;
    places[row] = at;
  }
  return places;
}

/** Covariance of a row's posterior as the plane sees it. Without a second axis only xx says anything. */
export function spreadOf({ latent, deviations }: LatentCodes, { x, y }: LatentPlane, row: number): Covariance2 {
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < latent; i++) {
    const variance = deviations[row * latent + i]! ** 2;
    const [a, b] = [x.direction[i]!, y?.direction[i] ?? 0];
    xx += variance * a * a;
    xy += variance * a * b;
    yy += variance * b * b;
  }
  return { xx, xy, yy };
}

/** The code at a place of the plane; what the axes do not say is as in `origin`. */
export const codeAt = ({ origin, x, y }: LatentPlane, px: number, py: number): Float32Array =>
  Float32Array.from(origin, (from, i) => from + px * x.direction[i]! + (y ? py * y.direction[i]! : 0));

/** Codes of a grid of places, row by row from the top left. */
export function gridCodes(plane: LatentPlane, xs: readonly number[], ys: readonly number[]): Float32Array {
  const { length } = plane.origin;
  const codes = new Float32Array(xs.length * ys.length * length);
  ys.forEach((py, i) => {
    xs.forEach((px, j) => {
      codes.set(codeAt(plane, px, py), (i * xs.length + j) * length);
    });
  });
  return codes;
}

/** The code of a row. */
export const codeOf = ({ latent, means }: LatentCodes, row: number): Float32Array =>
  means.slice(row * latent, (row + 1) * latent);

/** `steps` codes on the straight line from one to another, both ends included. */
export function between(from: Float32Array, to: Float32Array, steps: number): Float32Array {
  const { length } = from;
  const codes = new Float32Array(steps * length);
  for (let s = 0; s < steps; s++) {
    const t = steps > 1 ? s / (steps - 1) : 0;
    for (let i = 0; i < length; i++) codes[s * length + i] = from[i]! * (1 - t) + to[i]! * t;
  }
  return codes;
}

/** The two rows (from 0) whose codes lie furthest apart along the first principal component; null where fewer than two have a code. */
export function furthestRows(codes: LatentCodes): readonly [number, number] | null {
  const { mean, axes } = componentAxes(codes);
  const first = axes[0];
  if (!first) return null;
  const places = placesAlong(codes, mean, first);
  let [low, high] = [-1, -1];
  for (let row = 0; row < places.length; row++) {
    if (Number.isNaN(places[row]!)) continue;
    if (low < 0 || places[row]! < places[low]!) low = row;
    if (high < 0 || places[row]! > places[high]!) high = row;
  }
  return low === high ? null : [low, high];
}

/**
 * Density over `grid` of the aggregate posterior of one dimension: the mean over rows (evenly thinned to 2,000) of their
 * Gaussians. The prior to compare with is N(0, 1).
 */
export function aggregateDensity(
  { latent, means, deviations }: LatentCodes,
  dimension: number,
  grid: Float64Array,
): Float64Array {
  const n = means.length / latent;
  const stride = Math.max(1, Math.ceil(n / 2000));
  const density = new Float64Array(grid.length);
  let rows = 0;
  for (let row = 0; row < n; row += stride) {
    const mean = means[row * latent + dimension]!;
    if (Number.isNaN(mean)) continue;
    rows += 1;
    const sd = deviations[row * latent + dimension]!;
    for (let g = 0; g < grid.length; g++)
      density[g]! += Math.exp(-0.5 * ((grid[g]! - mean) / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));
  }
  return density.map((value) => value / Math.max(1, rows));
}

/** Density of the prior N(0, 1). */
export const priorDensity = (z: number): number => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
