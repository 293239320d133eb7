import type { Range } from '../../shared/geometry/nice.ts';
import { excludedBit, hiddenBit, selectedBit } from '../../shared/model/row-states.ts';
import { type Cells, paintCells } from './density-image.ts';
import type { Rgb } from './palette.ts';
import type { PointLook, Raster } from './points.ts';

export interface MatrixDensity {
  readonly columns: readonly Float64Array[];
  readonly ranges: readonly Range[];
  /** Of each picture, device pixels. */
  readonly width: number;
  readonly height: number;
  /** Edge of a cell of the density image, device pixels. */
  readonly cell: number;
  readonly look: PointLook;
  readonly accent: Rgb;
}

/** The picture of column `x` across and column `y` up. */
export interface DensityPicture {
  readonly x: number;
  readonly y: number;
  readonly raster: Raster;
}

interface Counted extends Omit<Cells, 'selected'> {}

/**
 * Paints a density image for each pair of different columns. What does not change from one painting to the next is kept:
 * in which cell a value lies while columns, ranges and sizes stay, how many rows lie where while colours and states other
 * than selected stay too. A brush over a million rows then costs one walk over the selected rows for each pair.
 */
export function createMatrixPainter(): (
  asked: MatrixDensity,
  raster: (width: number, height: number) => Raster,
) => Generator<DensityPicture> {
  let places: {
    readonly key: string;
    readonly of: readonly Float64Array[];
    readonly across: Uint16Array[];
    readonly up: Uint16Array[];
  };
  let counts: { readonly of: unknown; readonly colours: unknown; readonly states: number; readonly pairs: Map<number, Counted> };
  return function* paint({ columns, ranges, width, height, cell, look, accent }, raster) {
    const wide = Math.ceil(width / cell);
    const high = Math.ceil(height / cell);
    const key = JSON.stringify([ranges, wide, high]);
    if (places?.key !== key || !alike(places.of, columns)) {
      const bins = (count: number, axis: 0 | 1) => columns.map((values, i) => binsOf(values, ranges[i]!, count, axis));
      places = { key, of: columns, across: bins(wide, 0), up: bins(high, 1) };
    }
    const { states, selected } = statesOf(look.flags);
    const colours = look.colours instanceof Uint8Array ? look.colours : look.colours.join();
    if (counts?.of !== places || counts.colours !== colours || counts.states !== states)
      counts = { of: places, colours, states, pairs: new Map() };
    const { across, up } = places;
    const { pairs } = counts;
    for (let y = 0; y < columns.length; y++)
      for (let x = 0; x < columns.length; x++) {
        if (x === y) continue;
        const at = y * columns.length + x;
        const known = pairs.get(at) ?? countCells(across[x]!, up[y]!, wide, high, look);
        pairs.set(at, known);
        const image = raster(width, height);
        paintCells(image, { ...known, selected: countRows(selected, across[x]!, up[y]!, wide, high) }, cell, accent);
        yield { x, y, raster: image };
      }
  };
}

const alike = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

const outside = 0xffff;

/** Each value's cell along an axis of `count` cells; upwards for axis 1, as pixels run downwards; 65,535 = none. */
export function binsOf(values: Float64Array, [from, to]: Range, count: number, axis: 0 | 1): Uint16Array {
  const scale = count / (to - from);
  const bins = new Uint16Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const at = (values[row]! - from) * scale;
    // NaN fails these too.
    bins[row] = at >= 0 && at < count ? (axis === 0 ? at | 0 : count - 1 - (at | 0)) : outside;
  }
  return bins;
}

/** A number that tells one pattern of hidden and excluded rows from another (FNV-1a), and the selected rows that are drawn. */
function statesOf(flags: Uint8Array | null): { readonly states: number; readonly selected: Int32Array } {
  if (!flags) return { states: 0, selected: new Int32Array(0) };
  let states = 0;
  let count = 0;
  for (let row = 0; row < flags.length; row++) {
    const flag = flags[row]!;
    if (flag & (hiddenBit | excludedBit)) states = Math.imul((states || 0x811c9dc5) ^ row, 0x01000193);
    else count += flag & selectedBit;
  }
  const selected = new Int32Array(count);
  let at = 0;
  for (let row = 0; at < count; row++)
    if ((flags[row]! & (hiddenBit | excludedBit | selectedBit)) === selectedBit) selected[at++] = row;
  return { states, selected };
}

/** How many rows lie in each cell, and the sums of their colours. Hidden and excluded rows are in no cell. */
export function countCells(
  across: Uint16Array,
  up: Uint16Array,
  columns: number,
  rows: number,
  { flags, colours: of }: PointLook,
): Counted {
  const counts = new Uint32Array(columns * rows);
  const colours = new Float32Array(columns * rows * 3);
  const own = of instanceof Uint8Array ? of : null;
  let most = 0;
  for (let row = 0; row < across.length; row++) {
    const x = across[row]!;
    const y = up[row]!;
    if (x === outside || y === outside || (flags && flags[row]! & (hiddenBit | excludedBit))) continue;
    const at = y * columns + x;
    const count = ++counts[at]!;
    if (count > most) most = count;
    if (!own) continue;
    colours[at * 3]! += own[row * 3]!;
    colours[at * 3 + 1]! += own[row * 3 + 1]!;
    colours[at * 3 + 2]! += own[row * 3 + 2]!;
  }
  if (!own) for (let i = 0; i < colours.length; i++) colours[i] = counts[(i / 3) | 0]! * (of as Rgb)[i % 3]!;
  return { columns, rows, counts, colours, most };
}

/** How many of some rows lie in each cell; empty where there are none. */
export function countRows(rows: Int32Array, across: Uint16Array, up: Uint16Array, columns: number, high: number): Uint32Array {
  const counts = new Uint32Array(rows.length > 0 ? columns * high : 0);
  for (const row of rows) {
    const x = across[row]!;
    const y = up[row]!;
    if (x !== outside && y !== outside) counts[y * columns + x]! += 1;
  }
  return counts;
}
