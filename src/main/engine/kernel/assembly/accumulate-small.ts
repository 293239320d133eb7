import { addSums, put } from './tiles';
import { addTo, both, madd } from './vector';

/**
 * Adds one component's Σ r, Σ r c and Σ r c cᵀ over a block, c = x − m, two rows side by side: `into` is counts, sums, lower
 * triangle, 16 bytes each. r is e·inverse. Each block's sums start at zero and are added at its end.
 */
export function accumulate1(x: usize, p: usize, e: usize, inverse: usize, into: usize): void {
  const m0 = both(p, 8);
  let n = f64x2.splat(0);
  let s0 = f64x2.splat(0);
  let w00 = f64x2.splat(0);
  let v00 = f64x2.splat(0);
  for (let o: usize = 0; o < 1024; o += 32) {
    let r = f64x2.mul(v128.load(e + o), v128.load(inverse + o));
    let c0 = f64x2.sub(v128.load(x + o), m0);
    let y0 = f64x2.mul(r, c0);
    n = f64x2.add(n, r);
    s0 = f64x2.add(s0, y0);
    w00 = madd(y0, c0, w00);
    r = f64x2.mul(v128.load(e + o, 16), v128.load(inverse + o, 16));
    c0 = f64x2.sub(v128.load(x + o, 16), m0);
    y0 = f64x2.mul(r, c0);
    n = f64x2.add(n, r);
    s0 = f64x2.add(s0, y0);
    v00 = madd(y0, c0, v00);
  }
  addTo(into, n);
  addTo(into + 16, s0);
  addTo(into + 32, f64x2.add(w00, v00));
}

/**
 * For two and three columns each sum is two vectors as in tiles.ts; those of three columns are taken in two goes, since all twenty
 * would find no registers where vectors are not joined.
 */
export function accumulate2(x: usize, p: usize, e: usize, inverse: usize, into: usize, work: usize): void {
  firstTwo(x, p, e, inverse, work);
  addSums<f64>(into, work, 3);
  addSums<f64>(into + 48, work + 96, 3);
}

export function accumulate3(x: usize, p: usize, e: usize, inverse: usize, into: usize, work: usize): void {
  firstTwo(x, p, e, inverse, work);
  addSums<f64>(into, work, 3);
  addSums<f64>(into + 64, work + 96, 3);
  third(x, p, e, inverse, work);
  addSums<f64>(into + 48, work, 1);
  addSums<f64>(into + 112, work + 32, 3);
}

/** Σ r, sums and triangle of the first two columns. */
function firstTwo(x: usize, p: usize, e: usize, inverse: usize, work: usize): void {
  let a0 = f64x2.splat(0);
  let b0 = f64x2.splat(0);
  let a1 = f64x2.splat(0);
  let b1 = f64x2.splat(0);
  let a2 = f64x2.splat(0);
  let b2 = f64x2.splat(0);
  let a3 = f64x2.splat(0);
  let b3 = f64x2.splat(0);
  let a4 = f64x2.splat(0);
  let b4 = f64x2.splat(0);
  let a5 = f64x2.splat(0);
  let b5 = f64x2.splat(0);
  for (const end = x + 1024; x < end; x += 32) {
    let r = f64x2.mul(v128.load(e), v128.load(inverse));
    a0 = f64x2.add(a0, r);
    let c = f64x2.sub(v128.load(x), both(p, 8));
    let y = f64x2.mul(r, c);
    a1 = f64x2.add(a1, y);
    a3 = madd(y, c, a3);
    c = f64x2.sub(v128.load(x, 1024), both(p, 16));
    a4 = madd(y, c, a4);
    y = f64x2.mul(r, c);
    a2 = f64x2.add(a2, y);
    a5 = madd(y, c, a5);
    r = f64x2.mul(v128.load(e, 16), v128.load(inverse, 16));
    b0 = f64x2.add(b0, r);
    c = f64x2.sub(v128.load(x, 16), both(p, 8));
    y = f64x2.mul(r, c);
    b1 = f64x2.add(b1, y);
    b3 = madd(y, c, b3);
    c = f64x2.sub(v128.load(x, 1040), both(p, 16));
    b4 = madd(y, c, b4);
    y = f64x2.mul(r, c);
    b2 = f64x2.add(b2, y);
    b5 = madd(y, c, b5);
    e += 32;
    inverse += 32;
  }
  put(work, a0, b0, a1, b1, a2, b2, a3, b3, a4, b4, a5, b5);
}

/** Sum and row of the triangle of the third column. */
function third(x: usize, p: usize, e: usize, inverse: usize, work: usize): void {
  let a0 = f64x2.splat(0);
  let b0 = f64x2.splat(0);
  let a1 = f64x2.splat(0);
  let b1 = f64x2.splat(0);
  let a2 = f64x2.splat(0);
  let b2 = f64x2.splat(0);
  let a3 = f64x2.splat(0);
  let b3 = f64x2.splat(0);
  for (const end = x + 1024; x < end; x += 32) {
    let c = f64x2.sub(v128.load(x, 2048), both(p, 24));
    let y = f64x2.mul(f64x2.mul(v128.load(e), v128.load(inverse)), c);
    a0 = f64x2.add(a0, y);
    a1 = madd(y, f64x2.sub(v128.load(x), both(p, 8)), a1);
    a2 = madd(y, f64x2.sub(v128.load(x, 1024), both(p, 16)), a2);
    a3 = madd(y, c, a3);
    c = f64x2.sub(v128.load(x, 2064), both(p, 24));
    y = f64x2.mul(f64x2.mul(v128.load(e, 16), v128.load(inverse, 16)), c);
    b0 = f64x2.add(b0, y);
    b1 = madd(y, f64x2.sub(v128.load(x, 16), both(p, 8)), b1);
    b2 = madd(y, f64x2.sub(v128.load(x, 1040), both(p, 16)), b2);
    b3 = madd(y, c, b3);
    e += 32;
    inverse += 32;
  }
  const none = f64x2.splat(0);
  put(work, a0, b0, a1, b1, a2, b2, a3, b3, none, none, none, none);
}

/** In two goes and with the means read anew, since a sum that finds no register costs more than all of that. */
export function accumulate4(x: usize, p: usize, e: usize, inverse: usize, into: usize): void {
  let n = f64x2.splat(0);
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let w00 = f64x2.splat(0);
  let w10 = f64x2.splat(0);
  let w11 = f64x2.splat(0);
  let w22 = f64x2.splat(0);
  for (let o: usize = 0; o < 1024; o += 16) {
    const r = f64x2.mul(v128.load(e + o), v128.load(inverse + o));
    n = f64x2.add(n, r);
    const c0 = f64x2.sub(v128.load(x + o), both(p, 8));
    const y0 = f64x2.mul(r, c0);
    s0 = f64x2.add(s0, y0);
    w00 = madd(y0, c0, w00);
    const c1 = f64x2.sub(v128.load(x + o, 1024), both(p, 16));
    const y1 = f64x2.mul(r, c1);
    s1 = f64x2.add(s1, y1);
    w10 = madd(y1, c0, w10);
    w11 = madd(y1, c1, w11);
    const c2 = f64x2.sub(v128.load(x + o, 2048), both(p, 24));
    const y2 = f64x2.mul(r, c2);
    s2 = f64x2.add(s2, y2);
    w22 = madd(y2, c2, w22);
  }
  addTo(into, n);
  addTo(into + 16, s0);
  addTo(into + 32, s1);
  addTo(into + 48, s2);
  addTo(into + 80, w00);
  addTo(into + 96, w10);
  addTo(into + 112, w11);
  addTo(into + 160, w22);
  let s3 = f64x2.splat(0);
  let w20 = f64x2.splat(0);
  let w21 = f64x2.splat(0);
  let w30 = f64x2.splat(0);
  let w31 = f64x2.splat(0);
  let w32 = f64x2.splat(0);
  let w33 = f64x2.splat(0);
  for (let o: usize = 0; o < 1024; o += 16) {
    const r = f64x2.mul(v128.load(e + o), v128.load(inverse + o));
    const c2 = f64x2.sub(v128.load(x + o, 2048), both(p, 24));
    const c3 = f64x2.sub(v128.load(x + o, 3072), both(p, 32));
    const y2 = f64x2.mul(r, c2);
    const y3 = f64x2.mul(r, c3);
    const c0 = f64x2.sub(v128.load(x + o), both(p, 8));
    w20 = madd(y2, c0, w20);
    w30 = madd(y3, c0, w30);
    const c1 = f64x2.sub(v128.load(x + o, 1024), both(p, 16));
    w21 = madd(y2, c1, w21);
    w31 = madd(y3, c1, w31);
    s3 = f64x2.add(s3, y3);
    w32 = madd(y3, c2, w32);
    w33 = madd(y3, c3, w33);
  }
  addTo(into + 64, s3);
  addTo(into + 128, w20);
  addTo(into + 144, w21);
  addTo(into + 176, w30);
  addTo(into + 192, w31);
  addTo(into + 208, w32);
  addTo(into + 224, w33);
}
