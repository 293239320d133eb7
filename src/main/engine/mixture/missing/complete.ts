import type { Statistics } from '../pass/statistics.ts';
import type { Marginal } from './marginal.ts';
import type { Pattern } from './patterns.ts';

/**
 * Adds what rows of one pattern leave, the missing cells by their expectation (Ghahramani & Jordan 1994; Little & Rubin,
 * 11.3). With c = x − μ, E[c_m | x_o] = B c_o; so with s and S the sums and scatters of the observed columns alone,
 * Σ r c gains s and B s, and Σ r c cᵀ gains S, B S, B S Bᵀ + N C: the conditional covariance C is what filling in means
 * would leave out.
 */
export function addCompleted(part: Statistics, { regression, rest }: Marginal, pattern: Pattern, into: Statistics): void {
  const { k, d, shape } = into;
  const { observed, missing } = pattern;
  const o = observed.length;
  const m = missing.length;
  const order = [...observed, ...missing];
  const lifted = new Float64Array(m * o);
  for (let c = 0; c < k; c++) {
    const count = part.counts[c];
    if (count === 0) continue;
    into.counts[c] += count;
    for (let i = 0; i < o; i++) into.sums[c * d + observed[i]] += part.sums[c * o + i];
    if (shape === 'diagonal') {
      for (let i = 0; i < o; i++) into.scatters[c * d + observed[i]] += part.scatters[c * o + i];
      for (let i = 0; i < m; i++) into.scatters[c * d + missing[i]] += count * rest[c * m + i];
      continue;
    }
    const add = (i: number, j: number, value: number) => {
      const row = Math.max(order[i], order[j]);
      const column = Math.min(order[i], order[j]);
      into.scatters[(c * d + row) * d + column] += value;
    };
    const scatter = (i: number, j: number) => part.scatters[(c * o + Math.max(i, j)) * o + Math.min(i, j)];
    for (let i = 0; i < o; i++) for (let j = 0; j <= i; j++) add(i, j, scatter(i, j));
    for (let i = 0; i < m; i++) {
      const row = (c * m + i) * o;
      let sum = 0;
      for (let e = 0; e < o; e++) sum += regression[row + e] * part.sums[c * o + e];
      into.sums[c * d + missing[i]] += sum;
      for (let j = 0; j < o; j++) {
        let value = 0;
        for (let e = 0; e < o; e++) value += regression[row + e] * scatter(e, j);
        lifted[i * o + j] = value;
        add(o + i, j, value);
      }
      for (let j = 0; j <= i; j++) {
        let value = count * rest[(c * m + i) * m + j];
        for (let e = 0; e < o; e++) value += lifted[i * o + e] * regression[(c * m + j) * o + e];
        add(o + i, o + j, value);
      }
    }
  }
  into.totals.logLikelihood += part.totals.logLikelihood;
  into.totals.logLargest += part.totals.logLargest;
  into.totals.noise += part.totals.noise;
}
