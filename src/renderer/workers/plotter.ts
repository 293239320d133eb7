import { binCounts } from '../../shared/geometry/bins.ts';
import { type Places, placesIn } from '../../shared/geometry/places.ts';
import { anyWith, selectedBit } from '../../shared/model/row-states.ts';
import { type CellGrid, cellGrid } from '../charts/density-image.ts';
import { createMatrixPainter } from '../charts/matrix-density.ts';
import { blend } from '../charts/palette.ts';
import { cellSize, paintImage } from '../charts/point-image.ts';
import { markersOf } from '../charts/points.ts';
import type {
  Answers,
  BinsAnswer,
  BinsRequest,
  ColoursAnswer,
  ColoursRequest,
  Held,
  MatrixAnswer,
  MatrixRequest,
  PlacesRequest,
  PointsAnswer,
  PointsRequest,
  Request,
} from './protocol.ts';

export interface Plotter {
  hold(id: number, array: Held): void;
  drop(id: number): void;
  answer(request: Request): Answers[keyof Answers];
}

/** Cells of the last few pictures: a selection changes what is in them, not where they are. */
const keptGrids = 4;

/** Paints and counts over arrays that it was given before. What runs in the worker, without the worker. */
export function createPlotter(): Plotter {
  const held = new Map<number, Held>();
  const grids = new Map<string, CellGrid>();
  const paintMatrix = createMatrixPainter();
  const array = <T extends Held>(id: number, is: new (...args: never[]) => T): T => {
    const found = held.get(id);
    if (!(found instanceof is)) throw new Error(`Array ${id} is not held.`);
    return found;
  };
  const flagsOf = (id: number | null) => (id === null ? null : array(id, Uint8Array));

  function points(request: PointsRequest): PointsAnswer {
    const { width, height, frame, ratio, colours, markers } = request;
    const pixels = new Uint8ClampedArray(width * height * 4);
    const raster = { width, height, data: pixels };
    const [xs, ys] = [array(request.xs, Float64Array), array(request.ys, Float64Array)];
    const look = {
      colours: typeof colours === 'number' ? array(colours, Uint8Array) : colours,
      markers: flagsOf(markers),
      flags: flagsOf(request.flags),
    };
    const grid = (): CellGrid => {
      const key = JSON.stringify([request.xs, request.ys, width, height, frame, ratio]);
      const known = grids.get(key) ?? cellGrid(raster, frame, ratio, cellSize(ratio), xs, ys);
      grids.delete(key);
      grids.set(key, known);
      while (grids.size > keptGrids) grids.delete(grids.keys().next().value!);
      return known;
    };
    return { pixels, ...paintImage(raster, { ...request, xs, ys, look }, grid) };
  }

  function bins({ values: id, bins, flags: states }: BinsRequest): BinsAnswer {
    const values = array(id, Float64Array);
    const flags = flagsOf(states);
    const selected = flags && anyWith(flags, selectedBit) ? binCounts(values, bins, flags) : null;
    return { counts: binCounts(values, bins, flags, 'included'), selected };
  }

  function matrix({ columns, colours, flags, ...request }: MatrixRequest): MatrixAnswer {
    const look = {
      colours: typeof colours === 'number' ? array(colours, Uint8Array) : colours,
      markers: null,
      flags: flagsOf(flags),
    };
    const asked = { ...request, columns: columns.map((id) => array(id, Float64Array)), look };
    const raster = (width: number, height: number) => ({ width, height, data: new Uint8ClampedArray(width * height * 4) });
    return {
      pictures: Array.from(paintMatrix(asked, raster), (one) => ({
        x: one.x,
        y: one.y,
        pixels: one.raster.data as Uint8ClampedArray<ArrayBuffer>,
      })),
    };
  }

  function colours({ responsibilities, labels, k, theme, paint }: ColoursRequest): ColoursAnswer {
    const of = array(labels, Int32Array);
    return { colours: blend(array(responsibilities, Float32Array), of, k, theme, paint), markers: markersOf(of, paint) };
  }

  const places = ({ columns, projection, directions, expected }: PlacesRequest): Places =>
    placesIn(
      columns.map((id) => array(id, Float64Array)),
      projection,
      directions,
      expected,
    );

  return {
    hold: (id, array) => void held.set(id, array),
    drop(id) {
      held.delete(id);
      // A number is never used twice, so that cells of what is gone are never found again.
      grids.clear();
    },
    answer(request) {
      if (request.kind === 'matrix') return matrix(request);
      if (request.kind === 'colours') return colours(request);
      if (request.kind === 'places') return places(request);
      return request.kind === 'points' ? points(request) : bins(request);
    },
  };
}
