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

const bands = 256;

/**
 * One byte a row: 1 inside the polygon. The sides are sorted into bands of y, so that a row is held against few of them:
 * a lasso of a hundred corners over a million rows.
 */
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
  if (!(y1 > y0)) return mask;
  // Never falls as y grows: a side is in the band of each y that it passes.
  const bandOf = (y: number) => Math.min(bands - 1, Math.floor(((y - y0) / (y1 - y0)) * bands));
  const sides = sidesByBand(polygon, bandOf);
  for (let row = 0; row < mask.length; row++) {
    const x = xs[row]!;
    const y = ys[row]!;
    // The box first: it answers for nearly all rows, and for NaN.
    if (!(x >= x0 && x <= x1 && y >= y0 && y <= y1)) continue;
    const band = sides[bandOf(y)]!;
    let inside = 0;
    for (let at = 0; at < band.length; at += 4) {
      const yi = band[at + 1]!;
      const yj = band[at + 3]!;
      if (yi > y !== yj > y && x < ((band[at + 2]! - band[at]!) * (y - yi)) / (yj - yi) + band[at]!) inside ^= 1;
    }
    mask[row] = inside;
  }
  return mask;
}

/** For each band its sides: x, y of one end and x, y of the other. */
function sidesByBand(polygon: Polygon, bandOf: (y: number) => number): readonly Float64Array[] {
  const sides: number[][] = Array.from({ length: bands }, () => []);
  const n = polygon.length;
  for (let i = 0, j = n - 2; i < n; j = i, i += 2) {
    const [yi, yj] = [polygon[i + 1]!, polygon[j + 1]!];
    const last = bandOf(Math.max(yi, yj));
    for (let band = bandOf(Math.min(yi, yj)); band <= last; band++) sides[band]!.push(polygon[i]!, yi, polygon[j]!, yj);
  }
  return sides.map((band) => Float64Array.from(band));
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
