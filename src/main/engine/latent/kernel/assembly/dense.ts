import { all, madd } from './vector';

/**
 * to = x·w for rows in fours: `k` numbers a row of x, w in panels of 8 columns (`panelBytes` apart), each begun at `bias`
 * (`biasBytes` apart). Forward: rectified with `slope` (1: linear). Backward: `to` holds activated values, and is
 * replaced by the product times the derivative there, which is told from them (`tanh`: 1 − y²; else 1 or `slope`).
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
  backward: bool,
  tanh: bool,
): void {
  const slopes = f32x4.splat(slope);
  const whole = k & ~1;
  for (let c: usize = 0; c < columns; c += 8) {
    const panel = w + (c >> 3) * panelBytes;
    const panelEnd = panel + (whole << 5);
    const start = bias + (c >> 3) * biasBytes;
    for (let r: usize = 0; r < rows; r += 4) {
      let x0 = x + r * xStride;
      let x1 = x0 + xStride;
      let x2 = x1 + xStride;
      let x3 = x2 + xStride;
      let a0 = v128.load(start);
      let a1 = v128.load(start, 16);
      let b0 = a0;
      let b1 = a1;
      let c0 = a0;
      let c1 = a1;
      let d0 = a0;
      let d1 = a1;
      let at = panel;
      for (; at < panelEnd; at += 64) {
        let w0 = v128.load(at);
        let w1 = v128.load(at, 16);
        let v = v128.load32_splat(x0);
        a0 = madd(v, w0, a0);
        a1 = madd(v, w1, a1);
        v = v128.load32_splat(x1);
        b0 = madd(v, w0, b0);
        b1 = madd(v, w1, b1);
        v = v128.load32_splat(x2);
        c0 = madd(v, w0, c0);
        c1 = madd(v, w1, c1);
        v = v128.load32_splat(x3);
        d0 = madd(v, w0, d0);
        d1 = madd(v, w1, d1);
        w0 = v128.load(at, 32);
        w1 = v128.load(at, 48);
        v = v128.load32_splat(x0, 4);
        a0 = madd(v, w0, a0);
        a1 = madd(v, w1, a1);
        v = v128.load32_splat(x1, 4);
        b0 = madd(v, w0, b0);
        b1 = madd(v, w1, b1);
        v = v128.load32_splat(x2, 4);
        c0 = madd(v, w0, c0);
        c1 = madd(v, w1, c1);
        v = v128.load32_splat(x3, 4);
        d0 = madd(v, w0, d0);
        d1 = madd(v, w1, d1);
        x0 += 8;
        x1 += 8;
        x2 += 8;
        x3 += 8;
      }
      if (k & 1) {
        const w0 = v128.load(at);
        const w1 = v128.load(at, 16);
        let v = all(x0);
        a0 = madd(v, w0, a0);
        a1 = madd(v, w1, a1);
        v = all(x1);
        b0 = madd(v, w0, b0);
        b1 = madd(v, w1, b1);
        v = all(x2);
        c0 = madd(v, w0, c0);
        c1 = madd(v, w1, c1);
        v = all(x3);
        d0 = madd(v, w0, d0);
        d1 = madd(v, w1, d1);
      }
      let y = to + r * toStride + (c << 2);
      put(y, a0, a1, slopes, backward, tanh);
      y += toStride;
      put(y, b0, b1, slopes, backward, tanh);
      y += toStride;
      put(y, c0, c1, slopes, backward, tanh);
      y += toStride;
      put(y, d0, d1, slopes, backward, tanh);
    }
  }
}

// @ts-ignore: decorator
@inline
function put(y: usize, a: v128, b: v128, slopes: v128, backward: bool, tanh: bool): void {
  if (backward) {
    v128.store(y, f32x4.mul(a, derivative(v128.load(y), slopes, tanh)));
    v128.store(y, f32x4.mul(b, derivative(v128.load(y, 16), slopes, tanh)), 16);
  } else {
    // The first operand is kept where it is not a number.
    v128.store(y, f32x4.pmax(a, f32x4.mul(a, slopes)));
    v128.store(y, f32x4.pmax(b, f32x4.mul(b, slopes)), 16);
  }
}

// @ts-ignore: decorator
@inline
function derivative(y: v128, slopes: v128, tanh: bool): v128 {
  if (tanh) return f32x4.sub(f32x4.splat(1), f32x4.mul(y, y));
  return v128.bitselect(f32x4.splat(1), slopes, f32x4.gt(y, f32x4.splat(0)));
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
): void {
  const panelBytes = (inputs << 5) + 32;
  for (let c: usize = 0; c < outputs; c += 8) {
    const from = dy + (c << 2);
    const end = from + rows * dyStride;
    const panel = to + (c >> 3) * panelBytes;
    for (let i: usize = 0; i < inputs; i += 4) {
      let a0 = f32x4.splat(0);
      let a1 = a0;
      let b0 = a0;
      let b1 = a0;
      let c0 = a0;
      let c1 = a0;
      let d0 = a0;
      let d1 = a0;
      let at = x + (i << 2);
      for (let y = from; y < end; y += dyStride) {
        const y0 = v128.load(y);
        const y1 = v128.load(y, 16);
        let v = v128.load32_splat(at);
        a0 = madd(v, y0, a0);
        a1 = madd(v, y1, a1);
        v = v128.load32_splat(at, 4);
        b0 = madd(v, y0, b0);
        b1 = madd(v, y1, b1);
        v = v128.load32_splat(at, 8);
        c0 = madd(v, y0, c0);
        c1 = madd(v, y1, c1);
        v = v128.load32_splat(at, 12);
        d0 = madd(v, y0, d0);
        d1 = madd(v, y1, d1);
        at += xStride;
      }
      const g = panel + (i << 5);
      v128.store(g, f32x4.add(v128.load(g), a0));
      v128.store(g, f32x4.add(v128.load(g, 16), a1), 16);
      v128.store(g, f32x4.add(v128.load(g, 32), b0), 32);
      v128.store(g, f32x4.add(v128.load(g, 48), b1), 48);
      v128.store(g, f32x4.add(v128.load(g, 64), c0), 64);
      v128.store(g, f32x4.add(v128.load(g, 80), c1), 80);
      v128.store(g, f32x4.add(v128.load(g, 96), d0), 96);
      v128.store(g, f32x4.add(v128.load(g, 112), d1), 112);
    }
    let s0 = f32x4.splat(0);
    let s1 = s0;
    for (let y = from; y < end; y += dyStride) {
      s0 = f32x4.add(s0, v128.load(y));
      s1 = f32x4.add(s1, v128.load(y, 16));
    }
    const g = panel + (inputs << 5);
    v128.store(g, f32x4.add(v128.load(g), s0));
    v128.store(g, f32x4.add(v128.load(g, 16), s1), 16);
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
