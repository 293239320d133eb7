import { invertLower } from '../linear-algebra/cholesky.ts';
import type { Components } from '../mixture/pass/components.ts';
import { zerosBytes } from './sizes.ts';

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
      writePaired(factors, c, d, to, next);
    }
  }
}

/** Component c's factor with its rows in pairs, each pair's entries side by side; where d is odd the first row alone. */
export function writePaired(factors: Float64Array, c: number, d: number, to: Float64Array, from: number): void {
  let next = from;
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

/**
 * Components that have one factor: each constant, and mean F (m − centre) in the sphered rows; then zeros, the centre and the
 * factor, as assembly/shared-factor.ts reads them.
 */
export function writeShared(components: Components, sphered: Sphered, to: Float64Array, at: number, stride: number): void {
  const { k, d, factors, constants } = components;
  for (let c = 0; c < k; c++) {
    to[at + c * stride] = constants[c] * toLog2;
    to.set(sphered.means.subarray(c * d, (c + 1) * d), at + c * stride + 1);
  }
  const zeros = at + k * stride;
  to.fill(0, zeros, zeros + zerosBytes(d) / 8);
  const shared = zeros + zerosBytes(d) / 8;
  to.set(sphered.centre, shared + 1);
  writePaired(factors, 0, d, to, shared + 1 + d);
}

/** Where components with one factor stand in rows turned by it: the centre in the rows' units, the means (K×d) in z. */
export interface Sphered {
  readonly centre: Float64Array;
  readonly means: Float64Array;
}

/** z = √(½ log2 e) F (x − centre), the centre being the mean of the means. */
export function spheredMeans({ k, d, means, factors }: Components): Sphered {
  const centre = new Float64Array(d);
  for (let i = 0; i < k * d; i++) centre[i % d] += means[i] / k;
  const turned = new Float64Array(k * d);
  for (let c = 0; c < k; c++) {
    for (let i = 0; i < d; i++) {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += factors[i * d + j] * factorScale * (means[c * d + j] - centre[j]);
      turned[c * d + i] = sum;
    }
  }
  return { centre, means: turned };
}

/** The inverse of √(½ log2 e) F: lower triangular, d × d. */
export function unsphering({ d, factors }: Components): Float64Array {
  const scaled = factors.slice(0, d * d).map((value) => value * factorScale);
  const inverse = new Float64Array(d * d);
  invertLower(scaled, d, inverse);
  return inverse;
}
