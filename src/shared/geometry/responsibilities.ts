import type { GaussianMixture } from '../model/mixture.ts';

/** What a mixture says of each row; rows without a finite value in each column: label −1, NaN elsewhere. */
export interface RowPosterior {
  readonly k: number;
  /** 1…K, of the largest responsibility, ties to the smaller number. */
  readonly labels: Int32Array;
  /** 1 − the largest responsibility. */
  readonly uncertainty: Float64Array;
  /** Nats. */
  readonly logDensity: Float64Array;
  /** n × K, row by row. */
  readonly responsibilities: Float32Array;
}

const halfLog2Pi = 0.5 * Math.log(2 * Math.PI);

/**
 * The E-step of a mixture over columns of one length (the mixture's, in its order): r_ik = π_k N(x_i | m_k, Σ_k) / Σ by
 * log-sum-exp, with Σ_k⁻¹ = F_kᵀF_k. For drawing what moves; the engine's pass is what fits. A component whose covariance
 * is not positive definite, or whose weight is 0, has no rows. About n·K·d² operations: 100,000 rows × 3 × 2 in some 15 ms.
 */
export function rowPosterior(columns: readonly ArrayLike<number>[], mixture: GaussianMixture): RowPosterior {
  const n = columns[0]?.length ?? 0;
  const d = columns.length;
  const { factors, constants } = precisionFactors(mixture);
  const k = constants.length;
  const means = Float64Array.from(mixture.means.flat());
  const labels = new Int32Array(n);
  const uncertainty = new Float64Array(n);
  const logDensity = new Float64Array(n);
  const responsibilities = new Float32Array(n * k);
  const x = new Float64Array(d);
  const logs = new Float64Array(k);
  for (let row = 0; row < n; row++) {
    let whole = 0;
    for (let j = 0; j < d; j++) whole += x[j] = columns[j]![row]!;
    if (!(whole - whole === 0)) {
      labels[row] = -1;
      uncertainty[row] = Number.NaN;
      logDensity[row] = Number.NaN;
      responsibilities.fill(Number.NaN, row * k, row * k + k);
      continue;
    }
    let best = 0;
    for (let c = 0; c < k; c++) {
      let squared = 0;
      for (let i = 0, at = c * d * d; i < d; i++, at += d) {
        let z = 0;
        for (let j = 0; j <= i; j++) z += factors[at + j]! * (x[j]! - means[c * d + j]!);
        squared += z * z;
      }
      logs[c] = constants[c]! - 0.5 * squared;
      if (logs[c]! > logs[best]!) best = c;
    }
    const largest = logs[best]!;
    let others = 0;
    for (let c = 0; c < k; c++) {
      if (c === best) continue;
      others += logs[c] = Math.exp(logs[c]! - largest);
    }
    logs[best] = 1;
    const share = 1 / (1 + others);
    for (let c = 0; c < k; c++) responsibilities[row * k + c] = logs[c]! * share;
    labels[row] = best + 1;
    uncertainty[row] = others * share;
    logDensity[row] = largest + Math.log1p(others);
  }
  return { k, labels, uncertainty, logDensity, responsibilities };
}

/** F_k lower triangular (K × d × d) with F_kᵀF_k = Σ_k⁻¹, and log π_k − ½ d log 2π + log det F_k; −∞ where there is none. */
function precisionFactors({ weights, covariances }: GaussianMixture): { factors: Float64Array; constants: Float64Array } {
  const k = weights.length;
  const d = covariances[0]?.length ?? 0;
  const factors = new Float64Array(k * d * d);
  const constants = new Float64Array(k);
  for (let c = 0; c < k; c++) {
    const lower = cholesky(covariances[c]!);
    if (!lower) {
      constants[c] = Number.NEGATIVE_INFINITY;
      continue;
    }
    let constant = Math.log(weights[c]!) - d * halfLog2Pi;
    for (let i = 0; i < d; i++) {
      constant -= Math.log(lower[i * d + i]!);
      // Row i of the inverse of a lower triangle, by substitution.
      for (let j = 0; j <= i; j++) {
        let sum = i === j ? 1 : 0;
        for (let l = j; l < i; l++) sum -= lower[i * d + l]! * factors[c * d * d + l * d + j]!;
        factors[c * d * d + i * d + j] = sum / lower[i * d + i]!;
      }
    }
    constants[c] = constant;
  }
  return { factors, constants };
}

/** Lower triangle of a covariance (d × d, row-major); null where it is not positive definite. */
export function cholesky(covariance: readonly (readonly number[])[]): Float64Array | null {
  const d = covariance.length;
  const lower = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++) {
      let sum = covariance[i]![j]!;
      for (let l = 0; l < j; l++) sum -= lower[i * d + l]! * lower[j * d + l]!;
      if (i === j && !(sum > 0)) return null;
      lower[i * d + j] = i === j ? Math.sqrt(sum) : sum / lower[j * d + j]!;
    }
  return lower;
}
