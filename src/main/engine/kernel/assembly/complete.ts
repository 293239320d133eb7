import { column } from './layout';
import { both, madd, nmadd } from './vector';

/**
 * Writes a block's rows first … first + count − 1, about the means of two components, to `a` and `b` (d columns each), the missing
 * cells by their expectation given the others: −C P_mo c_o. `p` and `precision` are the pair's means and precision, `conditional`
 * the lower triangle of C, `missing` the m columns; `work` holds three times d pairs of numbers.
 */
export function complete(
  x: usize,
  d: usize,
  p: usize,
  precision: usize,
  conditional: usize,
  missing: usize,
  m: usize,
  first: usize,
  count: usize,
  a: usize,
  b: usize,
  work: usize,
): void {
  const centred = work;
  const end = centred + (d << 4);
  const pulls = end;
  for (let row = first << 3; row < (first + count) << 3; row += 8) {
    let next: usize = 0;
    let at = row;
    let mean = p;
    for (let to = centred; to < end; to += 16) {
      // A missing cell says nothing: 0 stands for it, so that all columns can be gone through in their order.
      let c = f64x2.splat(0);
      if (next < m && <usize>load<u32>(missing + (next << 2)) << 4 == to - centred) next++;
      else {
        c = f64x2.sub(both(x + at), v128.load(mean));
        v128.store64_lane(a + at, c, 0);
        v128.store64_lane(b + at, c, 1);
      }
      v128.store(to, c);
      at += column;
      mean += 16;
    }
    for (let i: usize = 0; i < m; i++) {
      let from = precision + ((<usize>load<u32>(missing + (i << 2)) * d) << 4);
      let pull = f64x2.splat(0);
      let other = f64x2.splat(0);
      let c = centred;
      for (; c + 16 < end; c += 32) {
        pull = madd(v128.load(from), v128.load(c), pull);
        other = madd(v128.load(from, 16), v128.load(c, 16), other);
        from += 32;
      }
      if (c < end) pull = madd(v128.load(from), v128.load(c), pull);
      v128.store(pulls + (i << 4), f64x2.add(pull, other));
    }
    for (let i: usize = 0; i < m; i++) {
      let c = f64x2.splat(0);
      let from = conditional + ((i * (i + 1)) << 3);
      for (let j: usize = 0; j < m; j++) {
        c = nmadd(v128.load(from), v128.load(pulls + (j << 4)), c);
        from += j < i ? 16 : (j + 1) << 4;
      }
      const to = <usize>load<u32>(missing + (i << 2)) * column + row;
      v128.store64_lane(a + to, c, 0);
      v128.store64_lane(b + to, c, 1);
    }
  }
}

/** The same for diagonal covariances, where the expectation is the mean. */
export function completeDiagonal(
  x: usize,
  d: usize,
  p: usize,
  missing: usize,
  m: usize,
  first: usize,
  count: usize,
  a: usize,
  b: usize,
): void {
  let next: usize = 0;
  for (let j: usize = 0; j < d; j++) {
    const gone = next < m && load<u32>(missing + (next << 2)) == <u32>j;
    if (gone) next++;
    const mean = v128.load(p + (j << 4));
    for (let at = j * column + (first << 3); at < j * column + ((first + count) << 3); at += 8) {
      const c = gone ? f64x2.splat(0) : f64x2.sub(both(x + at), mean);
      v128.store64_lane(a + at, c, 0);
      v128.store64_lane(b + at, c, 1);
    }
  }
}
