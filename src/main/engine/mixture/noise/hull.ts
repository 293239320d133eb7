import { createRandom } from '../../random/generator.ts';
import { type Facet, facetThrough, heightAbove, on, spread } from './facet.ts';

/** More dimensions have more facets than anybody waits for. */
export const mostHullColumns = 4;
/** Points are moved by this share of the range, so that no d + 1 of them lie in one plane, which whole numbers would. */
const joggle = 1e-9;
/** Points whose spread in some direction is less than this share of the range lie in a plane. */
const flat = 1e-7;

/**
 * log volume of the convex hull of m points in d ≤ 4 dimensions, by quickhull (Barber, Dobkin & Huhdanpaa 1996); `points` m × d
 * row-major. Points that lie (nearly) in a plane, or are fewer than d + 1, give −∞. The error is some 1e-8 relative.
 */
export function logHullVolume(points: Float64Array, m: number, d: number): number {
  const { x, logScale } = inUnitBox(points, m, d);
  if (d === 1) return logScale;
  const corners = m > d ? farCorners(x, m, d) : null;
  if (corners === null) return Number.NEGATIVE_INFINITY;
  const inside = middleOf(x, corners, d);
  const hull = simplexOf(x, corners, d, inside);
  const all = Int32Array.from({ length: m }, (_, i) => i).filter((i) => !corners.includes(i));
  spread(x, all, hull);
  const waiting = hull.filter((facet) => facet.outside.length > 0);
  for (let facet = waiting.pop(); facet; facet = waiting.pop()) {
    if (!facet.alive || facet.outside.length === 0) continue;
    const made = raise(x, facet, inside);
    for (const one of made) {
      hull.push(one);
      if (one.outside.length > 0) waiting.push(one);
    }
  }
  let volume = 0;
  for (const one of hull) if (one.alive) volume += simplexVolume(x, one, inside);
  return Math.log(volume) + logScale;
}

/** Every column from 0 to 1, moved a little; and the log of what that takes off the volume. A column without a range stays flat. */
function inUnitBox(points: Float64Array, m: number, d: number): { x: Float64Array; logScale: number } {
  const random = createRandom(1, 'joggle');
  const x = new Float64Array(m * d);
  let logScale = 0;
  for (let j = 0; j < d; j++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < m; i++) {
      low = Math.min(low, points[i * d + j]);
      high = Math.max(high, points[i * d + j]);
    }
    const range = high > low ? high - low : 1;
    logScale += high > low ? Math.log(range) : Number.NEGATIVE_INFINITY;
    for (let i = 0; i < m; i++) x[i * d + j] = (points[i * d + j] - low) / range + joggle * (random.next() - 0.5);
  }
  return { x, logScale };
}

/** d + 1 points far apart, each the farthest from the flat through those before it; null when all lie in a plane. */
function farCorners(x: Float64Array, m: number, d: number): number[] | null {
  const rest = Float64Array.from(x);
  const corners: number[] = [];
  for (let c = 0; c <= d; c++) {
    let far = -1;
    let most = flat * flat;
    for (let i = 0; i < m; i++) {
      let square = 0;
      for (let j = 0; j < d; j++) square += c === 0 ? (x[i * d + j] - 0.5) ** 2 : rest[i * d + j] ** 2;
      if (square > most) {
        most = square;
        far = i;
      }
    }
    if (far < 0) return null;
    corners.push(far);
    const axis = Float64Array.from(rest.subarray(far * d, (far + 1) * d));
    for (let i = 0; i < m; i++) {
      let along = 1;
      if (c > 0) {
        along = 0;
        for (let j = 0; j < d; j++) along += rest[i * d + j] * axis[j];
        along /= most;
      }
      for (let j = 0; j < d; j++) rest[i * d + j] -= along * axis[j];
    }
  }
  return corners;
}

function middleOf(x: Float64Array, corners: readonly number[], d: number): Float64Array {
  return Float64Array.from({ length: d }, (_, j) => corners.reduce((sum, i) => sum + x[i * d + j], 0) / corners.length);
}

/** The d + 1 facets of a simplex: each lacks one corner, and the facet that lacks another is its neighbour there. */
function simplexOf(x: Float64Array, corners: readonly number[], d: number, inside: Float64Array): Facet[] {
  const without = (lacking: number) => corners.filter((corner) => corner !== lacking);
  const facets = corners.map((lacking) => facetThrough(x, d, without(lacking), inside));
  for (const facet of facets) facet.neighbours.push(...facet.corners.map((corner) => facets[corners.indexOf(corner)]));
  return facets;
}

/** Replaces the facets that the farthest point outside `facet` sees by those from it to their border. */
function raise(x: Float64Array, facet: Facet, inside: Float64Array): Facet[] {
  const d = inside.length;
  const { farthest: point } = facet;
  const seen = [facet];
  facet.alive = false;
  const made: Facet[] = [];
  const ridges = new Map<string, readonly [Facet, number]>();
  for (let at = 0; at < seen.length; at++) {
    const own = seen[at];
    for (const beyond of own.neighbours) {
      if (!beyond.alive || heightAbove(x, d, beyond, point) <= on) continue;
      beyond.alive = false;
      seen.push(beyond);
    }
  }
  for (const own of seen) {
    own.neighbours.forEach((beyond, place) => {
      if (!beyond.alive) return;
      const ridge = own.corners.filter((_, i) => i !== place);
      const next = facetThrough(x, d, [...ridge, point], inside);
      next.neighbours[d - 1] = beyond;
      beyond.neighbours[beyond.neighbours.indexOf(own)] = next;
      for (let i = 0; i < d - 1; i++) join(ridges, next, i);
      made.push(next);
    });
  }
  const left = seen.flatMap(({ outside }) => outside).filter((i) => i !== point);
  for (const own of seen) own.outside = [];
  spread(x, Int32Array.from(left), made);
  return made;
}

/** Makes two new facets neighbours when the other one of their common ridge, which lacks corner i of this one, has come. */
function join(ridges: Map<string, readonly [Facet, number]>, facet: Facet, i: number): void {
  const key = facet.corners
    .filter((_, place) => place !== i)
    .sort((a, b) => a - b)
    .join(' ');
  const other = ridges.get(key);
  if (!other) {
    ridges.set(key, [facet, i]);
    return;
  }
  facet.neighbours[i] = other[0];
  other[0].neighbours[other[1]] = facet;
}

/** |det (corners − inside)| / d! */
function simplexVolume(x: Float64Array, { corners }: Facet, inside: Float64Array): number {
  const d = inside.length;
  const rows = corners.map((corner) => Array.from({ length: d }, (_, j) => x[corner * d + j] - inside[j]));
  let volume = 1;
  for (let p = 0; p < d; p++) {
    let pivot = p;
    for (let i = p + 1; i < d; i++) if (Math.abs(rows[i][p]) > Math.abs(rows[pivot][p])) pivot = i;
    [rows[p], rows[pivot]] = [rows[pivot], rows[p]];
    if (rows[p][p] === 0) return 0;
    volume *= Math.abs(rows[p][p]) / (p + 1);
    for (let i = p + 1; i < d; i++) {
      const factor = rows[i][p] / rows[p][p];
      for (let j = p; j < d; j++) rows[i][j] -= factor * rows[p][j];
    }
  }
  return volume;
}
