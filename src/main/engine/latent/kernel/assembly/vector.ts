/** Four at a time. With relaxed SIMD a multiply-add is one rounded operation where the processor has it. */

// @ts-expect-error: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** The number at `at`, four times. */
// @ts-expect-error: decorator
@inline
export function all(at: usize, offset: usize = 0): v128 {
  return v128.load32_splat(at + offset);
}

// @ts-expect-error: decorator
@inline
export function lane(v: v128, i: u8): f64 {
  return <f64>f32x4.extract_lane(v, i);
}

/** The sum of all four, in f64. */
// @ts-expect-error: decorator
@inline
export function sum(v: v128): f64 {
  return <f64>f32x4.extract_lane(v, 0) + <f64>f32x4.extract_lane(v, 1) + (<f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3));
}

/** An address, or a count. */
// @ts-expect-error: decorator
@inline
export function word(at: usize, offset: usize): usize {
  return <usize>load<u32>(at + offset);
}
