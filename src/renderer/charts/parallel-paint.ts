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

/** A canvas of light: red, green, blue (0…255) times opacity, and opacity (0…1), of each device pixel. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  /** width × height × 4, premultiplied: laying one over the other needs no division, and faint lines lose nothing to rounding. */
  readonly data: Float32Array;
}

export const emptyInk = (width: number, height: number): Ink => ({ width, height, data: new Float32Array(width * height * 4) });

/** Into an image of the same size, which is not premultiplied. */
export function dry({ data }: Ink, image: Raster): void {
  for (let at = 0; at < data.length; at += 4) {
    const opacity = data[at + 3]!;
    if (opacity === 0) continue;
    image.data[at] = data[at]! / opacity;
    image.data[at + 1] = data[at + 1]! / opacity;
    image.data[at + 2] = data[at + 2]! / opacity;
    image.data[at + 3] = opacity * 255;
  }
}

const portion = 100;

/**
 * One line a row, in the colour of its row; where a cell is missing the line has a gap. Thousands of thin lines take a
 * canvas seconds, and this tenths of one. Breathes after every hundred lines.
 */
export function* paintLines(ink: Ink, input: LinesInput): Generator<void> {
  const { frame, columns, colours, rows, opacity, width, ratio } = input;
  const own = colours instanceof Uint8Array ? colours : null;
  const colour: [number, number, number] = own ? [0, 0, 0] : [...(colours as Rgb)];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (own) for (let c = 0; c < 3; c++) colour[c] = own[row * 3 + c]!;
    let last = Number.NaN;
    for (let axis = 0; axis < columns.length; axis++) {
      const y = toPlace(frame, axis, columns[axis]!.values[row]!) * ratio;
      if (Number.isFinite(last) && Number.isFinite(y))
        segment(ink, frame.places[axis - 1]! * ratio, last, frame.places[axis]! * ratio, y, width * ratio, colour, opacity);
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
  ink: Ink,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  width: number,
  [r, g, b]: Rgb,
  opacity: number,
): void {
  const { data } = ink;
  const dx = x1 - x0;
  const dy = y1 - y0;
  const steep = Math.abs(dy) > Math.abs(dx);
  const long = steep ? dy : dx;
  if (long === 0) return;
  const slope = (steep ? dx : dy) / long;
  const half = (Math.max(1, width) / 2) * Math.sqrt(1 + slope * slope);
  const base = steep ? x0 - slope * y0 : y0 - slope * x0;
  const first = Math.max(0, Math.floor(steep ? Math.min(y0, y1) : x0));
  const last = Math.min(steep ? ink.height : ink.width, Math.ceil(steep ? Math.max(y0, y1) : x1));
  const room = steep ? ink.width : ink.height;
  // How far apart neighbours along the line and across it lie in the data.
  const along = steep ? ink.width * 4 : 4;
  const aside = steep ? 4 : ink.width * 4;
  for (let at = first; at < last; at++) {
    const low = base + slope * (at + 0.5) - half;
    const high = low + 2 * half;
    const end = Math.min(room, Math.ceil(high));
    for (let across = Math.max(0, Math.floor(low)); across < end; across++) {
      const inside = (across + 1 < high ? across + 1 : high) - (across > low ? across : low);
      const source = inside * opacity;
      const rest = 1 - source;
      const pixel = at * along + across * aside;
      data[pixel] = r * source + data[pixel]! * rest;
      data[pixel + 1] = g * source + data[pixel + 1]! * rest;
      data[pixel + 2] = b * source + data[pixel + 2]! * rest;
      data[pixel + 3] = source + data[pixel + 3]! * rest;
    }
  }
}
