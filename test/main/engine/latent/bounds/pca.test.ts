import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeTable } from '../../../../../src/main/datasets/encode.ts';
import { fitPca, pcaLogDensity } from '../../../../../src/main/engine/latent/bounds/pca.ts';
import { mean } from '../../../../../src/main/engine/latent/training/evaluate.ts';
import { everyRow } from '../../../../../src/main/engine/latent/use/encode.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { fillNormal } from '../../../../../src/main/engine/random/normal.ts';
import { sampleColumns } from '../support/samples.ts';

interface Figure {
  readonly sample: string;
  readonly columns: readonly string[];
  readonly latent: number;
  readonly elbo: number;
}
const figures: readonly Figure[] = JSON.parse(
  readFileSync(new URL('../../../../reference/linear-vae.json', import.meta.url), 'utf8'),
);

describe('probabilistic PCA', () => {
  for (const { sample, columns, latent, elbo } of figures) {
    it(`has the log-likelihood of the reference on ${sample} with ${latent} of ${columns.length} dimensions`, () => {
      const { table } = encodeTable(sampleColumns(sample, columns), { likelihoods: {}, picture: false });
      const rows = everyRow(table.n);
      const pca = fitPca(table.targets, columns.length, rows, latent);
      expect(mean(pcaLogDensity(pca, table.targets, rows))).toBeCloseTo(elbo, 5);
    });
  }

  it('with all dimensions but one more than it may use is the Gaussian of maximum likelihood', () => {
    const n = 200;
    const data = new Float64Array(n * 2);
    fillNormal(data, createRandom(1));
    for (let i = 0; i < n; i++) data[2 * i + 1] = 0.5 * data[2 * i] + 2 * data[2 * i + 1];
    const rows = everyRow(n);
    const pca = fitPca(data, 2, rows, 5);
    const c = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const [x, y] = [data[2 * i] - pca.mean[0], data[2 * i + 1] - pca.mean[1]];
      [x * x, x * y, y * y].forEach((value, k) => {
        c[k] += value / n;
      });
    }
    const determinant = c[0] * c[2] - c[1] * c[1];
    // At the maximum the mean quadratic form is d.
    expect(mean(pcaLogDensity(pca, data, rows))).toBeCloseTo(-0.5 * (2 * Math.log(2 * Math.PI) + Math.log(determinant) + 2), 10);
  });

  it('stays finite when columns depend on one another', () => {
    const data = Float64Array.from({ length: 60 }, (_, i) => Math.floor(i / 3));
    const pca = fitPca(data, 3, everyRow(20), 1);
    for (const value of pcaLogDensity(pca, data, everyRow(20))) expect(value).toSatisfy(Number.isFinite);
  });
});
