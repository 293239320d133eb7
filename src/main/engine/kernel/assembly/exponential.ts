import { madd } from './vector';

/** 1.5·2⁵²: adding it leaves the nearest integer in the low bits. */
const magic: f64 = 6755399441055744.0;

/**
 * 2^x for −1000 < x ≤ 0, otherwise without meaning. 2^n·p(x − n), n the nearest integer, p of degree 11 through Chebyshev's
 * points of (2^f − 1)/f (relative error 2e-17 before rounding); p(0) = 1 exactly, so that 2^0 is 1.
 */
// @ts-expect-error: decorator
@inline
export function exp2(x: v128): v128 {
  const shifted = f64x2.add(x, f64x2.splat(magic));
  const f = f64x2.sub(x, f64x2.sub(shifted, f64x2.splat(magic)));
  let p = madd(f64x2.splat(4.4549605981865186e-10), f, f64x2.splat(7.072585949269223e-9));
  p = madd(p, f, f64x2.splat(1.0178062445845774e-7));
  p = madd(p, f, f64x2.splat(1.321544258792169e-6));
  p = madd(p, f, f64x2.splat(1.525273382983612e-5));
  p = madd(p, f, f64x2.splat(0.0001540353044173605));
  p = madd(p, f, f64x2.splat(0.0013333558146416936));
  p = madd(p, f, f64x2.splat(0.009618129107606888));
  p = madd(p, f, f64x2.splat(0.0555041086648216));
  p = madd(p, f, f64x2.splat(0.24022650695910097));
  p = madd(p, f, f64x2.splat(0.6931471805599453));
  p = madd(p, f, f64x2.splat(1));
  return i64x2.add(p, i64x2.shl(shifted, 52));
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
  // n as a number: the low bits of 1.5·2⁵² plus n.
  const exponent = f64x2.sub(i64x2.add(n, i64x2.splat(0x4338000000000000)), f64x2.splat(magic));
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
