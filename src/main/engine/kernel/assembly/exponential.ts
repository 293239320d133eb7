import { numberMagic, numberPowers, rootTable } from './layout';
import { madd } from './vector';

/**
 * 2^x for −1000 < x ≤ 0, otherwise without meaning: 2^(N/256)·2^f with N/256 the multiple nearest to x, the first factor from a
 * table, the second by a polynomial of degree 4. Error about one unit in the last place; 2^0 is exactly 1. The table takes six
 * multiply-adds away from what a polynomial on |f| ≤ ½ needs, and it is these that the time goes to.
 */
// @ts-ignore: decorator
@inline
export function exp2(x: v128): v128 {
  const magic = v128.load(numberMagic);
  const shifted = f64x2.add(x, magic);
  const f = f64x2.sub(x, f64x2.sub(shifted, magic));
  let p = madd(v128.load(numberPowers), f, v128.load(numberPowers, 16));
  p = madd(p, f, v128.load(numberPowers, 32));
  p = madd(p, f, v128.load(numberPowers, 48));
  const g = power(shifted);
  return madd(g, f64x2.mul(p, f), g);
}

/** 2^(N/256), N in the low bits: N·2⁴⁴ has the exponent in its place and, below it, the table's index, which the table lacks. */
// @ts-ignore: decorator
@inline
function power(shifted: v128): v128 {
  const first = (<usize>i64x2.extract_lane(shifted, 0) & 255) << 3;
  const second = (<usize>i64x2.extract_lane(shifted, 1) & 255) << 3;
  const roots = v128.load64_lane(second, v128.load64_zero(first, rootTable), 1, rootTable);
  return i64x2.add(roots, i64x2.shl(shifted, 44));
}

/**
 * log2 x for normal x > 0: the exponent plus 2/ln 2·artanh((m − 1)/(m + 1)) with m in √½ … √2, by its series to s²¹
 * (remainder below 1e-18).
 */
// @ts-ignore: decorator
@inline
export function log2(x: v128): v128 {
  const bits = i64x2.sub(x, i64x2.splat(0x3fe6a09e667f3bcd));
  const n = i64x2.shr_s(bits, 52);
  const m = i64x2.sub(x, i64x2.shl(n, 52));
  // n as a number: it goes into the low bits of 1.5·2⁵².
  const exponent = f64x2.sub(i64x2.add(n, i64x2.splat(0x4338000000000000)), f64x2.splat(6755399441055744.0));
  const s = f64x2.div(f64x2.sub(m, f64x2.splat(1)), f64x2.add(m, f64x2.splat(1)));
  const t = f64x2.mul(s, s);
  let p = f64x2.splat(1.0 / 21);
  p = madd(p, t, f64x2.splat(1.0 / 19));
  p = madd(p, t, f64x2.splat(1.0 / 17));
  p = madd(p, t, f64x2.splat(1.0 / 15));
  p = madd(p, t, f64x2.splat(1.0 / 13));
  p = madd(p, t, f64x2.splat(1.0 / 11));
  p = madd(p, t, f64x2.splat(1.0 / 9));
  p = madd(p, t, f64x2.splat(1.0 / 7));
  p = madd(p, t, f64x2.splat(1.0 / 5));
  p = madd(p, t, f64x2.splat(1.0 / 3));
  // 2/ln 2·(s + s³p): the small term first.
  const tail = f64x2.mul(f64x2.mul(s, t), p);
  return madd(f64x2.add(s, tail), f64x2.splat(2.8853900817779268), exponent);
}
