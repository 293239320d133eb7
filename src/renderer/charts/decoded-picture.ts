import type { Decoded } from '../../shared/contract/latent.ts';
import type { ColumnCells, ColumnProfile } from '../../shared/model/column.ts';
import type { LatentEncoding, Picture } from '../../shared/model/latent.ts';
import type { Rgb } from './palette.ts';
import type { Raster } from './points.ts';

/** Values that are drawn as nothing and as all of the ink. */
export interface Shades {
  readonly low: number;
  readonly high: number;
}

/** From 0 (or the smallest value below) to the largest of all pixels; shares go to 1. */
export function shadesOf({ columns }: Picture, profiles: readonly ColumnProfile[]): Shades {
  const names = new Set(columns);
  let [low, high] = [0, 0];
  for (const { name, min, max } of profiles) {
    if (!names.has(name)) continue;
    low = Math.min(low, min ?? 0);
    high = Math.max(high, max ?? 0);
  }
  if (high > 0 && high <= 1) high = 1;
  return { low, high: high > low ? high : low + 1 };
}

/** The pixels of decoded row `row`, row by row; a pixel that is constant has its one value, NaN where nothing is known. */
export function decodedPixels({ picture, leftOut }: LatentEncoding, decoded: Decoded, row: number): Float64Array {
  if (!picture) return new Float64Array();
  const known = new Map(decoded.columns.map(({ name, values }) => [name, values]));
  const constant = new Map(leftOut.map(({ name, value }) => [name, value]));
  return Float64Array.from(picture.columns, (name) => known.get(name)?.[row] ?? constant.get(name) ?? Number.NaN);
}

/** The pixels of a row of the table; `cells` in the order of the picture's columns. */
export const rowPixels = (cells: readonly (ColumnCells | undefined)[], row: number): Float64Array =>
  Float64Array.from(cells, (one) => (one?.kind === 'values' ? one.values[row]! : Number.NaN));

/** The mean of each pixel over the rows that have it. */
export const meanPixels = (columns: readonly string[], valuesOf: (name: string) => Float64Array | undefined): Float64Array =>
  Float64Array.from(columns, (name) => {
    const values = valuesOf(name) ?? new Float64Array();
    let [sum, rows] = [0, 0];
    for (let row = 0; row < values.length; row++) {
      if (Number.isNaN(values[row]!)) continue;
      sum += values[row]!;
      rows += 1;
    }
    return rows > 0 ? sum / rows : Number.NaN;
  });

export interface PictureLook {
  readonly shades: Shades;
  readonly ink: Rgb;
  readonly paper: Rgb;
}

/** Paints a picture with its corner at x, y: one raster pixel for each. Unknown ones stay clear. */
export function paintPicture(
  raster: Raster,
  pixels: ArrayLike<number>,
  width: number,
  x: number,
  y: number,
  { shades, ink, paper }: PictureLook,
): void {
  const scale = 1 / (shades.high - shades.low);
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i]!;
    if (Number.isNaN(value)) continue;
    const share = Math.min(1, Math.max(0, (value - shades.low) * scale));
    const at = ((y + Math.floor(i / width)) * raster.width + x + (i % width)) * 4;
    for (let c = 0; c < 3; c++) raster.data[at + c] = paper[c]! + share * (ink[c]! - paper[c]!);
    raster.data[at + 3] = 255;
  }
}

/** Size of a sheet of pictures with one clear pixel between them. */
export const sheetSize = ({ width, height }: Picture, columns: number, rows: number) => ({
  width: columns * (width + 1) - 1,
  height: rows * (height + 1) - 1,
});

/** Pictures side by side, row by row. `pixelsOf` gives that of each place. */
export function paintSheet(
  raster: Raster,
  { width, height }: Picture,
  columns: number,
  rows: number,
  pixelsOf: (place: number) => ArrayLike<number>,
  look: PictureLook,
): void {
  for (let i = 0; i < columns * rows; i++)
    paintPicture(raster, pixelsOf(i), width, (i % columns) * (width + 1), Math.floor(i / columns) * (height + 1), look);
}
