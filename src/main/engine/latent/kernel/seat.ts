import { padded } from './columns.ts';
import type { Packing } from './packing.ts';

/** Rows that a seat works on at once. A multiple of 4. */
export const seatBlockRows = 64;

/** Rows this far apart (numbers) fall on all sets of the cache: wide rows are an odd number of cache lines. */
const strideOf = (columns: number): number => {
  const lines = Math.ceil(columns / 16);
  return columns <= 16 ? columns : 16 * (lines % 2 === 0 ? lines + 1 : lines);
};

/** Where each layer's inputs and outputs are in a seat, numbers: an output is the next layer's input, but for the codes. */
export function seatOf({ layers }: Packing, encoderLayers: number) {
  let at = 0;
  const place = (columns: number) => {
    const stride = strideOf(padded(columns, 8));
    const from = at;
    at += seatBlockRows * stride;
    return { at: from, stride };
  };
  let x = place(layers[0].inputs);
  const buffers = layers.map((layer, i) => {
    if (i === encoderLayers) x = place(layer.inputs);
    const from = x;
    x = place(layer.columns);
    return { x: from, y: x };
  });
  return { buffers, length: padded(at, 16) };
}
