import { writePaired } from '../../kernel/parameters.ts';
import { pairedBytes, parameterBytes } from '../../kernel/sizes.ts';
import { type Components, factorSize } from '../pass/components.ts';

/** The kernel thinks in log2, as ../../kernel/parameters.ts has it. */
const toLog2 = Math.LOG2E;
const factorScale = Math.sqrt(0.5 * Math.LOG2E);
const halfLog2Of2Pi = 0.5 * Math.log2(2 * Math.PI);

/** Numbers that a component has: constant, means 0, and the factor as assembly/density-tiled.ts reads it (full) or 1/sd (diagonal). */
export const ownSize = ({ d, shape }: Components): number =>
  (shape === 'diagonal' ? parameterBytes(d, shape) : pairedBytes(d)) / 8;

/** Numbers that two components have together (assembly/incomplete-layout.ts). */
export const pairSize = ({ d, shape }: Components): number => 2 * d * (shape === 'diagonal' ? 3 : 3 + d);

/** Components with means 0, for rows that are centred already. */
export function writeOwn(components: Components, to: Float64Array, at: number): void {
  const { k, d, shape, factors, constants } = components;
  const size = factorSize(d, shape);
  for (let c = 0; c < k; c++) {
    let next = at + c * ownSize(components);
    to[next++] = constants[c] * toLog2;
    to.fill(0, next, next + d);
    next += d;
    if (shape === 'diagonal') for (let j = 0; j < d; j++) to[next++] = factors[c * size + j] * factorScale;
    else writePaired(factors, c, d, to, next);
  }
}

/** What completing rows needs: means, what a missing cell gives back to log2 density, and precisions P = FᵀF or variances. */
export function writePairs(components: Components, to: Float64Array, at: number): void {
  const { k, d, shape, means, factors } = components;
  const size = factorSize(d, shape);
  for (let c = 0; c < k + (k % 2); c++) {
    const own = Math.min(c, k - 1);
    const from = at + Math.floor(c / 2) * pairSize(components) + (c % 2);
    const put = (part: number, index: number, value: number) => {
      to[from + 2 * (part * d + index)] = value;
    };
    for (let j = 0; j < d; j++) {
      put(0, j, means[own * d + j]);
      const precision = shape === 'diagonal' ? factors[own * size + j] ** 2 : precisionOf(factors, own * size, d, j, j);
      put(1, j, halfLog2Of2Pi - 0.5 * Math.log2(precision));
      put(2, j, 1 / precision);
      if (shape === 'diagonal') continue;
      for (let i = 0; i < d; i++) put(3 + j, i, precisionOf(factors, own * size, d, i, j));
    }
  }
}

/** (FᵀF)_ij, F lower triangular. */
function precisionOf(factors: Float64Array, from: number, d: number, i: number, j: number): number {
  let sum = 0;
  for (let e = Math.max(i, j); e < d; e++) sum += factors[from + e * d + i] * factors[from + e * d + j];
  return sum;
}
