import { addTo, both, madd } from './vector';

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

/** One column with six: three sums alone would wait for themselves. */
export function oneBySix(y: usize, c: usize, bytes: usize, rowA: usize): void {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let s4 = f64x2.splat(0);
  let s5 = f64x2.splat(0);
  for (const end = y + bytes; y < end; y += 16) {
    const y0 = v128.load(y);
    s0 = madd(y0, v128.load(c), s0);
    s1 = madd(y0, v128.load(c, 1024), s1);
    s2 = madd(y0, v128.load(c, 2048), s2);
    s3 = madd(y0, v128.load(c, 3072), s3);
    s4 = madd(y0, v128.load(c, 4096), s4);
    s5 = madd(y0, v128.load(c, 5120), s5);
    c += 16;
  }
  addTo(rowA, s0);
  addTo(rowA + 16, s1);
  addTo(rowA + 32, s2);
  addTo(rowA + 48, s3);
  addTo(rowA + 64, s4);
  addTo(rowA + 80, s5);
}

/**
 * The columns at work with themselves, which comes first: c ← x − mean, y ← r·c, sums += Σ y, and the triangle of Σ y_i c_j.
 */
export function ownThree(x: usize, mean: usize, r: usize, c: usize, y: usize, bytes: usize, sums: usize, rowA: usize, rowB: usize, rowC: usize): void {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let w00 = f64x2.splat(0);
  let w10 = f64x2.splat(0);
  let w11 = f64x2.splat(0);
  let w20 = f64x2.splat(0);
  let w21 = f64x2.splat(0);
  let w22 = f64x2.splat(0);
  for (let o: usize = 0; o < bytes; o += 16) {
    const share = v128.load(r + o);
    const c0 = f64x2.sub(v128.load(x + o), both(mean));
    v128.store(c + o, c0);
    const y0 = f64x2.mul(share, c0);
    v128.store(y + o, y0);
    s0 = f64x2.add(s0, y0);
    w00 = madd(y0, c0, w00);
    const c1 = f64x2.sub(v128.load(x + o, 1024), both(mean, 8));
    v128.store(c + o, c1, 1024);
    const y1 = f64x2.mul(share, c1);
    v128.store(y + o, y1, 1024);
    s1 = f64x2.add(s1, y1);
    w10 = madd(y1, c0, w10);
    w11 = madd(y1, c1, w11);
    const c2 = f64x2.sub(v128.load(x + o, 2048), both(mean, 16));
    v128.store(c + o, c2, 2048);
    const y2 = f64x2.mul(share, c2);
    v128.store(y + o, y2, 2048);
    s2 = f64x2.add(s2, y2);
    w20 = madd(y2, c0, w20);
    w21 = madd(y2, c1, w21);
    w22 = madd(y2, c2, w22);
  }
  addTo(sums, s0);
  addTo(sums + 16, s1);
  addTo(sums + 32, s2);
  addTo(rowA, w00);
  addTo(rowB, w10);
  addTo(rowB + 16, w11);
  addTo(rowC, w20);
  addTo(rowC + 16, w21);
  addTo(rowC + 32, w22);
}

export function ownTwo(x: usize, mean: usize, r: usize, c: usize, y: usize, bytes: usize, sums: usize, rowA: usize, rowB: usize): void {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let w00 = f64x2.splat(0);
  let w10 = f64x2.splat(0);
  let w11 = f64x2.splat(0);
  for (let o: usize = 0; o < bytes; o += 16) {
    const share = v128.load(r + o);
    const c0 = f64x2.sub(v128.load(x + o), both(mean));
    v128.store(c + o, c0);
    const y0 = f64x2.mul(share, c0);
    v128.store(y + o, y0);
    s0 = f64x2.add(s0, y0);
    w00 = madd(y0, c0, w00);
    const c1 = f64x2.sub(v128.load(x + o, 1024), both(mean, 8));
    v128.store(c + o, c1, 1024);
    const y1 = f64x2.mul(share, c1);
    v128.store(y + o, y1, 1024);
    s1 = f64x2.add(s1, y1);
    w10 = madd(y1, c0, w10);
    w11 = madd(y1, c1, w11);
  }
  addTo(sums, s0);
  addTo(sums + 16, s1);
  addTo(rowA, w00);
  addTo(rowB, w10);
  addTo(rowB + 16, w11);
}

export function ownOne(x: usize, mean: usize, r: usize, c: usize, y: usize, bytes: usize, sums: usize, rowA: usize): void {
  let s0 = f64x2.splat(0);
  let w00 = f64x2.splat(0);
  for (let o: usize = 0; o < bytes; o += 16) {
    const share = v128.load(r + o);
    const c0 = f64x2.sub(v128.load(x + o), both(mean));
    v128.store(c + o, c0);
    const y0 = f64x2.mul(share, c0);
    v128.store(y + o, y0);
    s0 = f64x2.add(s0, y0);
    w00 = madd(y0, c0, w00);
  }
  addTo(sums, s0);
  addTo(rowA, w00);
}
