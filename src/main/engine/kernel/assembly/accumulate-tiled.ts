import { actives, column, inverses, responsibilities, weighted } from './layout';
import { addTo, both, madd } from './vector';
import { one, oneBySix, ownOne, ownThree, ownTwo, three, two } from './tiles';

/**
 * One component's Σ r, Σ r c and Σ r c cᵀ over a block, for any d. `scratch` holds the inverses, and gets r·c of three columns
 * at a time; `centred` gets c, column by column. Where few rows have a share only these are looked at.
 */
export function accumulateTiled(x: usize, d: usize, p: usize, e: usize, scratch: usize, centred: usize, into: usize): void {
  const r = scratch + responsibilities;
  let n = f64x2.splat(0);
  let counts = i64x2.splat(0);
  for (let o: usize = 0; o < column; o += 16) {
    const share = f64x2.mul(v128.load(e + o), v128.load(scratch + inverses + o));
    n = f64x2.add(n, share);
    counts = i64x2.sub(counts, f64x2.ne(share, f64x2.splat(0)));
    v128.store(r + o, share);
  }
  addTo(into, n);
  const y = scratch + weighted;
  if (i64x2.extract_lane(counts, 0) + i64x2.extract_lane(counts, 1) > 96) scatter(x, d, p, r, y, centred, into, column);
  else scatter(centred, d, p, r, y, centred, into, gather(x, d, scratch, centred));
}

/** Moves the rows that have a share to the front of r and, from x, of `to`; answers the bytes of a column of an even number. */
function gather(x: usize, d: usize, scratch: usize, to: usize): usize {
  const r = scratch + responsibilities;
  const list = scratch + actives;
  let end = list;
  for (let o: usize = 0; o < column; o += 8) {
    store<u32>(end, <u32>o);
    end += load<f64>(r + o) != 0 ? 4 : 0;
  }
  const count = (end - list) >> 2;
  // A row too many gets the share 0 below.
  store<u32>(end, count > 0 ? load<u32>(list) : 0);
  const bytes = ((count + 1) >> 1) << 4;
  for (let j: usize = 0; j < d; j++) {
    for (let i: usize = 0; i < bytes; i += 16) {
      const at = list + (i >> 1);
      v128.store(to + i, v128.load64_lane(x + load<u32>(at, 4), v128.load64_zero(x + load<u32>(at)), 1));
    }
    x += column;
    to += column;
  }
  for (let i: usize = 0; i < count; i++) store<f64>(r + (i << 3), load<f64>(r + load<u32>(list + (i << 2))));
  if (count & 1) store<f64>(r + (count << 3), 0);
  return bytes;
}

/** Adds sums and scatter of the columns at `x`, three columns with three columns at a time. */
export function scatter<T = f64>(x: usize, d: usize, p: usize, r: usize, y: usize, centred: usize, into: usize, bytes: usize): void {
  const column: usize = sizeof<T>() << 7;
  const sums = into + 16;
  const triangle = sums + (d << 4);
  for (let i: usize = 0; i < d; i += 3) {
    const from = x + i * column;
    const mean = p + sizeof<T>() + i * sizeof<T>();
    const to = centred + i * column;
    const sum = sums + (i << 4);
    const rowA = triangle + ((i * (i + 1)) << 3);
    const rowB = rowA + ((i + 1) << 4);
    const rowC = rowB + ((i + 2) << 4);
    const own = i << 4;
    const height = d - i;
    if (height >= 3) ownThree<T>(from, mean, r, to, y, bytes, sum, rowA + own, rowB + own, rowC + own);
    else if (height == 2) ownTwo<T>(from, mean, r, to, y, bytes, sum, rowA + own, rowB + own);
    else ownOne<T>(from, mean, r, to, y, bytes, sum, rowA + own);
    for (let j: usize = 0; j < i; j += 3) {
      const c = centred + j * column;
      const at = j << 4;
      if (height >= 3) three<T>(y, c, bytes, rowA + at, rowB + at, rowC + at);
      else if (height == 2) two<T>(y, c, bytes, rowA + at, rowB + at);
      else if (j + 6 <= i) {
        oneBySix<T>(y, c, bytes, rowA + at);
        j += 3;
      } else one<T>(y, c, bytes, rowA + at);
    }
  }
}

/** Σ r only. */
export function accumulateCount(e: usize, inverse: usize, into: usize): void {
  let n = f64x2.splat(0);
  for (let o: usize = 0; o < column; o += 16) n = madd(v128.load(e + o), v128.load(inverse + o), n);
  addTo(into, n);
}

/** The same as above with Σ r c_j² only. */
export function accumulateDiagonal(x: usize, d: usize, p: usize, e: usize, scratch: usize, into: usize): void {
  const r = scratch + responsibilities;
  let n = f64x2.splat(0);
  for (let o: usize = 0; o < column; o += 16) {
    const share = f64x2.mul(v128.load(e + o), v128.load(scratch + inverses + o));
    n = f64x2.add(n, share);
    v128.store(r + o, share);
  }
  addTo(into, n);
  for (let j: usize = 0; j < d; j++) {
    const m = both(p + 8 + (j << 3));
    const from = x + j * column;
    let s = f64x2.splat(0);
    let w = f64x2.splat(0);
    let t = f64x2.splat(0);
    let v = f64x2.splat(0);
    for (let o: usize = 0; o < column; o += 32) {
      let c = f64x2.sub(v128.load(from + o), m);
      let y = f64x2.mul(v128.load(r + o), c);
      s = f64x2.add(s, y);
      w = madd(y, c, w);
      c = f64x2.sub(v128.load(from + o, 16), m);
      y = f64x2.mul(v128.load(r + o, 16), c);
      t = f64x2.add(t, y);
      v = madd(y, c, v);
    }
    addTo(into + 16 + (j << 4), f64x2.add(s, t));
    addTo(into + 16 + ((d + j) << 4), f64x2.add(w, v));
  }
}
