import { anyWith, excludedBit, hiddenBit, selectedBit } from '../../shared/model/row-states.ts';
import type { Frame } from './frame.ts';
import type { Marker } from './markers.ts';
import { type Rgb, shapeIndex, shapes } from './palette.ts';

/** What each row looks like. */
export interface PointLook {
  /** n × 3 bytes, or one colour for all. */
  readonly colours: Uint8Array | Rgb;
  /** Index of each row's marker, or null for the first. */
  readonly markers: Uint8Array | null;
  /** States of the rows, or null when no row is anything. */
  readonly flags: Uint8Array | null;
}

/** Each row's marker by its label: the component's, for noise (label 0) its own, or the first where there is none. */
export function markersOf(labels: Int32Array, paint?: readonly number[]): Uint8Array {
  const out = new Uint8Array(labels.length);
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    if (label > 0) out[row] = shapeIndex(paint?.[label - 1] ?? label - 1);
    else if (label === 0) out[row] = shapes.length;
  }
  return out;
}

/** An image in device pixels, four bytes each (red, green, blue, opacity; not premultiplied). */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

export interface PointStyle {
  readonly markers: readonly Marker[];
  /** Opacity of the body, 0…1. */
  readonly opacity: number;
  /** Opacity of rows that are not selected while others are. */
  readonly dimmed: number;
  /** Ring around selected rows. */
  readonly ring: Rgb;
}

/**
 * Paints every row in view that is not hidden into the raster, excluded ones hollow, selected ones last so that they lie
 * on top. The frame is in CSS pixels
 * relative to the raster's corner, `ratio` device pixels each.
 */
export function paintPoints(
  raster: Raster,
  frame: Frame,
  ratio: number,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  look: PointLook,
  style: PointStyle,
): void {
  const sx = (frame.width / (frame.x[1] - frame.x[0])) * ratio;
  const sy = (frame.height / (frame.y[1] - frame.y[0])) * ratio;
  const dx = frame.left * ratio - frame.x[0] * sx;
  const dy = (frame.top + frame.height) * ratio + frame.y[0] * sy;
  const { flags } = look;
  const any = flags !== null && anyWith(flags, selectedBit);
  const passes = any ? [false, true] : [false];
  const many = look.colours instanceof Uint8Array ? look.colours : null;
  let [r, g, b] = many ? [0, 0, 0] : (look.colours as Rgb);
  for (const selected of passes)
    for (let row = 0; row < xs.length; row++) {
      const flag = flags ? flags[row]! : 0;
      if (flag & hiddenBit || (any && !!(flag & selectedBit) !== selected)) continue;
      const x = xs[row]! * sx + dx;
      const y = dy - ys[row]! * sy;
      // NaN fails these too.
      if (!(x > -16 && x < raster.width + 16 && y > -16 && y < raster.height + 16)) continue;
      const marker = style.markers[look.markers ? look.markers[row]! : 0]!;
      if (many) {
        r = many[row * 3]!;
        g = many[row * 3 + 1]!;
        b = many[row * 3 + 2]!;
      }
      const opacity = any && !selected ? style.dimmed : style.opacity;
      const body = flag & excludedBit ? marker.ring : marker.body;
      stamp(raster, Math.round(x), Math.round(y), body, marker.reach, r, g, b, opacity);
      if (selected) stamp(raster, Math.round(x), Math.round(y), marker.ring, marker.reach, ...style.ring, 1);
    }
}

/** Lays a marker's tile over what is there ("source over"). */
function stamp(
  { data, width, height }: Raster,
  cx: number,
  cy: number,
  tile: Uint8Array,
  reach: number,
  r: number,
  g: number,
  b: number,
  opacity: number,
): void {
  const side = 2 * reach + 1;
  for (let row = 0; row < side; row++) {
    const y = cy - reach + row;
    if (y < 0 || y >= height) continue;
    for (let column = 0; column < side; column++) {
      const covered = tile[row * side + column]!;
      const x = cx - reach + column;
      if (covered === 0 || x < 0 || x >= width) continue;
      const at = (y * width + x) * 4;
      const source = (covered / 255) * opacity;
      if (data[at + 3] === 0) {
        data[at] = r;
        data[at + 1] = g;
        data[at + 2] = b;
        data[at + 3] = source * 255;
        continue;
      }
      const under = (data[at + 3]! / 255) * (1 - source);
      const total = source + under;
      data[at] = (r * source + data[at]! * under) / total;
      data[at + 1] = (g * source + data[at + 1]! * under) / total;
      data[at + 2] = (b * source + data[at + 2]! * under) / total;
      data[at + 3] = total * 255;
    }
  }
}
