/** What is known of the finite values among some; NaN where there is none. */
export interface Moments {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Σ (x − mean)² / scale², divided by `scale²` so that it neither overflows nor vanishes. */
  readonly squares: number;
  readonly scale: number;
}

/**
 * Two passes over the finite values: mean = Σ x / n, then Σ (x − mean)², both on x / scale with scale the power of two
 * next to max |x|, so that columns of any unit (1e-300, 1e300) keep all their digits.
 */
export function moments(values: Float64Array): Moments {
  let count = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    // x − x is 0 for finite x only.
    if (x - x !== 0) continue;
    count++;
    if (x < min) min = x;
    if (x > max) max = x;
  }
  if (count === 0) return { count, min: Number.NaN, max: Number.NaN, mean: Number.NaN, squares: Number.NaN, scale: 1 };
  if (min === max) return { count, min, max, mean: min, squares: 0, scale: 1 };
  const scale = powerOfTwo(Math.max(-min, max));
  const shift = min / scale;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    if (x - x === 0) sum += x / scale - shift;
  }
  const mean = shift + sum / count;
  let squares = 0;
  let rest = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i];
    if (x - x !== 0) continue;
    const c = x / scale - mean;
    squares += c * c;
    rest += c;
  }
  // The mean lies between the extremes whatever rounding did.
  return { count, min, max, mean: Math.min(max, Math.max(min, mean * scale)), squares: squares - (rest * rest) / count, scale };
}

/** Square root of Σ (x − mean)² / divisor, in the units of x. */
export const deviation = (m: Moments, divisor: number): number => Math.sqrt(Math.max(0, m.squares) / divisor) * m.scale;

function powerOfTwo(size: number): number {
  return 2 ** Math.min(1023, Math.max(-1021, Math.floor(Math.log2(size))));
}
