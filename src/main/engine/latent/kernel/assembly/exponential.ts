import { madd } from './vector';

/**
 * e^x, about one unit in the last place (Cephes' expf): e^(n ln 2)·e^f with |f| ≤ ½ ln 2; x is cut to −87 … 88. e^0 is
 * exactly 1.
 */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  const cut = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-87)), f32x4.splat(88));
  const n = f32x4.nearest(f32x4.mul(cut, f32x4.splat(1.44269504088896341)));
  let f = madd(n, f32x4.splat(-0.693359375), cut);
  f = madd(n, f32x4.splat(2.12194440e-4), f);
  let p = madd(f32x4.splat(1.9875691500e-4), f, f32x4.splat(1.3981999507e-3));
  p = madd(p, f, f32x4.splat(8.3334519073e-3));
  p = madd(p, f, f32x4.splat(4.1665795894e-2));
  p = madd(p, f, f32x4.splat(1.6666665459e-1));
  p = madd(p, f, f32x4.splat(5.0000001201e-1));
  p = f32x4.add(madd(f32x4.mul(f, f), p, f), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

/** tanh x = sign(x)·(1 − e^(−2|x|)) / (1 + e^(−2|x|)); near 0 its series, for the difference would lose digits. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const size = f32x4.abs(x);
  const t = exp(f32x4.mul(size, f32x4.splat(-2)));
  const far = f32x4.div(f32x4.sub(f32x4.splat(1), t), f32x4.add(f32x4.splat(1), t));
  const s = f32x4.mul(size, size);
  let p = madd(f32x4.splat(-5.70498872745e-3), s, f32x4.splat(2.06390887954e-2));
  p = madd(p, s, f32x4.splat(-5.37397155531e-2));
  p = madd(p, s, f32x4.splat(1.33314422036e-1));
  p = madd(p, s, f32x4.splat(-3.33332819422e-1));
  const near = madd(f32x4.mul(p, s), size, size);
  const value = v128.bitselect(near, far, f32x4.lt(size, f32x4.splat(0.625)));
  return v128.or(value, v128.and(x, f32x4.splat(-0.0)));
}

/** e^x in f64, error about 1e-16 of it: Taylor's series to degree 13 on |f| ≤ ½ ln 2. x is cut to ±700. */
export function exp1(x: f64): f64 {
  if (!(x == x)) return x;
  const cut = max<f64>(-700, min<f64>(700, x));
  const n = nearest<f64>(cut * 1.4426950408889634);
  const f = cut - n * 0.6931471803691238 - n * 1.9082149292705877e-10;
  let p: f64 = 1.6059043836821613e-10;
  p = p * f + 2.08767569878681e-9;
  p = p * f + 2.505210838544172e-8;
  p = p * f + 2.755731922398589e-7;
  p = p * f + 2.7557319223985893e-6;
  p = p * f + 2.48015873015873e-5;
  p = p * f + 1.984126984126984e-4;
  p = p * f + 1.388888888888889e-3;
  p = p * f + 8.333333333333333e-3;
  p = p * f + 4.1666666666666664e-2;
  p = p * f + 1.6666666666666666e-1;
  p = p * f + 0.5;
  p = p * f * f + f + 1;
  return p * reinterpret<f64>((<i64>n + 1023) << 52);
}

/** log x in f64 for normal x > 0: 2 artanh((m − 1)/(m + 1)), m in √½ … √2, by its series. */
export function log1(x: f64): f64 {
  const bits = reinterpret<i64>(x) - 0x3fe6a09e667f3bcd;
  const n = bits >> 52;
  const m = reinterpret<f64>(reinterpret<i64>(x) - (n << 52));
  const s = (m - 1) / (m + 1);
  const t = s * s;
  let p: f64 = 1.0 / 21;
  p = p * t + 1.0 / 19;
  p = p * t + 1.0 / 17;
  p = p * t + 1.0 / 15;
  p = p * t + 1.0 / 13;
  p = p * t + 1.0 / 11;
  p = p * t + 1.0 / 9;
  p = p * t + 1.0 / 7;
  p = p * t + 1.0 / 5;
  p = p * t + 1.0 / 3;
  return <f64>n * 0.6931471805599453 + 2 * (s + s * t * p);
}
