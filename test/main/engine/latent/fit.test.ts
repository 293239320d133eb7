import { describe, expect, it } from 'vitest';
import { encodeTable } from '../../../../src/main/datasets/encode.ts';
import { latentResult } from '../../../../src/main/datasets/encode-network.ts';
import { compareSamples } from '../../../../src/main/engine/latent/compare/compare.ts';
import { type FitStep, fitLatent, judgeLatent } from '../../../../src/main/engine/latent/fit.ts';
import { splitRows } from '../../../../src/main/engine/latent/training/split.ts';
import { encode, everyRow } from '../../../../src/main/engine/latent/use/encode.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { fillNormal } from '../../../../src/main/engine/random/normal.ts';
import { LatentResult } from '../../../../src/shared/model/latent.ts';
import { finish, fitOf, numbers, sampleColumns } from './support/samples.ts';

const iris = ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'];

function independent(n: number, d: number) {
  const data = new Float64Array(n * d);
  fillNormal(data, createRandom(2, 'independent'));
  return Array.from({ length: d }, (_, j) => numbers(`x${j}`, [...data.subarray(j * n, (j + 1) * n)]));
}

describe('a fit with nothing but defaults', () => {
  for (const [sample, names] of [
    ['old-faithful', undefined],
    ['iris', iris],
    ['penguins', undefined],
    ['wine', undefined],
  ] as const) {
    it(`ends healthy on ${sample}`, () => {
      const { health, ended, elbo, importanceWeightedBound } = finish(fitLatent(fitOf(sampleColumns(sample, names))));
      expect(health.verdict).toBe('healthy');
      expect(ended).toBe('converged');
      expect(importanceWeightedBound.train.value).toBeGreaterThan(elbo.train - 3 * importanceWeightedBound.train.standardError);
    });
  }

  it('beats probabilistic PCA on iris, and says so with a standard error', () => {
    const { pca, notes } = finish(fitLatent(fitOf(sampleColumns('iris', iris))));
    expect(pca?.difference).toBeGreaterThan(2 * (pca?.standardError ?? Number.POSITIVE_INFINITY));
    expect(pca?.sentence).toMatch(/beats probabilistic PCA by \d\.\d\d ± \d\.\d\d nats per row/);
    expect(notes).toEqual([]);
  });
});

describe('a short fit of the digits', () => {
  const columns = sampleColumns('digits-8x8').filter(({ name }) => name !== 'digit');
  const fit = fitOf(columns, { epochs: 60, samples: 10 });
  const steps: FitStep[] = [];
  const outcome = finish(fitLatent(fit), (step) => steps.push(step));

  it('tells of every epoch, and its share never falls within a phase', () => {
    expect(steps.filter(({ epoch }) => epoch)).toHaveLength(60);
    for (const phase of ['training', 'bounds']) {
      const shares = steps.filter((step) => step.phase === phase).map(({ share }) => share);
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
    }
  });

  it('separates them in two dimensions: the nearest neighbour of three in four is of the same digit', () => {
    const digit = sampleColumns('digits-8x8').find(({ name }) => name === 'digit')?.cells;
    if (digit?.kind !== 'values') throw new Error('No digits.');
    const { means } = finish(encode(fit.network, outcome.weights, fit.table, everyRow(fit.table.n)));
    const n = fit.table.n;
    let agree = 0;
    for (let i = 0; i < n; i++) {
      let nearest = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let j = 0; j < n; j++) {
        const distance = (means[2 * i] - means[2 * j]) ** 2 + (means[2 * i + 1] - means[2 * j + 1]) ** 2;
        if (j !== i && distance < least) [least, nearest] = [distance, j];
      }
      if (digit.values[i] === digit.values[nearest]) agree++;
    }
    expect(agree / n).toBeGreaterThan(0.75);
  });

  it('says that it was still improving, and why there is no probabilistic PCA', () => {
    expect(outcome.health.verdict).toBe('still improving');
    expect(outcome.pca).toBeNull();
    expect(outcome.notes.join(' ')).toContain('continuous columns only');
  });

  it('is a result that can be kept', () => {
    const encoded = encodeTable(columns, { likelihoods: {}, picture: null });
    const result = latentResult(encoded, outcome, 1.5);
    expect(LatentResult.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
    expect(result.rows).toBe(1797);
  });

  it('can be held against samples', () => {
    const { score, pairs } = finish(compareSamples(fit.network, outcome.weights, fit.table, 1));
    expect(score.accuracy).toBeGreaterThan(0.5);
    expect(score.accuracy).toBeLessThan(1);
    expect(Number.isFinite(pairs[0].real)).toBe(true);
  });
});

describe('a fit', () => {
  const small = { layers: [8], epochs: 60, samples: 5 };

  it('of columns that have nothing in common does not find anything', () => {
    const { health } = finish(fitLatent(fitOf(independent(400, 5), { layers: [8] })));
    expect(health.verdict).toBe('nothing found');
    expect(health.sentences[0]).toMatch(/no more than the columns do by themselves/);
  });

  it('with a β that is far too high collapses, and blames it', () => {
    const { health } = finish(fitLatent(fitOf(sampleColumns('iris', iris), { beta: 50, layers: [8] })));
    expect(health.verdict).toBe('collapsed');
    expect(health.sentences[0]).toContain('β = 50');
  });

  it('does not depend on units but by the Jacobian', () => {
    const of = (unit: number) => {
      const columns = sampleColumns('iris', iris).map(({ name, cells }) =>
        numbers(name, cells.kind === 'values' ? [...cells.values].map((x) => x * unit) : []),
      );
      return finish(fitLatent(fitOf(columns, small)));
    };
    const [here, there] = [of(1), of(2 ** 30)];
    expect(there.elbo).toEqual(here.elbo);
    expect(there.logJacobian.train - here.logJacobian.train).toBeCloseTo(-4 * 30 * Math.LN2, 6);
  });

  it('of rows with missing cells takes them all', () => {
    const columns = sampleColumns('penguins');
    const outcome = finish(fitLatent(fitOf(columns, small)));
    expect(outcome.rows).toBe(344);
    expect(Number.isFinite(outcome.elbo.heldOut)).toBe(true);
  });

  it('is compared with probabilistic PCA on the complete rows held out, and says so', () => {
    const names = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g', 'year'];
    const { pca, heldOutRows } = finish(fitLatent(fitOf(sampleColumns('penguins', names), small)));
    expect(pca?.rows).toBeLessThan(heldOutRows);
    expect(pca?.sentence).toContain(`On ${pca?.rows} complete rows held out`);
  });

  it('that is linear, and not trained to its end, is not told that a straight model serves better: it is one', () => {
    const options = { ...small, layers: [], noise: 'shared' as const, epochs: 2 };
    const { pca } = finish(fitLatent(fitOf(sampleColumns('iris', iris), options)));
    expect(pca?.sentence).toMatch(/is worse than probabilistic PCA by .*: being linear, it can do as well, trained for longer/);
  });

  it('without rows held out has no held-out figures', () => {
    const { elbo, importanceWeightedBound, heldOutRows, notes } = finish(
      fitLatent(fitOf(sampleColumns('iris', iris), { ...small, heldOut: 0 })),
    );
    expect([elbo.heldOut, importanceWeightedBound.heldOut, heldOutRows]).toEqual([null, null, 0]);
    expect(notes.join(' ')).toContain('Without rows held out');
  });

  it('that was stopped is judged by its best epoch', () => {
    const fit = fitOf(sampleColumns('iris', iris), small);
    let best: Float32Array | null = null;
    let epochs = 0;
    for (const { epoch, parameters } of fitLatent(fit)) {
      if (epoch?.best) best = parameters();
      if (epoch) epochs = epoch.epoch;
      if (epochs === 40) break;
    }
    if (!best) throw new Error('There was no best epoch.');
    const split = splitRows(150, 0.2, fit.options.seed);
    const outcome = finish(judgeLatent(fit, split, { parameters: best, epochs, bestEpoch: 40, ended: 'stopped' }));
    expect(outcome.ended).toBe('stopped');
    expect(outcome.health.sentences[0]).toContain('stopped after 40 epochs');
  });

  it('of the same seed gives the same figures', () => {
    const of = () => finish(fitLatent(fitOf(sampleColumns('iris', iris), small)));
    expect(of()).toEqual(of());
  });
});
