import type { Random } from './generator.ts';
import { normalPair } from './normal.ts';

/**
 * The logarithm of a Gamma(shape, 1) deviate, shape > 0: Marsaglia & Tsang (2000); below shape 1 by G(a) = G(a + 1) U^{1/a}, in
 * logarithms, since for small shapes the deviate itself would underflow.
 */
export function logGammaDeviate(shape: number, random: Random): number {
  if (shape < 1) return logGammaDeviate(shape + 1, random) + Math.log(1 - random.next()) / shape;
  const d = shape - 1 / 3;
  for (;;) {
    const [x] = normalPair(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d) + Math.log(v);
  }
}
