import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitLatent } from '../../../../../src/main/engine/latent/fit.ts';
import { createFusedBackend } from '../../../../../src/main/engine/latent/kernel/backend.ts';
import { createPlainBackend } from '../../../../../src/main/engine/latent/plain/backend.ts';
import type { LatentOptions } from '../../../../../src/shared/model/latent.ts';
import { finish, fitOf, sampleColumns } from '../support/samples.ts';

interface Figure {
  readonly sample: string;
  readonly columns: readonly string[];
  readonly latent: number;
  readonly elbo: number;
}
const figures: readonly Figure[] = JSON.parse(
  readFileSync(new URL('../../../../reference/linear-vae.json', import.meta.url), 'utf8'),
);
const linear: Pick<LatentOptions, 'layers' | 'noise'> = { layers: [], noise: 'shared' };

describe('a linear VAE with one noise variance', () => {
  const cases = [createPlainBackend, createFusedBackend].flatMap((create) => figures.map((figure) => ({ create, ...figure })));
  for (const { create, sample, columns, latent, elbo } of cases) {
    const how = create === createFusedBackend ? 'by the kernel' : 'by the definition';
    it(`reaches probabilistic PCA on ${sample} with ${latent} dimensions to 1e-3 nats per row ${how}`, () => {
      const outcome = finish(fitLatent({ ...fitOf(sampleColumns(sample, columns), { ...linear, latent }), create }));
      expect(outcome.elbo.train).toBeGreaterThan(elbo - 1e-3);
      // A bound on the likelihood, of which the reference is the maximum.
      expect(outcome.elbo.train).toBeLessThan(elbo + 1e-6);
      expect(outcome.health.verdict).toBe('healthy');
      expect(outcome.health.activeUnits).toBe(latent);
    });
  }

  it('lets a dimension collapse whose eigenvalue lies under the noise variance, and the detector says so', () => {
    // Eigenvalues of iris: 2.92, 0.91, 0.15, 0.02.
    const fit = fitOf(sampleColumns('iris', figures[0].columns), { ...linear, latent: 3, noiseVariance: 0.4 });
    const { health } = finish(fitLatent(fit));
    expect(health.dimensions.filter(({ collapsed }) => collapsed)).toHaveLength(1);
    expect(health.activeUnits).toBe(2);
    expect(health.sentences.join(' ')).toMatch(/Collapsed: dimension [123] has a KL below 0.01/);
  });

  it('collapses altogether when the noise is louder than every eigenvalue', () => {
    const fit = fitOf(sampleColumns('iris', figures[0].columns), { ...linear, latent: 2, noiseVariance: 4 });
    const { health } = finish(fitLatent(fit));
    expect(health.verdict).toBe('collapsed');
    expect(health.activeUnits).toBe(0);
  });
});
