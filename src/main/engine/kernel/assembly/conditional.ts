import { log2 } from './exponential';
import { madd, nmadd } from './vector';

/**
 * Of two components at once, side by side: the covariance of the missing cells given the others, C = P_mm⁻¹ with P the precision,
 * by the Cholesky factor of P_mm. `precision` d × d, `inverses` 1/P_jj, `missing` the m columns (i32). Leaves the lower triangle
 * of C at `to` and answers what the missing cells take off log2 √det P: −½ log2 Π (pivot/P_jj), the rest being the columns' own.
 * Where a covariance is not positive definite the answer is no number.
 */
export function conditional(
  precision: usize,
  inverses: usize,
  d: usize,
  missing: usize,
  m: usize,
  work: usize,
  to: usize,
): v128 {
  const width = m << 4;
  let product = f64x2.splat(1);
  let log = f64x2.splat(0);
  let bad = f64x2.splat(0);
  for (let i: usize = 0; i < m; i++) {
    const own = <usize>load<u32>(missing + (i << 2));
    const given = precision + ((own * d) << 4);
    const row = work + i * width;
    let pivot = v128.load(given + (own << 4));
    for (let j: usize = 0; j < i; j++) {
      const other = work + j * width;
      let sum = v128.load(given + (<usize>load<u32>(missing + (j << 2)) << 4));
      for (let e: usize = 0; e < j << 4; e += 16) sum = nmadd(v128.load(row + e), v128.load(other + e), sum);
      // The diagonal holds reciprocals.
      sum = f64x2.mul(sum, v128.load(other + (j << 4)));
      v128.store(row + (j << 4), sum);
      pivot = nmadd(sum, sum, pivot);
    }
    bad = v128.or(bad, v128.not(f64x2.gt(pivot, f64x2.splat(0))));
    product = f64x2.mul(product, f64x2.mul(pivot, v128.load(inverses + (own << 4))));
    v128.store(row + (i << 4), f64x2.div(f64x2.splat(1), f64x2.sqrt(pivot)));
    // Pivots are shares of P_jj, some 1e-16 at least: eight of them do not underflow.
    if ((i & 7) == 7) {
      log = f64x2.add(log, log2(product));
      product = f64x2.splat(1);
    }
  }
  invert(m, work);
  square(m, work, to);
  return v128.or(f64x2.mul(f64x2.splat(-0.5), f64x2.add(log, log2(product))), bad);
}

/** L ← L⁻¹ in its own place, the diagonal being inverted already. */
function invert(m: usize, work: usize): void {
  const width = m << 4;
  for (let i: usize = 1; i < m; i++) {
    const row = work + i * width;
    const negative = f64x2.neg(v128.load(row + (i << 4)));
    for (let j: usize = 0; j < i; j++) {
      let sum = f64x2.splat(0);
      let other = work + j * width + (j << 4);
      for (let e = j << 4; e < i << 4; e += 16) {
        sum = madd(v128.load(row + e), v128.load(other), sum);
        other += width;
      }
      v128.store(row + (j << 4), f64x2.mul(sum, negative));
    }
  }
}

/** The lower triangle of WᵀW. */
function square(m: usize, work: usize, to: usize): void {
  const width = m << 4;
  const end = work + m * width;
  for (let i: usize = 0; i < m; i++) {
    for (let j: usize = 0; j <= i; j++) {
      let sum = f64x2.splat(0);
      const across = (i - j) << 4;
      for (let at = work + i * width + (j << 4); at < end; at += width) {
        sum = madd(v128.load(at + across), v128.load(at), sum);
      }
      v128.store(to, sum);
      to += 16;
    }
  }
}
