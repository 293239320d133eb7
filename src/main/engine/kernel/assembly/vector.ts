/**
 * Two numbers of 64 bits at a time, or four of 32 (T = f32). With relaxed SIMD a multiply-add is one rounded operation where the
 * processor has it.
 */

// @ts-expect-error: decorator
@inline
export function madd<T = f64>(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? v128.relaxed_madd<T>(a, b, c) : v128.add<T>(v128.mul<T>(a, b), c);
}

/** c − a·b */
// @ts-expect-error: decorator
@inline
export function nmadd<T = f64>(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? v128.relaxed_nmadd<T>(a, b, c) : v128.sub<T>(c, v128.mul<T>(a, b));
}

/** The number at `at`, for all rows. */
// @ts-expect-error: decorator
@inline
export function both<T = f64>(at: usize, offset: usize = 0): v128 {
  return sizeof<T>() == 8 ? v128.load64_splat(at + offset) : v128.load32_splat(at + offset);
}

/** Sum at `at` += value: sums are two numbers of 64 bits in any case. */
// @ts-expect-error: decorator
@inline
export function addTo<T = f64>(at: usize, value: v128): void {
  const sum = sizeof<T>() == 8 ? value : inDouble(value);
  v128.store(at, f64x2.add(v128.load(at), sum));
}

/** Four numbers of 32 bits as two sums of two. */
// @ts-expect-error: decorator
@inline
export function inDouble(value: v128): v128 {
  return f64x2.add(f64x2.promote_low_f32x4(value), f64x2.promote_low_f32x4(v128.shuffle<i64>(value, value, 1, 0)));
}
