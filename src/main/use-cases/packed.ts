import type { Mixture } from '../engine/mixture/mixture.ts';

/**
 * The parameters of a mixture as text, for keeping: weights, means, the upper triangle of each covariance row by row, and the weight of the
 * noise (0 without one), as little-endian doubles in base64. The density of the noise is that of the rows, and not in it.
 */
export function packed({ k, d, weights, means, covariances, noise }: Mixture): string {
  const bytes = Buffer.alloc(8 * count(k, d));
  let at = 0;
  const put = (value: number) => {
    at = bytes.writeDoubleLE(value, at);
  };
  for (const weight of weights) put(weight);
  for (const mean of means) put(mean);
  for (let c = 0; c < k; c++) for (let i = 0; i < d; i++) for (let j = i; j < d; j++) put(covariances[(c * d + i) * d + j]);
  put(noise?.weight ?? 0);
  return bytes.toString('base64');
}

/** The mixture again, beside the best of the same candidate: as many components and columns, the same noise; null where the text is not of such a one. */
export function unpacked(text: string, { k, d, noise }: Pick<Mixture, 'k' | 'd' | 'noise'>): Mixture | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 8 * count(k, d)) return null;
  let at = 0;
  const take = (length: number) => Float64Array.from({ length }, () => bytes.readDoubleLE(8 * at++));
  const weights = take(k);
  const means = take(k * d);
  const covariances = new Float64Array(k * d * d);
  for (let c = 0; c < k; c++)
    for (let i = 0; i < d; i++)
      for (let j = i; j < d; j++) {
        const [value] = take(1);
        covariances[(c * d + i) * d + j] = value;
        covariances[(c * d + j) * d + i] = value;
      }
  const [weight] = take(1);
  return { k, d, weights, means, covariances, noise: noise ? { ...noise, weight } : null };
}

const count = (k: number, d: number): number => k * (1 + d + (d * (d + 1)) / 2) + 1;
