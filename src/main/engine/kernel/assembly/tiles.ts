import { addTo, both, madd } from './vector';

/**
 * Tiles of Σ y_i c_j over the rows of a block: `y` and `c` are columns of 128 numbers of which the first `bytes` count, each
 * sum starts at zero and is added to the statistics at its end. Nine sums and three columns are what the registers hold.
 */
export function three<T>(y: usize, c: usize, bytes: usize, rowA: usize, rowB: usize, rowC: usize): void {
  let s00 = v128.splat<T>(0);
  let s01 = v128.splat<T>(0);
  let s02 = v128.splat<T>(0);
  let s10 = v128.splat<T>(0);
  let s11 = v128.splat<T>(0);
  let s12 = v128.splat<T>(0);
  let s20 = v128.splat<T>(0);
  let s21 = v128.splat<T>(0);
  let s22 = v128.splat<T>(0);
  for (const end = y + bytes; y < end; y += 16) {
    const c0 = v128.load(c);
    const c1 = v128.load(c, (sizeof<T>() << 7));
    const c2 = v128.load(c, 2 * (sizeof<T>() << 7));
    let v = v128.load(y);
    s00 = madd<T>(v, c0, s00);
    s01 = madd<T>(v, c1, s01);
    s02 = madd<T>(v, c2, s02);
    v = v128.load(y, (sizeof<T>() << 7));
    s10 = madd<T>(v, c0, s10);
    s11 = madd<T>(v, c1, s11);
    s12 = madd<T>(v, c2, s12);
    v = v128.load(y, 2 * (sizeof<T>() << 7));
    s20 = madd<T>(v, c0, s20);
    s21 = madd<T>(v, c1, s21);
    s22 = madd<T>(v, c2, s22);
    c += 16;
  }
  addTo<T>(rowA, s00);
  addTo<T>(rowA + 16, s01);
  addTo<T>(rowA + 32, s02);
  addTo<T>(rowB, s10);
  addTo<T>(rowB + 16, s11);
  addTo<T>(rowB + 32, s12);
  addTo<T>(rowC, s20);
  addTo<T>(rowC + 16, s21);
  addTo<T>(rowC + 32, s22);
}

export function two<T>(y: usize, c: usize, bytes: usize, rowA: usize, rowB: usize): void {
  let s00 = v128.splat<T>(0);
  let s01 = v128.splat<T>(0);
  let s02 = v128.splat<T>(0);
  let s10 = v128.splat<T>(0);
  let s11 = v128.splat<T>(0);
  let s12 = v128.splat<T>(0);
  for (const end = y + bytes; y < end; y += 16) {
    const c0 = v128.load(c);
    const c1 = v128.load(c, (sizeof<T>() << 7));
    const c2 = v128.load(c, 2 * (sizeof<T>() << 7));
    let v = v128.load(y);
    s00 = madd<T>(v, c0, s00);
    s01 = madd<T>(v, c1, s01);
    s02 = madd<T>(v, c2, s02);
    v = v128.load(y, (sizeof<T>() << 7));
    s10 = madd<T>(v, c0, s10);
    s11 = madd<T>(v, c1, s11);
    s12 = madd<T>(v, c2, s12);
    c += 16;
  }
  addTo<T>(rowA, s00);
  addTo<T>(rowA + 16, s01);
  addTo<T>(rowA + 32, s02);
  addTo<T>(rowB, s10);
  addTo<T>(rowB + 16, s11);
  addTo<T>(rowB + 32, s12);
}

export function one<T>(y: usize, c: usize, bytes: usize, rowA: usize): void {
  let s00 = v128.splat<T>(0);
  let s01 = v128.splat<T>(0);
  let s02 = v128.splat<T>(0);
  for (const end = y + bytes; y < end; y += 16) {
    const c0 = v128.load(c);
    const c1 = v128.load(c, (sizeof<T>() << 7));
    const c2 = v128.load(c, 2 * (sizeof<T>() << 7));
    const y0 = v128.load(y);
    s00 = madd<T>(y0, c0, s00);
    s01 = madd<T>(y0, c1, s01);
    s02 = madd<T>(y0, c2, s02);
    c += 16;
  }
  addTo<T>(rowA, s00);
  addTo<T>(rowA + 16, s01);
  addTo<T>(rowA + 32, s02);
}

/** One column with six: three sums alone would wait for themselves. */
export function oneBySix<T>(y: usize, c: usize, bytes: usize, rowA: usize): void {
  let s0 = v128.splat<T>(0);
  let s1 = v128.splat<T>(0);
  let s2 = v128.splat<T>(0);
  let s3 = v128.splat<T>(0);
  let s4 = v128.splat<T>(0);
  let s5 = v128.splat<T>(0);
  for (const end = y + bytes; y < end; y += 16) {
    const y0 = v128.load(y);
    s0 = madd<T>(y0, v128.load(c), s0);
    s1 = madd<T>(y0, v128.load(c, (sizeof<T>() << 7)), s1);
    s2 = madd<T>(y0, v128.load(c, 2 * (sizeof<T>() << 7)), s2);
    s3 = madd<T>(y0, v128.load(c, 3 * (sizeof<T>() << 7)), s3);
    s4 = madd<T>(y0, v128.load(c, 4 * (sizeof<T>() << 7)), s4);
    s5 = madd<T>(y0, v128.load(c, 5 * (sizeof<T>() << 7)), s5);
    c += 16;
  }
  addTo<T>(rowA, s0);
  addTo<T>(rowA + 16, s1);
  addTo<T>(rowA + 32, s2);
  addTo<T>(rowA + 48, s3);
  addTo<T>(rowA + 64, s4);
  addTo<T>(rowA + 80, s5);
}

/**
 * The columns at work with themselves, which comes first: c ← x − mean, y ← r·c, sums += Σ y, and the triangle of Σ y_i c_j.
 */
export function ownThree<T>(x: usize, mean: usize, r: usize, c: usize, y: usize, bytes: usize, sums: usize, rowA: usize, rowB: usize, rowC: usize): void {
  let s0 = v128.splat<T>(0);
  let s1 = v128.splat<T>(0);
  let s2 = v128.splat<T>(0);
  let w00 = v128.splat<T>(0);
  let w10 = v128.splat<T>(0);
  let w11 = v128.splat<T>(0);
  let w20 = v128.splat<T>(0);
  let w21 = v128.splat<T>(0);
  let w22 = v128.splat<T>(0);
  for (let o: usize = 0; o < bytes; o += 16) {
    const share = v128.load(r + o);
    const c0 = v128.sub<T>(v128.load(x + o), both<T>(mean));
    v128.store(c + o, c0);
    const y0 = v128.mul<T>(share, c0);
    v128.store(y + o, y0);
    s0 = v128.add<T>(s0, y0);
    w00 = madd<T>(y0, c0, w00);
    const c1 = v128.sub<T>(v128.load(x + o, (sizeof<T>() << 7)), both<T>(mean, sizeof<T>()));
    v128.store(c + o, c1, (sizeof<T>() << 7));
    const y1 = v128.mul<T>(share, c1);
    v128.store(y + o, y1, (sizeof<T>() << 7));
    s1 = v128.add<T>(s1, y1);
    w10 = madd<T>(y1, c0, w10);
    w11 = madd<T>(y1, c1, w11);
    const c2 = v128.sub<T>(v128.load(x + o, 2 * (sizeof<T>() << 7)), both<T>(mean, 2 * sizeof<T>()));
    v128.store(c + o, c2, 2 * (sizeof<T>() << 7));
    const y2 = v128.mul<T>(share, c2);
    v128.store(y + o, y2, 2 * (sizeof<T>() << 7));
    s2 = v128.add<T>(s2, y2);
    w20 = madd<T>(y2, c0, w20);
    w21 = madd<T>(y2, c1, w21);
    w22 = madd<T>(y2, c2, w22);
  }
  addTo<T>(sums, s0);
  addTo<T>(sums + 16, s1);
  addTo<T>(sums + 32, s2);
  addTo<T>(rowA, w00);
  addTo<T>(rowB, w10);
  addTo<T>(rowB + 16, w11);
  addTo<T>(rowC, w20);
  addTo<T>(rowC + 16, w21);
  addTo<T>(rowC + 32, w22);
}

export function ownTwo<T>(x: usize, mean: usize, r: usize, c: usize, y: usize, bytes: usize, sums: usize, rowA: usize, rowB: usize): void {
  let s0 = v128.splat<T>(0);
  let s1 = v128.splat<T>(0);
  let w00 = v128.splat<T>(0);
  let w10 = v128.splat<T>(0);
  let w11 = v128.splat<T>(0);
  for (let o: usize = 0; o < bytes; o += 16) {
    const share = v128.load(r + o);
    const c0 = v128.sub<T>(v128.load(x + o), both<T>(mean));
    v128.store(c + o, c0);
    const y0 = v128.mul<T>(share, c0);
    v128.store(y + o, y0);
    s0 = v128.add<T>(s0, y0);
    w00 = madd<T>(y0, c0, w00);
    const c1 = v128.sub<T>(v128.load(x + o, (sizeof<T>() << 7)), both<T>(mean, sizeof<T>()));
    v128.store(c + o, c1, (sizeof<T>() << 7));
    const y1 = v128.mul<T>(share, c1);
    v128.store(y + o, y1, (sizeof<T>() << 7));
    s1 = v128.add<T>(s1, y1);
    w10 = madd<T>(y1, c0, w10);
    w11 = madd<T>(y1, c1, w11);
  }
  addTo<T>(sums, s0);
  addTo<T>(sums + 16, s1);
  addTo<T>(rowA, w00);
  addTo<T>(rowB, w10);
  addTo<T>(rowB + 16, w11);
}

export function ownOne<T>(x: usize, mean: usize, r: usize, c: usize, y: usize, bytes: usize, sums: usize, rowA: usize): void {
  let s0 = v128.splat<T>(0);
  let w00 = v128.splat<T>(0);
  for (let o: usize = 0; o < bytes; o += 16) {
    const share = v128.load(r + o);
    const c0 = v128.sub<T>(v128.load(x + o), both<T>(mean));
    v128.store(c + o, c0);
    const y0 = v128.mul<T>(share, c0);
    v128.store(y + o, y0);
    s0 = v128.add<T>(s0, y0);
    w00 = madd<T>(y0, c0, w00);
  }
  addTo<T>(sums, s0);
  addTo<T>(rowA, w00);
}
