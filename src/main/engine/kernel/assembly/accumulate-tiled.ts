import { actives, column, inverses, responsibilities, weighted } from './layout';
import { addSums, oneBySix, ownOne, ownTwo, twoByThree } from './tiles';
import { addTo, both, madd } from './vector';

/**
 * One component's Σ r, Σ r c and Σ r c cᵀ over a block, for any d. `scratch` holds the inverses, and gets r·c of two columns
 * at a time; `centred` gets c, column by column. Where few rows have a share only these are looked at.
 */
export function accumulateTiled(x: usize, d: usize, p: usize, e: usize, scratch: usize, centred: usize, into: usize): void {
  if (shares(e, scratch, into) > 96) scatter(x, d, p, scratch, centred, into, column);
  else scatter(centred, d, p, scratch, centred, into, gather(x, d, scratch, centred));
}

/** r ← e·inverse in scratch, `into` += Σ r; answers how many rows have a share. */
export function shares(e: usize, scratch: usize, into: usize): i64 {
  const work = scratch + actives;
  share(e, scratch + inverses, scratch + responsibilities, work);
  addTo(into, f64x2.add(v128.load(work), v128.load(work, 16)));
  const counts = i64x2.add(v128.load(work, 32), v128.load(work, 48));
  return i64x2.extract_lane(counts, 0) + i64x2.extract_lane(counts, 1);
}

/** At `work` then two vectors of Σ r and two of counts, written so that neighbours can be joined (density-tiled.ts). */
function share(e: usize, inverse: usize, r: usize, work: usize): void {
  let n = f64x2.splat(0);
  let m = f64x2.splat(0);
  let counts = i64x2.splat(0);
  let others = i64x2.splat(0);
  for (const end = r + column; r < end; r += 32) {
    const v = f64x2.mul(v128.load(e), v128.load(inverse));
    const w = f64x2.mul(v128.load(e, 16), v128.load(inverse, 16));
    v128.store(r, w, 16);
    v128.store(r, v);
    n = f64x2.add(n, v);
    m = f64x2.add(m, w);
    counts = i64x2.sub(counts, f64x2.ne(v, f64x2.splat(0)));
    others = i64x2.sub(others, f64x2.ne(w, f64x2.splat(0)));
    e += 32;
    inverse += 32;
  }
  v128.store(work, others, 48);
  v128.store(work, counts, 32);
  v128.store(work, m, 16);
  v128.store(work, n);
}

/** Moves the rows that have a share to the front of r and, from x, of `to`; answers the bytes of a column, fours of rows. */
function gather(x: usize, d: usize, scratch: usize, to: usize): usize {
  const r = scratch + responsibilities;
  const list = scratch + actives;
  let end = list;
  for (let o: usize = 0; o < column; o += 8) {
    store<u32>(end, <u32>o);
    end += load<f64>(r + o) != 0 ? 4 : 0;
  }
  const count = (end - list) >> 2;
  // The rows too many get the share 0 below.
  for (let i: usize = 0; i < 12; i += 4) store<u32>(end + i, count > 0 ? load<u32>(list) : 0);
  const bytes = ((count + 3) >> 2) << 5;
  for (let j: usize = 0; j < d; j++) {
    for (let i: usize = 0; i < bytes; i += 16) {
      const at = list + (i >> 1);
      v128.store(to + i, v128.load64_lane(x + load<u32>(at, 4), v128.load64_zero(x + load<u32>(at)), 1));
    }
    x += column;
    to += column;
  }
  for (let i: usize = 0; i < count; i++) store<f64>(r + (i << 3), load<f64>(r + load<u32>(list + (i << 2))));
  for (let o = count << 3; o < bytes; o += 8) store<f64>(r + o, 0);
  return bytes;
}

/**
 * Adds sums and scatter of the columns at `x`, two columns with three columns at a time; the shares stand in scratch. `bytes`
 * of a column count, a multiple of 32. A tile that reaches beyond the columns asked for is added as far as these go.
 */
export function scatter<T = f64>(x: usize, d: usize, p: usize, scratch: usize, centred: usize, into: usize, bytes: usize): void {
  const column: usize = sizeof<T>() << 7;
  const r = scratch + responsibilities;
  const y = scratch + weighted;
  const work = scratch + actives;
  const sums = into + 16;
  const triangle = sums + (d << 4);
  for (let i: usize = 0; i < d; i += 2) {
    const from = x + i * column;
    const mean = p + sizeof<T>() + i * sizeof<T>();
    const to = centred + i * column;
    const sum = sums + (i << 4);
    const rowA = triangle + ((i * (i + 1)) << 3);
    const rowB = rowA + ((i + 1) << 4);
    const own = i << 4;
    const two = i + 1 < d;
    if (two) {
      ownTwo<T>(from, mean, r, to, y, bytes, work);
      addSums<T>(sum + 16, work + 64, 1);
      addSums<T>(rowB + own, work + 96, 2);
    } else ownOne<T>(from, mean, r, to, y, bytes, work);
    addSums<T>(sum, work, 1);
    addSums<T>(rowA + own, work + 32, 1);
    for (let j: usize = 0; j < i; j += two ? 3 : 6) {
      const c = centred + j * column;
      const at = j << 4;
      const count = i - j;
      if (two) {
        twoByThree<T>(y, c, bytes, work);
        addSums<T>(rowA + at, work, count);
        addSums<T>(rowB + at, work + 96, count);
      } else {
        oneBySix<T>(y, c, bytes, work);
        addSums<T>(rowA + at, work, count);
        if (count > 3) addSums<T>(rowA + at + 48, work + 96, count - 3);
      }
    }
  }
}

/** Σ r only. */
export function accumulateCount(e: usize, inverse: usize, into: usize): void {
  let n = f64x2.splat(0);
  for (let o: usize = 0; o < column; o += 16) n = madd(v128.load(e + o), v128.load(inverse + o), n);
  addTo(into, n);
}

/** The same as accumulateTiled with Σ r c_j² only. */
export function accumulateDiagonal(x: usize, d: usize, p: usize, e: usize, scratch: usize, into: usize): void {
  shares(e, scratch, into);
  const work = scratch + actives;
  for (let j: usize = 0; j < d; j++) {
    ownSquares(x + j * column, p + 8 + (j << 3), scratch + responsibilities, work);
    addTo(into + 16 + (j << 4), together(work));
    addTo(into + 16 + ((d + j) << 4), together(work + 64));
  }
}

function together(at: usize): v128 {
  return f64x2.add(f64x2.add(v128.load(at), v128.load(at, 16)), f64x2.add(v128.load(at, 32), v128.load(at, 48)));
}

/** Four vectors each of Σ r c and Σ r c² of a column, to be put together. */
function ownSquares(x: usize, mean: usize, r: usize, work: usize): void {
  let sa = f64x2.splat(0);
  let sb = f64x2.splat(0);
  let sc = f64x2.splat(0);
  let sd = f64x2.splat(0);
  let wa = f64x2.splat(0);
  let wb = f64x2.splat(0);
  let wc = f64x2.splat(0);
  let wd = f64x2.splat(0);
  for (const end = r + column; r < end; r += 64) {
    const m = both(mean);
    let c = f64x2.sub(v128.load(x), m);
    let y = f64x2.mul(v128.load(r), c);
    sa = f64x2.add(sa, y);
    wa = madd(y, c, wa);
    c = f64x2.sub(v128.load(x, 16), m);
    y = f64x2.mul(v128.load(r, 16), c);
    sb = f64x2.add(sb, y);
    wb = madd(y, c, wb);
    c = f64x2.sub(v128.load(x, 32), m);
    y = f64x2.mul(v128.load(r, 32), c);
    sc = f64x2.add(sc, y);
    wc = madd(y, c, wc);
    c = f64x2.sub(v128.load(x, 48), m);
    y = f64x2.mul(v128.load(r, 48), c);
    sd = f64x2.add(sd, y);
    wd = madd(y, c, wd);
    x += 64;
  }
  v128.store(work, wd, 112);
  v128.store(work, wc, 96);
  v128.store(work, wb, 80);
  v128.store(work, wa, 64);
  v128.store(work, sd, 48);
  v128.store(work, sc, 32);
  v128.store(work, sb, 16);
  v128.store(work, sa);
}
