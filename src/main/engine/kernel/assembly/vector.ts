/** Two rows at a time. With relaxed SIMD a multiply-add is one rounded operation where the processor has it. */

// @ts-expect-error: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f64x2.relaxed_madd(a, b, c) : f64x2.add(f64x2.mul(a, b), c);
}

/** c − a·b */
// @ts-expect-error: decorator
@inline
export function nmadd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f64x2.relaxed_nmadd(a, b, c) : f64x2.sub(c, f64x2.mul(a, b));
}

/** The number at `at`, for both rows. */
// @ts-expect-error: decorator
@inline
export function both(at: usize, offset: usize = 0): v128 {
  return v128.load64_splat(at + offset);
}

/** sum at `at` += value */
// @ts-expect-error: decorator
@inline
export function addTo(at: usize, value: v128): void {
  v128.store(at, f64x2.add(v128.load(at), value));
}
