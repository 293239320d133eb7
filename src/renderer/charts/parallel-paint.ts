import type { MatrixColumn } from './matrix.ts';
import type { Rgb } from './palette.ts';
import type { ParallelFrame } from './parallel.ts';
import { toPlace } from './parallel.ts';
import type { Raster } from './points.ts';

/** Many lines must let through what lies beneath. */
export const lineOpacity = (rows: number): number => Math.min(0.75, Math.max(0.08, 6 / Math.sqrt(Math.max(1, rows))));

export interface LinesInput {
  readonly frame: ParallelFrame;
  readonly columns: readonly MatrixColumn[];
  /** n × 3 bytes, or one colour for all. */
  readonly colours: Uint8Array | Rgb;
  readonly rows: Int32Array;
  readonly opacity: number;
  /** CSS pixels. */
  readonly width: number;
  /** Device pixels for each CSS pixel. */
  readonly ratio: number;
}

const portion = 100;

/**
 * One line a row, in the colour of its row; where a cell is missing the line has a gap. Thousands of thin lines take a
 * canvas seconds and this a few hundredths of one. Breathes after every hundred lines.
 */
export function* paintLines(raster: Raster, input: LinesInput): Generator<void> {
  const { frame, columns, colours, rows, opacity, width, ratio } = input;
  const own = colours instanceof Uint8Array ? colours : null;
  let [r, g, b] = own ? [0, 0, 0] : (colours as Rgb);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (own) {
      r = own[row * 3]!;
      g = own[row * 3 + 1]!;
      b = own[row * 3 + 2]!;
    }
    let last = Number.NaN;
    for (let axis = 0; axis < columns.length; axis++) {
      const y = toPlace(frame, axis, columns[axis]!.values[row]!) * ratio;
      if (Number.isFinite(last) && Number.isFinite(y))
        segment(raster, frame.places[axis - 1]! * ratio, last, frame.places[axis]! * ratio, y, width * ratio, r, g, b, opacity);
      last = y;
    }
    if (i % portion === portion - 1) yield;
  }
}

/**
 * A straight line from left to right, smoothed: along its longer side, one pixel after the other, each with the pixels
 * across that it covers wholly or in part (Wu 1991, with a width).
 */
export function segment(
  raster: Raster,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  width: number,
  r: number,
  g: number,
  b: number,
  opacity: number,
): void {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const steep = Math.abs(dy) > Math.abs(dx);
  const long = steep ? dy : dx;
  if (long === 0) return;
  const slope = (steep ? dx : dy) / long;
  const half = (Math.max(1, width) / 2) * Math.sqrt(1 + slope * slope);
  const [from, to] = steep ? (dy > 0 ? [y0, y1] : [y1, y0]) : [x0, x1];
  const base = steep ? x0 - slope * y0 : y0 - slope * x0;
  const first = Math.max(0, Math.floor(from));
  const last = Math.min((steep ? raster.height : raster.width) - 1, Math.ceil(to) - 1);
  for (let at = first; at <= last; at++) {
    const centre = base + slope * (at + 0.5);
    const low = centre - half;
    const high = centre + half;
    for (let across = Math.floor(low); across < high; across++) {
      const covered = Math.min(across + 1, high) - Math.max(across, low);
      if (steep) blend(raster, across, at, r, g, b, covered * opacity);
      else blend(raster, at, across, r, g, b, covered * opacity);
    }
  }
}

/** Source over what is there; the raster is not premultiplied. */
function blend({ data, width, height }: Raster, x: number, y: number, r: number, g: number, b: number, source: number): void {
  if (x < 0 || y < 0 || x >= width || y >= height) return;
  const at = (y * width + x) * 4;
  const under = (data[at + 3]! / 255) * (1 - source);
  const total = source + under;
  data[at] = (r * source + data[at]! * under) / total;
  data[at + 1] = (g * source + data[at + 1]! * under) / total;
  data[at + 2] = (b * source + data[at + 2]! * under) / total;
  data[at + 3] = total * 255;
}
