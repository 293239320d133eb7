import { addTo, madd } from './vector';

/**
 * Tiles of Σ y_i c_j over the rows of a block: `y` and `c` are columns of 1,024 bytes of which the first `bytes` count, each
 * sum starts at zero and is added to the statistics at its end. Nine sums and three columns are what the registers hold.
 */
export function three(y: usize, c: usize, bytes: usize, rowA: usize, rowB: usize, rowC: usize): void {
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s02 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s12 = f64x2.splat(0);
  let s20 = f64x2.splat(0);
  let s21 = f64x2.splat(0);
  let s22 = f64x2.splat(0);
  for (const end = y + bytes; y < end; y += 16) {
    const c0 = v128.load(c);
    const c1 = v128.load(c, 1024);
    const c2 = v128.load(c, 2048);
    let v = v128.load(y);
    s00 = madd(v, c0, s00);
    s01 = madd(v, c1, s01);
    s02 = madd(v, c2, s02);
    v = v128.load(y, 1024);
    s10 = madd(v, c0, s10);
    s11 = madd(v, c1, s11);
    s12 = madd(v, c2, s12);
    v = v128.load(y, 2048);
    s20 = madd(v, c0, s20);
    s21 = madd(v, c1, s21);
    s22 = madd(v, c2, s22);
    c += 16;
  }
  addTo(rowA, s00);
  addTo(rowA + 16, s01);
  addTo(rowA + 32, s02);
  addTo(rowB, s10);
  addTo(rowB + 16, s11);
  addTo(rowB + 32, s12);
  addTo(rowC, s20);
  addTo(rowC + 16, s21);
  addTo(rowC + 32, s22);
}

export function two(y: usize, c: usize, bytes: usize, rowA: usize, rowB: usize): void {
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s02 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s12 = f64x2.splat(0);
  for (const end = y + bytes; y < end; y += 16) {
    const c0 = v128.load(c);
    const c1 = v128.load(c, 1024);
    const c2 = v128.load(c, 2048);
    let v = v128.load(y);
    s00 = madd(v, c0, s00);
    s01 = madd(v, c1, s01);
    s02 = madd(v, c2, s02);
    v = v128.load(y, 1024);
    s10 = madd(v, c0, s10);
    s11 = madd(v, c1, s11);
    s12 = madd(v, c2, s12);
    c += 16;
  }
  addTo(rowA, s00);
  addTo(rowA + 16, s01);
  addTo(rowA + 32, s02);
  addTo(rowB, s10);
  addTo(rowB + 16, s11);
  addTo(rowB + 32, s12);
}

export function one(y: usize, c: usize, bytes: usize, rowA: usize): void {
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s02 = f64x2.splat(0);
  for (const end = y + bytes; y < end; y += 16) {
    const c0 = v128.load(c);
    const c1 = v128.load(c, 1024);
    const c2 = v128.load(c, 2048);
    const y0 = v128.load(y);
    s00 = madd(y0, c0, s00);
    s01 = madd(y0, c1, s01);
    s02 = madd(y0, c2, s02);
    c += 16;
  }
  addTo(rowA, s00);
  addTo(rowA + 16, s01);
  addTo(rowA + 32, s02);
}

export function triangle3(y: usize, c: usize, bytes: usize, rowA: usize, rowB: usize, rowC: usize): void {
  let s00 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s20 = f64x2.splat(0);
  let s21 = f64x2.splat(0);
  let s22 = f64x2.splat(0);
  for (const end = y + bytes; y < end; y += 16) {
    const c0 = v128.load(c);
    const c1 = v128.load(c, 1024);
    const c2 = v128.load(c, 2048);
    let v = v128.load(y);
    s00 = madd(v, c0, s00);
    v = v128.load(y, 1024);
    s10 = madd(v, c0, s10);
    s11 = madd(v, c1, s11);
    v = v128.load(y, 2048);
    s20 = madd(v, c0, s20);
    s21 = madd(v, c1, s21);
    s22 = madd(v, c2, s22);
    c += 16;
  }
  addTo(rowA, s00);
  addTo(rowB, s10);
  addTo(rowB + 16, s11);
  addTo(rowC, s20);
  addTo(rowC + 16, s21);
  addTo(rowC + 32, s22);
}

export function triangle2(y: usize, c: usize, bytes: usize, rowA: usize, rowB: usize): void {
  let s00 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  for (const end = y + bytes; y < end; y += 16) {
    const c0 = v128.load(c);
    const c1 = v128.load(c, 1024);
    let v = v128.load(y);
    s00 = madd(v, c0, s00);
    v = v128.load(y, 1024);
    s10 = madd(v, c0, s10);
    s11 = madd(v, c1, s11);
    c += 16;
  }
  addTo(rowA, s00);
  addTo(rowB, s10);
  addTo(rowB + 16, s11);
}

export function triangle1(y: usize, c: usize, bytes: usize, rowA: usize): void {
  let s00 = f64x2.splat(0);
  for (const end = y + bytes; y < end; y += 16) {
    const c0 = v128.load(c);
    const y0 = v128.load(y);
    s00 = madd(y0, c0, s00);
    c += 16;
  }
  addTo(rowA, s00);
}
