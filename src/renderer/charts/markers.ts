import { noiseShape, type Shape, shapes } from './palette.ts';

/** How much of each pixel around a point a marker covers, 0…255: one square tile for the body, one for a ring around it. */
export interface Marker {
  /** Pixels from the centre to the tile's edge; a tile is 2·reach + 1 wide. */
  readonly reach: number;
  readonly body: Uint8Array;
  readonly ring: Uint8Array;
}

/** Signed distance to a shape of size 1 around the origin (negative inside), y downwards; areas are about equal. */
const distances: Readonly<Record<Shape, (x: number, y: number) => number>> = {
  circle: (x, y) => Math.hypot(x, y) - 1,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) - 0.89,
  diamond: (x, y) => (Math.abs(x) + Math.abs(y) - 1.26) / Math.SQRT2,
  triangle: (x, y) => Math.max((Math.abs(x) * 1.732 - y) / 2 - 0.66, y - 0.78) - 0,
  down: (x, y) => Math.max((Math.abs(x) * 1.732 + y) / 2 - 0.66, -y - 0.78),
  plus: (x, y) => cross(x, y),
  cross: (x, y) => cross((x + y) / Math.SQRT2, (x - y) / Math.SQRT2),
  ring: (x, y) => Math.abs(Math.hypot(x, y) - 0.9) - 0.34,
  bar: (x, y) => Math.max(Math.abs(x) - 1.25, Math.abs(y) - 0.55),
};

function cross(x: number, y: number): number {
  const [a, b] = [Math.abs(x), Math.abs(y)];
  return Math.min(Math.max(a - 1.25, b - 0.42), Math.max(a - 0.42, b - 1.25));
}

/** Markers in the order of `shapes`, then that of the noise, for points of this radius in device pixels. */
export function makeMarkers(radius: number, ring: number): readonly Marker[] {
  const reach = Math.ceil(radius * 1.35 + ring + 0.5);
  const width = 2 * reach + 1;
  return [...shapes, noiseShape].map((shape) => {
    const body = new Uint8Array(width * width);
    const halo = new Uint8Array(width * width);
    for (let row = 0; row < width; row++)
      for (let column = 0; column < width; column++) {
        const distance = distances[shape]((column - reach) / radius, (row - reach) / radius) * radius;
        const covered = Math.min(1, Math.max(0, 0.5 - distance));
        const grown = Math.min(1, Math.max(0, 0.5 + ring - distance));
        body[row * width + column] = Math.round(covered * 255);
        halo[row * width + column] = Math.round((grown - covered) * 255);
      }
    return { reach, body, ring: halo };
  });
}
