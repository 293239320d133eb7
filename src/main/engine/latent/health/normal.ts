/** Φ(x), the standard normal distribution function, to 1e-7 (Chebyshev fit of erfc, Press et al., Numerical Recipes, 6.2). */
export function normalCdf(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * z);
  const erfc = t * Math.exp(-z * z + series.reduceRight((sum, c) => sum * t + c, 0));
  return x >= 0 ? 1 - erfc / 2 : erfc / 2;
}

const series = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
];
