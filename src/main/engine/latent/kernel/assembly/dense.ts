import { biasGradient, gradient4x8, gradient4x16, gradient6x16 } from './gradient-tiles';
import { product4x8, product4x16, product6x16 } from './product-tiles';

/**
 * to = x·w for rows in fours: `k` numbers a row of x, w in panels of 8 columns (`panelBytes` apart), each begun at `bias`
 * (`biasBytes` apart). `mode`: what becomes of the sums (product-tile.ts). `wide`: by tiles of two panels.
 */
export function product(
  x: usize,
  xStride: usize,
  w: usize,
  panelBytes: usize,
  k: usize,
  bias: usize,
  biasBytes: usize,
  to: usize,
  toStride: usize,
  rows: usize,
  columns: usize,
  slope: f32,
  mode: i32,
  wide: bool,
): void {
  let panel = w;
  let start = bias;
  let c: usize = 0;
  if (wide) {
    const six = inSixes(rows);
    for (; c + 8 < columns; c += 16) {
      const y = to + (c << 2);
      let r: usize = 0;
      for (; r < six; r += 6)
        product6x16(mode, x + r * xStride, xStride, panel, panelBytes, k, start, biasBytes, y + r * toStride, toStride, slope);
      for (; r < rows; r += 4)
        product4x16(mode, x + r * xStride, xStride, panel, panelBytes, k, start, biasBytes, y + r * toStride, toStride, slope);
      panel += panelBytes << 1;
      start += biasBytes << 1;
    }
  }
  for (; c < columns; c += 8) {
    const y = to + (c << 2);
    for (let r: usize = 0; r < rows; r += 4)
      product4x8(mode, x + r * xStride, xStride, panel, k, start, y + r * toStride, toStride, slope);
    panel += panelBytes;
    start += biasBytes;
  }
}

/** Of a number in fours, how much may be done in sixes so that fours remain. */
// @ts-ignore: decorator
@inline
function inSixes(count: usize): usize {
  return (count / 12) * 12;
}

/** gradient += xᵀ·dy over the rows, in panels as the weights; the sums of dy are added to the biases. Inputs in fours. */
export function gradient(
  x: usize,
  xStride: usize,
  inputs: usize,
  dy: usize,
  dyStride: usize,
  outputs: usize,
  rows: usize,
  to: usize,
  wide: bool,
): void {
  const panelBytes = (inputs << 5) + 32;
  const bytes = rows * dyStride;
  let panel = to;
  let from = dy;
  let c: usize = 0;
  if (wide) {
    const six = inSixes(inputs);
    for (; c + 8 < outputs; c += 16) {
      let i: usize = 0;
      for (; i < six; i += 6)
        gradient6x16(x + (i << 2), xStride, from, from + bytes, dyStride, panel + (i << 5), panelBytes);
      for (; i < inputs; i += 4)
        gradient4x16(x + (i << 2), xStride, from, from + bytes, dyStride, panel + (i << 5), panelBytes);
      biasGradient(from, from + bytes, dyStride, panel + (inputs << 5));
      biasGradient(from + 32, from + 32 + bytes, dyStride, panel + panelBytes + (inputs << 5));
      panel += panelBytes << 1;
      from += 64;
    }
  }
  for (; c < outputs; c += 8) {
    for (let i: usize = 0; i < inputs; i += 4)
      gradient4x8(x + (i << 2), xStride, from, from + bytes, dyStride, panel + (i << 5));
    biasGradient(from, from + bytes, dyStride, panel + (inputs << 5));
    panel += panelBytes;
    from += 32;
  }
}

/** Weights in panels of 8 outputs → panels of 8 inputs, for each output 8 weights. Both are padded: outputs to 8, inputs to 4. */
export function transpose(w: usize, inputs: usize, outputs: usize, to: usize): void {
  const panelBytes = (inputs << 5) + 32;
  const toBytes = outputs << 5;
  for (let c: usize = 0; c < outputs; c += 4) {
    const from = w + (c >> 3) * panelBytes + ((c & 4) << 2);
    for (let i: usize = 0; i < inputs; i += 4) {
      const at = from + (i << 5);
      const a = v128.load(at);
      const b = v128.load(at, 32);
      const p = v128.load(at, 64);
      const q = v128.load(at, 96);
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
      const pq = v128.shuffle<f32>(p, q, 0, 4, 1, 5);
      const AB = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
      const PQ = v128.shuffle<f32>(p, q, 2, 6, 3, 7);
      const y = to + (i >> 3) * toBytes + ((i & 4) << 2) + (c << 5);
      v128.store(y, v128.shuffle<f32>(ab, pq, 0, 1, 4, 5));
      v128.store(y, v128.shuffle<f32>(ab, pq, 2, 3, 6, 7), 32);
      v128.store(y, v128.shuffle<f32>(AB, PQ, 0, 1, 4, 5), 64);
      v128.store(y, v128.shuffle<f32>(AB, PQ, 2, 3, 6, 7), 96);
    }
  }
}
