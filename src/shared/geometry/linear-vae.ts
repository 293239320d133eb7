import { symmetricEigen } from './eigen.ts';

/**
 * Eigenvalues of the correlation matrix of some columns (one length each, d of them), the largest first, over the rows that
 * have a finite value in every column. Null where fewer than two rows do, or a column is the same in all of them.
 */
export function correlationEigenvalues(columns: readonly ArrayLike<number>[]): readonly number[] | null {
  const d = columns.length;
  const rows: number[] = [];
  for (let i = 0; i < (columns[0]?.length ?? 0); i++) if (columns.every((one) => Number.isFinite(one[i]))) rows.push(i);
  if (d === 0 || rows.length < 2) return null;
  const standard = columns.map((values) => {
    const mean = rows.reduce((sum, i) => sum + values[i]!, 0) / rows.length;
    const variance = rows.reduce((sum, i) => sum + (values[i]! - mean) ** 2, 0) / rows.length;
    return { mean, sd: Math.sqrt(variance) };
  });
  if (standard.some(({ mean, sd }) => !(sd > 1e-12 * Math.abs(mean)))) return null;
  const matrix = new Float64Array(d * d);
  for (let a = 0; a < d; a++)
    for (let b = 0; b <= a; b++) {
      const [x, y] = [standard[a]!, standard[b]!];
      let sum = 0;
      for (const i of rows) sum += (columns[a]![i]! - x.mean) * (columns[b]![i]! - y.mean);
      matrix[a * d + b] = matrix[b * d + a] = sum / rows.length / x.sd / y.sd;
    }
  return Array.from(symmetricEigen(matrix, d).values).reverse();
}

/** A linear VAE at its best, nats per row of standardised columns. */
export interface LinearVae {
  /** KL of each latent dimension, the largest first: 0 where it has collapsed. */
  readonly kl: readonly number[];
  readonly active: number;
  readonly elbo: number;
  readonly reconstruction: number;
}

/**
 * The linear VAE with `latent` dimensions and the noise variance σ² held, at the optimum of its ELBO, by the eigenvalues λ_1 ≥ …
 * ≥ λ_d > 0 of the covariance (Lucas, Tucker, Grosse and Norouzi 2019; Tipping and Bishop 1999): dimension j is used only if
 * λ_j > σ², and its KL is then ½ log(λ_j / σ²) in the mean over rows. The encoder is exact there, so that the ELBO is the
 * log-likelihood of probabilistic PCA: −½ (d log 2π + Σ_active (log λ_j + 1) + Σ_other (log σ² + λ_j / σ²)).
 */
export function linearVae(eigenvalues: readonly number[], latent: number, noise: number): LinearVae {
  const kl = Array.from({ length: Math.min(latent, eigenvalues.length) }, (_, j) =>
    Math.max(0, 0.5 * Math.log(eigenvalues[j]! / noise)),
  );
  const active = kl.filter((value) => value > 0).length;
  const sum = eigenvalues.reduce(
    (total, value, j) => total + (j < active ? Math.log(value) + 1 : Math.log(noise) + value / noise),
    eigenvalues.length * Math.log(2 * Math.PI),
  );
  const elbo = -0.5 * sum;
  return { kl, active, elbo, reconstruction: elbo + kl.reduce((total, value) => total + value, 0) };
}

/** The noise variance that suits the data best: the mean of the eigenvalues that `latent` dimensions leave over. */
export function bestNoise(eigenvalues: readonly number[], latent: number): number {
  const rest = eigenvalues.slice(latent);
  const mean = rest.reduce((sum, value) => sum + value, 0) / Math.max(1, rest.length);
  return Math.max(1e-3, mean);
}
