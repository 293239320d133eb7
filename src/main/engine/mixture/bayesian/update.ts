import { emptyCount } from '../family/family.ts';
import type { Statistics } from '../pass/statistics.ts';
import type { Model, Posterior, Prior } from './model.ts';

/**
 * The posterior of the parameters given responsibilities, by their statistics about the means `about` (K × d): the optimal
 * factors q(π) and q(μ_k, Λ_k) of mean-field variational Bayes. With x̄_k = about_k + s_k / N_k and W_k = S_k − s_k s_kᵀ / N_k:
 * β_k = β₀ + N_k, m_k = (β₀ m₀ + N_k x̄_k) / β_k, ν_k = ν₀ + N_k, Ψ_k = Ψ₀ + W_k + β₀ N_k / β_k (x̄_k − m₀)(x̄_k − m₀)ᵀ, of which
 * only the diagonal, or its mean, is kept along the axes and for spheres; tied: ν = K ν₀ + Σ N, Ψ = K Ψ₀ + Σ (…).
 * Weights: α_k = α₀ + N_k, or a_k = 1 + N_k and b_k = α₀ + Σ_{l>k} N_l (Bishop 2006, 10.2.1; Blei & Jordan 2006; the last stick
 * stays free as in Kurihara, Welling & Teh 2007). A component without rows has the prior.
 */
export function update({ k, d, structure, prior }: Model, statistics: Statistics, about: Float64Array): Posterior {
  const counts = statistics.counts.map((count) => (count > emptyCount ? count : 0));
  const posterior: Posterior = {
    counts,
    ...stickWeights(counts, prior),
    meanPrecision: counts.map((count) => prior.meanPrecision + count),
    means: new Float64Array(k * d),
    degrees: counts.map((count) => prior.degrees + count),
    scales: new Float64Array(k * d * d),
  };
  const centre = new Float64Array(d);
  for (let c = 0; c < k; c++) {
    const share = counts[c] / posterior.meanPrecision[c];
    const pull = prior.meanPrecision * share;
    for (let i = 0; i < d; i++) {
      const own = counts[c] > 0 ? about[c * d + i] + statistics.sums[c * d + i] / counts[c] - prior.mean[i] : 0;
      centre[i] = own;
      posterior.means[c * d + i] = prior.mean[i] + share * own;
    }
    for (let i = 0; i < d; i++) {
      for (let j = 0; j <= i; j++) {
        const value = prior.scale[i * d + j] + within(statistics, counts[c], c, i, j) + pull * centre[i] * centre[j];
        posterior.scales[(c * d + i) * d + j] = value;
        posterior.scales[(c * d + j) * d + i] = value;
      }
    }
    if (structure === 'diagonal' || structure === 'spherical') alongAxes(posterior.scales, c, d, structure === 'spherical');
  }
  if (structure === 'tied') tie(posterior, k);
  return posterior;
}

/** W_ij of component c; 0 off the diagonal where there are no such statistics. */
function within({ d, shape, sums, scatters }: Statistics, count: number, c: number, i: number, j: number): number {
  if (count === 0 || (shape === 'diagonal' && i !== j)) return 0;
  const scatter = shape === 'diagonal' ? scatters[c * d + i] : scatters[(c * d + i) * d + j];
  const value = scatter - (sums[c * d + i] * sums[c * d + j]) / count;
  return i === j ? Math.max(0, value) : value;
}

/** q(π) given the expected rows of each component. */
export function stickWeights(counts: Float64Array, { weights, concentration }: Prior): Pick<Posterior, 'concentration' | 'rest'> {
  if (weights === 'distribution')
    return { concentration: counts.map((count) => concentration + count), rest: new Float64Array(0) };
  const rest = new Float64Array(counts.length);
  let after = 0;
  for (let c = counts.length - 1; c >= 0; c--) {
    rest[c] = concentration + after;
    after += counts[c];
  }
  return { concentration: counts.map((count) => 1 + count), rest };
}

function alongAxes(scales: Float64Array, c: number, d: number, sphere: boolean): void {
  const from = c * d * d;
  let mean = 0;
  for (let i = 0; i < d; i++) mean += scales[from + i * d + i] / d;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < d; j++) if (i !== j) scales[from + i * d + j] = 0;
    if (sphere) scales[from + i * d + i] = mean;
  }
}

/** The sum over the components, for each of them. */
function tie({ degrees, scales }: Posterior, k: number): void {
  const size = scales.length / k;
  const total = new Float64Array(size);
  for (let i = 0; i < scales.length; i++) total[i % size] += scales[i];
  for (let c = 0; c < k; c++) scales.set(total, c * size);
  degrees.fill(degrees.reduce((sum, value) => sum + value, 0));
}
