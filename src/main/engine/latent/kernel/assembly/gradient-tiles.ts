import { madd } from './vector';

/** Tiles as in product-tile.ts, for the gradient by the weights: `six` inputs or four × `two` panels of 8 outputs or one. */

export function gradient4x8(x: usize, xStride: usize, from: usize, end: usize, dyStride: usize, to: usize): void {
  gradient(false, false, x, xStride, from, end, dyStride, to, 0);
}

export function gradient4x16(
  x: usize, xStride: usize, from: usize, end: usize, dyStride: usize, to: usize, panelBytes: usize,
): void {
  gradient(false, true, x, xStride, from, end, dyStride, to, panelBytes);
}

export function gradient6x16(
  x: usize, xStride: usize, from: usize, end: usize, dyStride: usize, to: usize, panelBytes: usize,
): void {
  gradient(true, true, x, xStride, from, end, dyStride, to, panelBytes);
}

/** The sums of dy over the rows are added to the biases of one panel. */
export function biasGradient(from: usize, end: usize, dyStride: usize, to: usize): void {
  let a = f32x4.splat(0);
  let b = a;
  for (let y = from; y < end; y += dyStride) {
    a = f32x4.add(a, v128.load(y));
    b = f32x4.add(b, v128.load(y, 16));
  }
  plus(to, a, b);
}

// @ts-ignore: decorator
@inline
function gradient(
  six: bool,
  two: bool,
  x: usize,
  xStride: usize,
  from: usize,
  end: usize,
  dyStride: usize,
  to: usize,
  panelBytes: usize,
): void {
  let a0 = f32x4.splat(0);
  let a1 = f32x4.splat(0);
  let a2 = f32x4.splat(0);
  let a3 = f32x4.splat(0);
  let b0 = f32x4.splat(0);
  let b1 = f32x4.splat(0);
  let b2 = f32x4.splat(0);
  let b3 = f32x4.splat(0);
  let c0 = f32x4.splat(0);
  let c1 = f32x4.splat(0);
  let c2 = f32x4.splat(0);
  let c3 = f32x4.splat(0);
  let d0 = f32x4.splat(0);
  let d1 = f32x4.splat(0);
  let d2 = f32x4.splat(0);
  let d3 = f32x4.splat(0);
  let e0 = f32x4.splat(0);
  let e1 = f32x4.splat(0);
  let e2 = f32x4.splat(0);
  let e3 = f32x4.splat(0);
  let f0 = f32x4.splat(0);
  let f1 = f32x4.splat(0);
  let f2 = f32x4.splat(0);
  let f3 = f32x4.splat(0);
  let y2 = a0;
  let y3 = a0;
  let at = x;
  for (let y = from; y < end; y += dyStride) {
    const y0 = v128.load(y);
    const y1 = v128.load(y, 16);
    if (two) {
      y2 = v128.load(y, 32);
      y3 = v128.load(y, 48);
    }
    let v = v128.load32_splat(at);
    a0 = madd(v, y0, a0);
    a1 = madd(v, y1, a1);
    if (two) {
      a2 = madd(v, y2, a2);
      a3 = madd(v, y3, a3);
    }
    v = v128.load32_splat(at, 4);
    b0 = madd(v, y0, b0);
    b1 = madd(v, y1, b1);
    if (two) {
      b2 = madd(v, y2, b2);
      b3 = madd(v, y3, b3);
    }
    v = v128.load32_splat(at, 8);
    c0 = madd(v, y0, c0);
    c1 = madd(v, y1, c1);
    if (two) {
      c2 = madd(v, y2, c2);
      c3 = madd(v, y3, c3);
    }
    v = v128.load32_splat(at, 12);
    d0 = madd(v, y0, d0);
    d1 = madd(v, y1, d1);
    if (two) {
      d2 = madd(v, y2, d2);
      d3 = madd(v, y3, d3);
    }
    if (six) {
      v = v128.load32_splat(at, 16);
      e0 = madd(v, y0, e0);
      e1 = madd(v, y1, e1);
      e2 = madd(v, y2, e2);
      e3 = madd(v, y3, e3);
      v = v128.load32_splat(at, 20);
      f0 = madd(v, y0, f0);
      f1 = madd(v, y1, f1);
      f2 = madd(v, y2, f2);
      f3 = madd(v, y3, f3);
    }
    at += xStride;
  }
  let g = to;
  plus(g, a0, a1);
  g += 32;
  plus(g, b0, b1);
  g += 32;
  plus(g, c0, c1);
  g += 32;
  plus(g, d0, d1);
  if (six) {
    g += 32;
    plus(g, e0, e1);
    g += 32;
    plus(g, f0, f1);
  }
  if (two) {
    let h = to + panelBytes;
    plus(h, a2, a3);
    h += 32;
    plus(h, b2, b3);
    h += 32;
    plus(h, c2, c3);
    h += 32;
    plus(h, d2, d3);
    if (six) {
      h += 32;
      plus(h, e2, e3);
      h += 32;
      plus(h, f2, f3);
    }
  }
}

// @ts-ignore: decorator
@inline
function plus(to: usize, a: v128, b: v128): void {
  const low = v128.load(to);
  const high = v128.load(to, 16);
  v128.store(to, f32x4.add(high, b), 16);
  v128.store(to, f32x4.add(low, a));
}
