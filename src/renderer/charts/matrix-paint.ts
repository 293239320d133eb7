import { type Cells, paintCells } from './density-image.ts';
import type { Frame } from './frame.ts';
import { makeMarkers } from './markers.ts';
import { cellFrame, type MatrixColumn, type MatrixGrid } from './matrix.ts';
import { parse, type Rgb } from './palette.ts';
import { type PointLook, paintPoints, type Raster } from './points.ts';
import type { Tokens } from './tokens.ts';

export interface MatrixPicture {
  readonly grid: MatrixGrid;
  readonly columns: readonly MatrixColumn[];
  readonly look: PointLook;
  readonly tokens: Tokens;
  /** Device pixels for each CSS pixel. */
  readonly ratio: number;
  /** Counts binned to pixels in place of points. */
  readonly density: boolean;
}

/** A cell's image and where its corner stands, in device pixels. */
export interface PaintedCell {
  readonly raster: Raster;
  readonly x: number;
  readonly y: number;
}

const hiddenBit = 2;

/** Points shrink as they grow many and cells small. CSS pixels. */
const radiusOf = (rows: number, cell: number): number =>
  Math.min(rows <= 400 ? 3.2 : rows <= 2000 ? 2.4 : 1.8, Math.max(1.4, cell / 32));

/** The cells off the diagonal, one after the other, so that whoever paints may breathe between them. */
export function* paintMatrix(picture: MatrixPicture, raster: (width: number, height: number) => Raster): Generator<PaintedCell> {
  const { grid, columns, look, tokens, ratio, density } = picture;
  const rows = columns[0]?.values.length ?? 0;
  const radius = radiusOf(rows, Math.min(grid.cellWidth, grid.cellHeight)) * ratio;
  const style = {
    markers: makeMarkers(radius, Math.max(1, 0.9 * ratio)),
    opacity: 0.75,
    dimmed: 0.18,
    ring: parse(tokens.ink),
  };
  const cell = Math.max(1, Math.round(2 * ratio));
  const size = {
    width: Math.max(1, Math.round(grid.cellWidth * ratio)),
    height: Math.max(1, Math.round(grid.cellHeight * ratio)),
  };
  const wide = Math.ceil(size.width / cell);
  const high = Math.ceil(size.height / cell);
  const bins = (axis: number, count: number) => columns.map(({ values }, i) => binsOf(values, grid.ranges[i]!, count, axis));
  const across = density ? bins(0, wide) : [];
  const up = density ? bins(1, high) : [];
  const accent = parse(look.colours instanceof Uint8Array ? tokens.ink : tokens.accent);
  for (let y = 0; y < columns.length; y++)
    for (let x = 0; x < columns.length; x++) {
      if (x === y) continue;
      const frame = cellFrame(grid, x, y);
      const image = raster(size.width, size.height);
      if (density) paintCells(image, countCells(across[x]!, up[y]!, wide, high, look), cell, accent);
      else {
        const inner: Frame = { ...frame, left: 0, top: 0 };
        paintPoints(image, inner, ratio, columns[x]!.values, columns[y]!.values, look, style);
      }
      yield { raster: image, x: Math.round(frame.left * ratio), y: Math.round(frame.top * ratio) };
    }
}

const outside = 0xffff;

/** Each value's pixel cell along an axis of `count` cells; upwards for axis 1, as pixels run downwards. */
export function binsOf(values: Float64Array, [from, to]: readonly [number, number], count: number, axis: number): Uint16Array {
  const scale = count / (to - from);
  const bins = new Uint16Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const at = (values[row]! - from) * scale;
    // NaN fails these too.
    bins[row] = at >= 0 && at < count ? (axis === 0 ? at | 0 : count - 1 - (at | 0)) : outside;
  }
  return bins;
}

/** How many rows lie in each cell, how many of them are selected, and the sums of their colours; hidden rows are not counted. */
export function countCells(across: Uint16Array, up: Uint16Array, columns: number, rows: number, look: PointLook): Cells {
  const { flags } = look;
  const counts = new Uint32Array(columns * rows);
  const selected = new Uint32Array(flags?.some((flag) => flag & 1) ? columns * rows : 0);
  const colours = new Float32Array(columns * rows * 3);
  const own = look.colours instanceof Uint8Array ? look.colours : null;
  let most = 0;
  for (let row = 0; row < across.length; row++) {
    const x = across[row]!;
    const y = up[row]!;
    if (x === outside || y === outside) continue;
    const flag = flags ? flags[row]! : 0;
    if (flag & hiddenBit) continue;
    const at = y * columns + x;
    const count = ++counts[at]!;
    if (count > most) most = count;
    if (flag & 1 && selected.length > 0) selected[at]! += 1;
    if (own) for (let c = 0; c < 3; c++) colours[at * 3 + c]! += own[row * 3 + c]!;
  }
  if (!own) oneColour(colours, counts, look.colours as Rgb);
  return { columns, rows, counts, selected, colours, most };
}

function oneColour(colours: Float32Array, counts: Uint32Array, colour: Rgb): void {
  for (let at = 0; at < counts.length; at++) for (let c = 0; c < 3; c++) colours[at * 3 + c] = colour[c]! * counts[at]!;
}
