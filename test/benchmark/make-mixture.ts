import { open, writeFile } from 'node:fs/promises';
import { createRandom } from '../../src/main/engine/random/generator.ts';

export interface MixtureSize {
  readonly n: number;
  readonly d: number;
  readonly k: number;
}

/**
 * Rows of k overlapping Gaussians, column by column, and a hard partition to start from: the component of every fifth row,
 * any component for the rest, so that EM is still far from its limit after some iterations. The same numbers every time.
 * The distance between means is about two standard deviations in any number of columns; each covariance is a diagonal plus
 * a matrix of rank one.
 */
export function makeMixture({ n, d, k }: MixtureSize): { readonly data: Float64Array; readonly labels: Int32Array } {
  const { next: uniform } = createRandom(1, n, d, k);
  // Box and Muller; 1 − u is never 0.
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const apart = 2 / Math.sqrt(2 * d);
  const means = Float64Array.from({ length: k * d }, () => apart * normal());
  const scales = Float64Array.from({ length: k * d }, () => 0.5 + uniform());
  const common = Float64Array.from({ length: k * d }, () => normal() / Math.sqrt(d));
  const data = new Float64Array(n * d);
  const labels = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const c = Math.floor(uniform() * k);
    const shared = normal();
    for (let j = 0; j < d; j++) data[j * n + i] = means[c * d + j] + scales[c * d + j] * normal() + common[c * d + j] * shared;
    labels[i] = 1 + (i % 5 === 0 ? c : Math.floor(uniform() * k));
  }
  return { data, labels };
}

export interface MixtureFiles extends MixtureSize {
  /** n × d doubles, column by column. */
  readonly rows: string;
  /** n 32-bit integers, 1 … k. */
  readonly labels: string;
}

export async function writeMixture(path: string, size: MixtureSize): Promise<MixtureFiles> {
  const { data, labels } = makeMixture(size);
  const files = { ...size, rows: `${path}.rows`, labels: `${path}.labels` };
  await writeFile(files.rows, data);
  await writeFile(files.labels, labels);
  return files;
}

export async function writeMixtureCsv(path: string, size: MixtureSize): Promise<void> {
  const { n, d } = size;
  const { data } = makeMixture(size);
  const file = await open(path, 'w');
  try {
    const line = (i: number) => Array.from({ length: d }, (_, j) => data[j * n + i]).join(',');
    await file.writeFile(`${Array.from({ length: d }, (_, j) => `x${j + 1}`).join(',')}\n`);
    for (let from = 0; from < n; from += 4096) {
      const count = Math.min(4096, n - from);
      await file.writeFile(`${Array.from({ length: count }, (_, i) => line(from + i)).join('\n')}\n`);
    }
  } finally {
    await file.close();
  }
}
