/** Which rows lie in a drawn region. Coordinates are in the data's units; a row without a finite x and y lies nowhere. */

/** Corners as x0, y0, x1, y1, …; closed from the last back to the first. */
export type Polygon = Float64Array;

/** Even–odd rule: a point is inside when a ray from it crosses the outline an odd number of times. */
export function inPolygon(polygon: Polygon, x: number, y: number): boolean {
  let inside = false;
  const n = polygon.length;
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
    const yi = polygon[i + 1]!;
    const yj = polygon[j + 1]!;
    if (yi > y !== yj > y && x < ((polygon[j]! - polygon[i]!) * (y - yi)) / (yj - yi) + polygon[i]!) inside = !inside;
  }
  return inside;
}

/** One byte a row: 1 inside the polygon. */
export function rowsInPolygon(xs: ArrayLike<number>, ys: ArrayLike<number>, polygon: Polygon): Uint8Array {
  const mask = new Uint8Array(xs.length);
  if (polygon.length < 6) return mask;
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < polygon.length; i += 2) {
    x0 = Math.min(x0, polygon[i]!);
    x1 = Math.max(x1, polygon[i]!);
    y0 = Math.min(y0, polygon[i + 1]!);
    y1 = Math.max(y1, polygon[i + 1]!);
  }
  for (let row = 0; row < mask.length; row++) {
    const x = xs[row]!;
    const y = ys[row]!;
    // The box first: it answers for nearly all rows, and for NaN.
    if (x >= x0 && x <= x1 && y >= y0 && y <= y1 && inPolygon(polygon, x, y)) mask[row] = 1;
  }
  return mask;
}

/** One byte a row: 1 within the closed rectangle. */
export function rowsInBox(
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  box: readonly [number, number, number, number],
): Uint8Array {
  const [x0, y0, x1, y1] = [
    Math.min(box[0], box[2]),
    Math.min(box[1], box[3]),
    Math.max(box[0], box[2]),
    Math.max(box[1], box[3]),
  ];
  const mask = new Uint8Array(xs.length);
  for (let row = 0; row < mask.length; row++) {
    const x = xs[row]!;
    const y = ys[row]!;
    if (x >= x0 && x <= x1 && y >= y0 && y <= y1) mask[row] = 1;
  }
  return mask;
}

/** One byte a row: 1 where low ≤ value < high, or ≤ high when `closed`. */
export function rowsBetween(values: ArrayLike<number>, low: number, high: number, closed = true): Uint8Array {
  const mask = new Uint8Array(values.length);
  for (let row = 0; row < mask.length; row++) {
    const value = values[row]!;
    if (value >= low && (value < high || (closed && value === high))) mask[row] = 1;
  }
  return mask;
}
