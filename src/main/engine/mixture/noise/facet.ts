/** Nearer to a facet than this, in a box of side 1, is on it. */
export const on = 1e-13;

/** A facet of a hull in d dimensions: a simplex of d corners, with the hyperplane through them. */
export interface Facet {
  readonly corners: readonly number[];
  /** Neighbour i shares all corners but corner i. */
  readonly neighbours: Facet[];
  /** Unit length, outwards; points above have normal · x > offset. */
  readonly normal: Float64Array;
  readonly offset: number;
  /** Points above it that belong to it, and the highest of them. */
  outside: number[];
  farthest: number;
  highest: number;
  alive: boolean;
}

/** The facet through the corners, `inside` below it. */
export function facetThrough(x: Float64Array, d: number, corners: readonly number[], inside: Float64Array): Facet {
  const normal = normalOf(x, d, corners);
  let offset = 0;
  let below = 0;
  for (let j = 0; j < d; j++) {
    offset += normal[j] * x[corners[0] * d + j];
    below += normal[j] * inside[j];
  }
  if (below > offset) {
    offset = -offset;
    for (let j = 0; j < d; j++) normal[j] = -normal[j];
  }
  return { corners, neighbours: [], normal, offset, outside: [], farthest: -1, highest: 0, alive: true };
}

/** The direction that is orthogonal to all edges from corner 0: signed minors of their d − 1 rows, by Gaussian elimination. */
function normalOf(x: Float64Array, d: number, corners: readonly number[]): Float64Array {
  const rows = corners.slice(1).map((corner) => Array.from({ length: d }, (_, j) => x[corner * d + j] - x[corners[0] * d + j]));
  const order = Array.from({ length: d }, (_, j) => j);
  for (let p = 0; p < d - 1; p++) {
    let best: readonly [number, number] = [p, p];
    for (let i = p; i < d - 1; i++)
      for (let j = p; j < d; j++) if (Math.abs(rows[i][order[j]]) > Math.abs(rows[best[0]][order[best[1]]])) best = [i, j];
    [rows[p], rows[best[0]]] = [rows[best[0]], rows[p]];
    [order[p], order[best[1]]] = [order[best[1]], order[p]];
    const pivot = rows[p][order[p]];
    for (let i = p + 1; i < d - 1; i++) {
      const factor = rows[i][order[p]] / pivot;
      for (let j = p; j < d; j++) rows[i][order[j]] -= factor * rows[p][order[j]];
    }
  }
  const normal = new Float64Array(d);
  normal[order[d - 1]] = 1;
  for (let p = d - 2; p >= 0; p--) {
    let sum = 0;
    for (let j = p + 1; j < d; j++) sum += rows[p][order[j]] * normal[order[j]];
    normal[order[p]] = -sum / rows[p][order[p]];
  }
  const length = Math.hypot(...normal);
  for (let j = 0; j < d; j++) normal[j] /= length;
  return normal;
}

export function heightAbove(x: Float64Array, d: number, { normal, offset }: Facet, point: number): number {
  let sum = -offset;
  for (let j = 0; j < d; j++) sum += normal[j] * x[point * d + j];
  return sum;
}

/** Gives each point to the first of the facets that it is above; those above none are inside and forgotten. */
export function spread(x: Float64Array, points: Int32Array, facets: readonly Facet[]): void {
  const d = facets[0]?.corners.length ?? 0;
  for (const point of points) {
    for (const facet of facets) {
      const height = heightAbove(x, d, facet, point);
      if (height <= on) continue;
      facet.outside.push(point);
      if (height > facet.highest) {
        facet.highest = height;
        facet.farthest = point;
      }
      break;
    }
  }
}
