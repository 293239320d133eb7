import { madd } from './vector';

/** What becomes of a tile's sums. Forward: rectified with a slope (1: linear). */
export const rectify: i32 = 0;
/** Backward: times the derivative at the activated values that stand in their place, 1 or the slope. */
export const byRectifier: i32 = 1;
/** Backward: 1 − y². */
export const byTanh: i32 = 2;

/**
 * The innermost loops of a dense layer: a tile of rows × columns whose sums stay in registers; one body for tiles of `six`
 * rows or four and of `two` panels of 8 columns or one. A sum is added up in the same order in every tile.
 *
 * Where the runtime works on two vectors at once (jobs/wide-vectors.ts), two neighbours must be treated alike in a straight
 * line: loaded together, stored together (the upper one first), from one address, in a function without loops around it.
 */
// @ts-ignore: decorator
@inline
export function productTile(
  six: bool,
  two: bool,
  mode: i32,
  x: usize,
  xStride: usize,
  panel: usize,
  panelBytes: usize,
  k: usize,
  start: usize,
  biasBytes: usize,
  to: usize,
  toStride: usize,
  slope: f32,
): void {
  const end = panel + (k << 5);
  let x0 = x;
  let x1 = x0 + xStride;
  let x2 = x1 + xStride;
  let x3 = x2 + xStride;
  let x4 = x3 + xStride;
  let x5 = x4 + xStride;
  let a0 = v128.load(start);
  let a1 = v128.load(start, 16);
  let a2 = a0;
  let a3 = a1;
  if (two) {
    a2 = v128.load(start + biasBytes);
    a3 = v128.load(start + biasBytes, 16);
  }
  let b0 = a0;
  let b1 = a1;
  let b2 = a2;
  let b3 = a3;
  let c0 = a0;
  let c1 = a1;
  let c2 = a2;
  let c3 = a3;
  let d0 = a0;
  let d1 = a1;
  let d2 = a2;
  let d3 = a3;
  let e0 = a0;
  let e1 = a1;
  let e2 = a2;
  let e3 = a3;
  let f0 = a0;
  let f1 = a1;
  let f2 = a2;
  let f3 = a3;
  let next = panel + panelBytes;
  let w2 = a0;
  let w3 = a0;
  for (let at = panel; at < end; at += 32) {
    const w0 = v128.load(at);
    const w1 = v128.load(at, 16);
    if (two) {
      w2 = v128.load(next);
      w3 = v128.load(next, 16);
    }
    let v = v128.load32_splat(x0);
    a0 = madd(v, w0, a0);
    a1 = madd(v, w1, a1);
    if (two) {
      a2 = madd(v, w2, a2);
      a3 = madd(v, w3, a3);
    }
    v = v128.load32_splat(x1);
    b0 = madd(v, w0, b0);
    b1 = madd(v, w1, b1);
    if (two) {
      b2 = madd(v, w2, b2);
      b3 = madd(v, w3, b3);
    }
    v = v128.load32_splat(x2);
    c0 = madd(v, w0, c0);
    c1 = madd(v, w1, c1);
    if (two) {
      c2 = madd(v, w2, c2);
      c3 = madd(v, w3, c3);
    }
    v = v128.load32_splat(x3);
    d0 = madd(v, w0, d0);
    d1 = madd(v, w1, d1);
    if (two) {
      d2 = madd(v, w2, d2);
      d3 = madd(v, w3, d3);
    }
    if (six) {
      v = v128.load32_splat(x4);
      e0 = madd(v, w0, e0);
      e1 = madd(v, w1, e1);
      e2 = madd(v, w2, e2);
      e3 = madd(v, w3, e3);
      v = v128.load32_splat(x5);
      f0 = madd(v, w0, f0);
      f1 = madd(v, w1, f1);
      f2 = madd(v, w2, f2);
      f3 = madd(v, w3, f3);
      x4 += 4;
      x5 += 4;
    }
    next += 32;
    x0 += 4;
    x1 += 4;
    x2 += 4;
    x3 += 4;
  }
  const slopes = f32x4.splat(slope);
  let y = to;
  put(two, mode, y, a0, a1, a2, a3, slopes);
  y += toStride;
  put(two, mode, y, b0, b1, b2, b3, slopes);
  y += toStride;
  put(two, mode, y, c0, c1, c2, c3, slopes);
  y += toStride;
  put(two, mode, y, d0, d1, d2, d3, slopes);
  if (six) {
    y += toStride;
    put(two, mode, y, e0, e1, e2, e3, slopes);
    y += toStride;
    put(two, mode, y, f0, f1, f2, f3, slopes);
  }
}

// @ts-ignore: decorator
@inline
function put(two: bool, mode: i32, y: usize, a: v128, b: v128, c: v128, d: v128, slopes: v128): void {
  if (mode == rectify) {
    // The first operand is kept where it is not a number.
    if (two) {
      v128.store(y, f32x4.pmax(d, f32x4.mul(d, slopes)), 48);
      v128.store(y, f32x4.pmax(c, f32x4.mul(c, slopes)), 32);
    }
    v128.store(y, f32x4.pmax(b, f32x4.mul(b, slopes)), 16);
    v128.store(y, f32x4.pmax(a, f32x4.mul(a, slopes)));
  } else {
    const y0 = v128.load(y);
    const y1 = v128.load(y, 16);
    if (two) {
      const y2 = v128.load(y, 32);
      const y3 = v128.load(y, 48);
      v128.store(y, f32x4.mul(d, derivative(mode, y3, slopes)), 48);
      v128.store(y, f32x4.mul(c, derivative(mode, y2, slopes)), 32);
    }
    v128.store(y, f32x4.mul(b, derivative(mode, y1, slopes)), 16);
    v128.store(y, f32x4.mul(a, derivative(mode, y0, slopes)));
  }
}

// @ts-ignore: decorator
@inline
function derivative(mode: i32, y: v128, slopes: v128): v128 {
  if (mode == byTanh) return f32x4.sub(f32x4.splat(1), f32x4.mul(y, y));
  return v128.bitselect(f32x4.splat(1), slopes, f32x4.gt(y, f32x4.splat(0)));
}
