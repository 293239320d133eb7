import type { Bins } from '../../shared/geometry/bins.ts';
import type { Range } from '../../shared/geometry/nice.ts';
import type { Places } from '../../shared/geometry/places.ts';
import type { Projection } from '../../shared/geometry/projection.ts';
import type { GaussianMixture } from '../../shared/model/mixture.ts';
import type { Frame } from '../charts/frame.ts';
import type { Rgb, Theme } from '../charts/palette.ts';
import type { Painted } from '../charts/point-image.ts';

/** Arrays that the worker keeps, named by number: a brush over a million rows then sends only the flags. */
export type Held = Float64Array | Float32Array | Int32Array | Uint8Array;

export interface PointsRequest {
  readonly kind: 'points';
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  readonly frame: Frame;
  readonly ratio: number;
  readonly xs: number;
  readonly ys: number;
  readonly colours: number | Rgb;
  readonly markers: number | null;
  readonly flags: number | null;
  readonly ring: Rgb;
  readonly accent: Rgb;
  readonly densityAbove: number;
}
export interface BinsRequest {
  readonly kind: 'bins';
  readonly values: number;
  readonly bins: Bins;
  readonly flags: number | null;
}
export interface MatrixRequest {
  readonly kind: 'matrix';
  readonly columns: readonly number[];
  readonly ranges: readonly Range[];
  /** Of each picture, device pixels. */
  readonly width: number;
  readonly height: number;
  readonly cell: number;
  readonly colours: number | Rgb;
  readonly flags: number | null;
  readonly accent: Rgb;
}
export interface ColoursRequest {
  readonly kind: 'colours';
  readonly responsibilities: number;
  readonly labels: number;
  readonly k: number;
  readonly theme: Theme;
  readonly paint: readonly number[] | undefined;
}
/** Where each row lies on two directions of a projection; see `placesIn`. */
export interface PlacesRequest {
  readonly kind: 'places';
  readonly columns: readonly number[];
  readonly projection: Projection;
  /** Which directions, from 0. */
  readonly directions: readonly [number, number];
  /** Missing cells are filled by what this mixture expects of them; null: rows that miss one have no place. */
  readonly expected: GaussianMixture | null;
}
export type Request = PointsRequest | BinsRequest | MatrixRequest | ColoursRequest | PlacesRequest;

export interface PointsAnswer extends Painted {
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}
export interface BinsAnswer {
  /** Rows that are not excluded. */
  readonly counts: Int32Array;
  /** Null where no row is selected. */
  readonly selected: Int32Array | null;
}
/** A picture for each pair of different columns: `x` across, `y` up. */
export interface MatrixAnswer {
  readonly pictures: readonly { readonly x: number; readonly y: number; readonly pixels: Uint8ClampedArray<ArrayBuffer> }[];
}
/** What each row looks like by its responsibilities. */
export interface ColoursAnswer {
  readonly colours: Uint8Array;
  readonly markers: Uint8Array;
}
export interface Answers {
  readonly places: Places;
  readonly colours: ColoursAnswer;
  readonly points: PointsAnswer;
  readonly bins: BinsAnswer;
  readonly matrix: MatrixAnswer;
}

export type ToWorker =
  | { readonly kind: 'hold'; readonly id: number; readonly array: Held }
  | { readonly kind: 'drop'; readonly id: number }
  | { readonly kind: 'ask'; readonly id: number; readonly request: Request };
export type FromWorker =
  | { readonly id: number; readonly answer: Answers[keyof Answers] }
  | { readonly id: number; readonly fault: string };
