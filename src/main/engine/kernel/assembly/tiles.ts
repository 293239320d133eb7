import { addTo, both, madd } from './vector';

/**
 * Tiles of Σ y_i c_j over the rows of a block, two y with three c or one with six: columns of 128 numbers of which the first
 * `bytes` count, a multiple of 32. Written so that neighbours can be joined (density-tiled.ts): each sum is two vectors, left at
 * `work` and put together there. Apart, twelve sums, two y and a c are what the registers hold: one half after the other.
 */
export function twoByThree<T>(y: usize, c: usize, bytes: usize, work: usize): void {
  let a0 = v128.splat<T>(0);
  let b0 = v128.splat<T>(0);
  let a1 = v128.splat<T>(0);
  let b1 = v128.splat<T>(0);
  let a2 = v128.splat<T>(0);
  let b2 = v128.splat<T>(0);
  let a3 = v128.splat<T>(0);
  let b3 = v128.splat<T>(0);
  let a4 = v128.splat<T>(0);
  let b4 = v128.splat<T>(0);
  let a5 = v128.splat<T>(0);
  let b5 = v128.splat<T>(0);
  for (const end = y + bytes; y < end; y += 32) {
    let v = v128.load(y);
    let w = v128.load(y, (sizeof<T>() << 7));
    let x = v128.load(c);
    a0 = madd<T>(v, x, a0);
    a3 = madd<T>(w, x, a3);
    x = v128.load(c, (sizeof<T>() << 7));
    a1 = madd<T>(v, x, a1);
    a4 = madd<T>(w, x, a4);
    x = v128.load(c, 2 * (sizeof<T>() << 7));
    a2 = madd<T>(v, x, a2);
    a5 = madd<T>(w, x, a5);
    v = v128.load(y, 16);
    w = v128.load(y, (sizeof<T>() << 7) + 16);
    x = v128.load(c, 16);
    b0 = madd<T>(v, x, b0);
    b3 = madd<T>(w, x, b3);
    x = v128.load(c, (sizeof<T>() << 7) + 16);
    b1 = madd<T>(v, x, b1);
    b4 = madd<T>(w, x, b4);
    x = v128.load(c, 2 * (sizeof<T>() << 7) + 16);
    b2 = madd<T>(v, x, b2);
    b5 = madd<T>(w, x, b5);
    c += 32;
  }
  put(work, a0, b0, a1, b1, a2, b2, a3, b3, a4, b4, a5, b5);
}

export function oneBySix<T>(y: usize, c: usize, bytes: usize, work: usize): void {
  let a0 = v128.splat<T>(0);
  let b0 = v128.splat<T>(0);
  let a1 = v128.splat<T>(0);
  let b1 = v128.splat<T>(0);
  let a2 = v128.splat<T>(0);
  let b2 = v128.splat<T>(0);
  let a3 = v128.splat<T>(0);
  let b3 = v128.splat<T>(0);
  let a4 = v128.splat<T>(0);
  let b4 = v128.splat<T>(0);
  let a5 = v128.splat<T>(0);
  let b5 = v128.splat<T>(0);
  for (const end = y + bytes; y < end; y += 32) {
    const v = v128.load(y);
    const w = v128.load(y, 16);
    a0 = madd<T>(v, v128.load(c), a0);
    b0 = madd<T>(w, v128.load(c, 16), b0);
    a1 = madd<T>(v, v128.load(c, (sizeof<T>() << 7)), a1);
    b1 = madd<T>(w, v128.load(c, (sizeof<T>() << 7) + 16), b1);
    a2 = madd<T>(v, v128.load(c, 2 * (sizeof<T>() << 7)), a2);
    b2 = madd<T>(w, v128.load(c, 2 * (sizeof<T>() << 7) + 16), b2);
    a3 = madd<T>(v, v128.load(c, 3 * (sizeof<T>() << 7)), a3);
    b3 = madd<T>(w, v128.load(c, 3 * (sizeof<T>() << 7) + 16), b3);
    a4 = madd<T>(v, v128.load(c, 4 * (sizeof<T>() << 7)), a4);
    b4 = madd<T>(w, v128.load(c, 4 * (sizeof<T>() << 7) + 16), b4);
    a5 = madd<T>(v, v128.load(c, 5 * (sizeof<T>() << 7)), a5);
    b5 = madd<T>(w, v128.load(c, 5 * (sizeof<T>() << 7) + 16), b5);
    c += 32;
  }
  put(work, a0, b0, a1, b1, a2, b2, a3, b3, a4, b4, a5, b5);
}

/**
 * The columns at work, two or one, with themselves, which comes first: c ← x − mean, y ← r·c, and at `work` Σ y_0, Σ y_0 c_0,
 * Σ y_1, Σ y_1 c_0, Σ y_1 c_1. What outlives a step of the loop is so little that all finds a register where vectors are not joined.
 */
// @ts-expect-error: decorator
@inline
function own<T>(two: bool, x: usize, mean: usize, r: usize, c: usize, y: usize, bytes: usize, work: usize): void {
  let a0 = v128.splat<T>(0);
  let b0 = v128.splat<T>(0);
  let a1 = v128.splat<T>(0);
  let b1 = v128.splat<T>(0);
  let a2 = v128.splat<T>(0);
  let b2 = v128.splat<T>(0);
  let a3 = v128.splat<T>(0);
  let b3 = v128.splat<T>(0);
  let a4 = v128.splat<T>(0);
  let b4 = v128.splat<T>(0);
  for (const end = r + bytes; r < end; r += 32) {
    let m = both<T>(mean);
    const c0 = v128.sub<T>(v128.load(x), m);
    const d0 = v128.sub<T>(v128.load(x, 16), m);
    v128.store(c, d0, 16);
    v128.store(c, c0);
    let v = v128.mul<T>(v128.load(r), c0);
    let w = v128.mul<T>(v128.load(r, 16), d0);
    v128.store(y, w, 16);
    v128.store(y, v);
    a0 = v128.add<T>(a0, v);
    b0 = v128.add<T>(b0, w);
    a1 = madd<T>(v, c0, a1);
    b1 = madd<T>(w, d0, b1);
    if (two) {
      m = both<T>(mean, sizeof<T>());
      const c1 = v128.sub<T>(v128.load(x, (sizeof<T>() << 7)), m);
      const d1 = v128.sub<T>(v128.load(x, (sizeof<T>() << 7) + 16), m);
      v128.store(c, d1, (sizeof<T>() << 7) + 16);
      v128.store(c, c1, (sizeof<T>() << 7));
      a3 = madd<T>(v, c1, a3);
      b3 = madd<T>(w, d1, b3);
      v = v128.mul<T>(v128.load(r), c1);
      w = v128.mul<T>(v128.load(r, 16), d1);
      v128.store(y, w, (sizeof<T>() << 7) + 16);
      v128.store(y, v, (sizeof<T>() << 7));
      a2 = v128.add<T>(a2, v);
      b2 = v128.add<T>(b2, w);
      a4 = madd<T>(v, c1, a4);
      b4 = madd<T>(w, d1, b4);
    }
    x += 32;
    c += 32;
    y += 32;
  }
  const none = v128.splat<T>(0);
  put(work, a0, b0, a1, b1, a2, b2, a3, b3, a4, b4, none, none);
}

export function ownTwo<T>(x: usize, mean: usize, r: usize, c: usize, y: usize, bytes: usize, work: usize): void {
  own<T>(true, x, mean, r, c, y, bytes, work);
}

export function ownOne<T>(x: usize, mean: usize, r: usize, c: usize, y: usize, bytes: usize, work: usize): void {
  own<T>(false, x, mean, r, c, y, bytes, work);
}

// @ts-expect-error: decorator
@inline
export function put(
  at: usize, a0: v128, b0: v128, a1: v128, b1: v128, a2: v128, b2: v128, a3: v128, b3: v128, a4: v128, b4: v128, a5: v128, b5: v128,
): void {
  v128.store(at, b5, 176);
  v128.store(at, a5, 160);
  v128.store(at, b4, 144);
  v128.store(at, a4, 128);
  v128.store(at, b3, 112);
  v128.store(at, a3, 96);
  v128.store(at, b2, 80);
  v128.store(at, a2, 64);
  v128.store(at, b1, 48);
  v128.store(at, a1, 32);
  v128.store(at, b0, 16);
  v128.store(at, a0);
}

/** So many sums, three at most, that stand at `from` are added to the statistics at `to`. */
// @ts-expect-error: decorator
@inline
export function addSums<T>(to: usize, from: usize, count: usize): void {
  addSum<T>(to, from);
  if (count > 1) addSum<T>(to + 16, from + 32);
  if (count > 2) addSum<T>(to + 32, from + 64);
}

// @ts-expect-error: decorator
@inline
function addSum<T>(to: usize, from: usize): void {
  addTo<T>(to, v128.add<T>(v128.load(from), v128.load(from, 16)));
}
