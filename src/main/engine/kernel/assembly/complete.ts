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
  const pulls = work + (d << 4);
  const list = pulls + (d << 4);
  const o = observed(d, missing, m, list);
  for (let row = first << 3; row < (first + count) << 3; row += 8) {
    for (let i: usize = 0; i < o; i++) {
      const at = <usize>load<u32>(list + (i << 2));
      const c = f64x2.sub(both(x + at * column + row), v128.load(p + (at << 4)));
      v128.store(centred + (i << 4), c);
      v128.store64_lane(a + at * column + row, c, 0);
      v128.store64_lane(b + at * column + row, c, 1);
    }
    for (let i: usize = 0; i < m; i++) {
      const from = precision + ((<usize>load<u32>(missing + (i << 2)) * d) << 4);
      let pull = f64x2.splat(0);
      for (let e: usize = 0; e < o; e++) {
        pull = madd(v128.load(from + (<usize>load<u32>(list + (e << 2)) << 4)), v128.load(centred + (e << 4)), pull);
      }
      v128.store(pulls + (i << 4), pull);
    }
    for (let i: usize = 0; i < m; i++) {
      let c = f64x2.splat(0);
      let at = conditional + ((i * (i + 1)) << 3);
      for (let j: usize = 0; j < m; j++) {
        c = nmadd(v128.load(at), v128.load(pulls + (j << 4)), c);
        at += j < i ? 16 : (j + 1) << 4;
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

/** The columns that are not missing, i32 each, to `to`; answers how many. */
function observed(d: usize, missing: usize, m: usize, to: usize): usize {
  let next: usize = 0;
  let count: usize = 0;
  for (let j: usize = 0; j < d; j++) {
    if (next < m && load<u32>(missing + (next << 2)) == <u32>j) next++;
    else {
      store<u32>(to + (count << 2), <u32>j);
      count++;
    }
  }
  return count;
}
