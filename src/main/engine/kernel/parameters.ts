import type { Components } from '../mixture/pass/components.ts';

/** The kernel thinks in log2: constants are multiplied by log2 e, factors by √(½·log2 e), and |F c|² needs no more factors. */
const toLog2 = Math.LOG2E;
const factorScale = Math.sqrt(0.5 * Math.LOG2E);

/** Writes the components as assembly/density-*.ts read them, `stride` numbers each from `at` on. */
export function writeParameters(components: Components, to: Float64Array, at: number, stride: number): void {
  const { k, d, shape, means, factors, constants } = components;
  for (let c = 0; c < k; c++) {
    let next = at + c * stride;
    to[next++] = constants[c] * toLog2;
    for (let j = 0; j < d; j++) to[next++] = means[c * d + j];
    if (shape === 'diagonal') {
      for (let j = 0; j < d; j++) to[next++] = factors[c * d + j] * factorScale;
    } else if (d <= 4) {
      for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) to[next++] = factors[(c * d + i) * d + j] * factorScale;
    } else {
      if (d % 2 === 1) to[next++] = factors[c * d * d] * factorScale;
      for (let i = d % 2; i < d; i += 2) {
        const upper = (c * d + i) * d;
        const lower = upper + d;
        for (let j = 0; j <= i + 1; j++) {
          to[next++] = j <= i ? factors[upper + j] * factorScale : 0;
          to[next++] = factors[lower + j] * factorScale;
        }
      }
    }
  }
}
