import { describe, expect, it } from 'vitest';
import { dimensionsOf } from '../../../../../src/main/engine/latent/health/dimensions.ts';
import { normalCdf } from '../../../../../src/main/engine/latent/health/normal.ts';
import { type Findings, healthOf } from '../../../../../src/main/engine/latent/health/verdict.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { fillNormal } from '../../../../../src/main/engine/random/normal.ts';
import type { LatentDimension, PcaComparison } from '../../../../../src/shared/model/latent.ts';

describe('the normal distribution function', () => {
  it('is right to 1e-7', () => {
    expect(normalCdf(0)).toBeCloseTo(0.5, 7);
    expect(normalCdf(1)).toBeCloseTo(0.841344746, 7);
    expect(normalCdf(-1.959963985)).toBeCloseTo(0.025, 7);
    expect(normalCdf(9)).toBe(1);
  });
});

describe('latent dimensions', () => {
  const n = 2000;
  const noise = new Float64Array(n);
  fillNormal(noise, createRandom(1));
  const codes = {
    n,
    latent: 3,
    // One that carries information, one that is the prior for every row, one that is shifted and narrow.
    means: Float64Array.from({ length: 3 * n }, (_, at) => [noise[Math.floor(at / 3)] * Math.sqrt(0.9), 0, 3][at % 3]),
    logVariances: Float64Array.from({ length: 3 * n }, (_, at) => [Math.log(0.1), 0, Math.log(0.01)][at % 3]),
  };
  const [used, gone, shifted] = dimensionsOf(codes);

  it('that carry information are active, and fill the prior where they do', () => {
    expect(used.active).toBe(true);
    expect(used.kl).toBeCloseTo(0.5 * (0.9 + 0.1 - 1 - Math.log(0.1)), 1);
    expect(used.aggregateVariance).toBeCloseTo(1, 1);
    expect(used.distance).toBeLessThan(0.05);
  });

  it('that are the prior for every row have collapsed', () => {
    expect(gone).toMatchObject({ kl: 0, variance: 0, active: false, collapsed: true });
    expect(gone.distance).toBeLessThan(1e-6);
  });

  it('whose codes lie elsewhere than the prior are far from it', () => {
    expect(shifted.aggregateMean).toBeCloseTo(3, 10);
    expect(shifted.distance).toBeGreaterThan(0.9);
  });
});

describe('the verdict', () => {
  const dimension = (over: Partial<LatentDimension> = {}): LatentDimension => ({
    kl: 1.5,
    variance: 0.9,
    active: true,
    collapsed: false,
    aggregateMean: 0,
    aggregateVariance: 1,
    distance: 0.02,
    ...over,
  });
  const gone = dimension({ kl: 0.001, variance: 0.001, active: false, collapsed: true });
  const pca = (difference: number): PcaComparison => ({
    rows: 50,
    network: 0,
    pca: -difference,
    difference,
    standardError: 0.1,
    pcaTrain: 0,
    sentence: 'On 50 rows held out …',
  });
  const found = (over: Partial<Findings>) =>
    healthOf({
      dimensions: [dimension(), dimension()],
      ended: 'converged',
      epochs: 100,
      bestEpoch: 80,
      beta: 1,
      train: -3,
      heldOut: -3.1,
      pca: null,
      independent: { rows: 50, difference: 1, standardError: 0.1 },
      shuffled: { rows: 50, difference: 1.5, deviation: 0.1 },
      ...over,
    });

  it('is healthy when training came to its end and dimensions carry information', () => {
    expect(found({}).verdict).toBe('healthy');
    expect(found({ dimensions: [dimension(), gone] })).toMatchObject({ verdict: 'healthy', activeUnits: 1 });
    expect(found({}).sentences[0]).toMatch(
      /training came to its end\. On 50 rows held out the codes are worth 1\.00 ± 0\.10 nats per row more/,
    );
    const stopped = found({ ended: 'stopped' }).sentences[0];
    expect(stopped).toContain('training was stopped after 100 epochs, the best of them epoch 80');
    expect(stopped).not.toContain('came to its end');
  });

  it('is collapsed when none does, and blames β where it is above 1', () => {
    expect(found({ dimensions: [gone, gone] }).verdict).toBe('collapsed');
    expect(found({ dimensions: [gone, gone], beta: 30 }).sentences[0]).toContain('β = 30');
  });

  it('is that nothing was found when the codes are worth no more than each column by itself', () => {
    const worth = (difference: number) => found({ independent: { rows: 50, difference, standardError: 0.1 } });
    expect(worth(-0.02)).toMatchObject({ verdict: 'nothing found', activeUnits: 2 });
    expect(worth(-0.02).sentences[0]).toMatch(
      /^Nothing found: on 50 rows held out the codes explain no more than the columns do by themselves \(−0\.02 ± 0\.10 nats/,
    );
    expect(worth(-0.02).sentences[0]).toContain('something in common (rows are told 1.50 ± 0.10 nats better');
    expect(worth(0.1)).toMatchObject({ verdict: 'healthy' });
    expect(worth(0.1).sentences.join(' ')).toContain('uncertain: on 50 rows held out 0.10 ± 0.10 nats per row more');
    expect(worth(1).sentences).toHaveLength(1);
  });

  it('is that nothing was found when rows are told no better than the same cells shuffled, whatever columns look like', () => {
    const than = (difference: number, standardError = 0.1) =>
      found({
        independent: { rows: 50, difference: 3, standardError },
        shuffled: { rows: 50, difference, deviation: 0.1 },
      });
    expect(than(0.29).verdict).toBe('nothing found');
    expect(than(0.29).sentences[0]).toMatch(/single columns, not what columns have in common.*\+0\.29 ± 0\.10 nats per row/);
    expect(than(0.29, 2).sentences[0]).toContain('Read nothing into the map');
    expect(than(0.31).verdict).toBe('healthy');
    expect([than(0.39, 2).verdict, than(0.41, 2).verdict]).toEqual(['nothing found', 'healthy']);
  });

  it('asks the more of few rows where nothing can be shuffled', () => {
    const of = (rows: number, difference: number) =>
      found({ independent: { rows, difference, standardError: 0.1 }, shuffled: null }).verdict;
    expect([of(2, 20), of(4, 0.9), of(4, 1), of(50, 0.29), of(50, 0.31)]).toEqual([
      'nothing found',
      'nothing found',
      'healthy',
      'nothing found',
      'healthy',
    ]);
  });

  it('is that chance was learned, not that training failed, where only rows trained on are told well', () => {
    const overfitted = found({ independent: { rows: 12, difference: -4, standardError: 1.2 }, train: -5, heldOut: -12 });
    expect(overfitted.verdict).toBe('nothing found');
    expect(overfitted.sentences[0]).toContain('what was learned of the rows trained on is chance');
  });

  it('is never healthy without rows held out', () => {
    const { verdict, sentences } = found({ heldOut: null, independent: null, shuffled: null });
    expect(verdict).toBe('not tested');
    expect(sentences[0]).toContain('no rows were held out');
  });

  it('is that codes are not like the prior where a small β let them stray, and healthy for the map alone where the network can do no better', () => {
    const far = [dimension(), dimension({ distance: 0.2 })];
    const loose = found({ dimensions: far, beta: 0.3 });
    expect(loose.verdict).toBe('not like the prior');
    expect(loose.sentences).toHaveLength(1);
    expect(loose.sentences[0]).toMatch(/^Not like the prior: β = 0\.3 .*dimension 2 .*Try β = 1\./);
    const usual = found({ dimensions: far });
    expect(usual.verdict).toBe('healthy');
    expect(usual.sentences[1]).toMatch(/^That is for reading the map, not for drawing samples: .*dimension 2 are not spread/);
    expect(found({ dimensions: far, ended: 'epochs', bestEpoch: 99 }).sentences.join(' ')).toContain('are not spread like');
  });

  it('has failed, and does not speak of columns without anything in common, where rows are told far worse than by themselves', () => {
    const worse = (over: Partial<Findings>) => found({ independent: { rows: 50, difference: -20, standardError: 0.3 }, ...over });
    expect(worse({})).toMatchObject({ verdict: 'failed' });
    expect(worse({}).sentences[0]).toMatch(/worth 20\.00 ± 0\.30 nats per row less than each column.*lower learning rate/);
    expect(worse({ beta: 0.01 }).sentences[0]).toMatch(/^Failed: β = 0\.01 holds the codes so loosely.*Try β = 1\./);
    expect(worse({ ended: 'not finite' }).sentences.join(' ')).toContain(
      'A step was not finite; the network is that of the best epoch',
    );
    expect(found({ independent: { rows: 50, difference: -20, standardError: 15 } }).verdict).toBe('nothing found');
  });

  it('writes what large counts are worth without the digits that chance leaves nothing of', () => {
    const { sentences } = found({
      independent: { rows: 1233, difference: 27_162.38, standardError: 4835.99 },
      ended: 'epochs',
      epochs: 2000,
      bestEpoch: 1200,
    });
    expect(sentences[0]).toContain('for the 2,000 epochs allowed, the best of them epoch 1,200');
    expect(sentences[0]).toContain('On 1,233 rows held out the codes are worth 27,162 ± 4,836 nats per row more');
  });

  it('says that the epochs were over where training did not settle before', () => {
    expect(found({ ended: 'epochs', bestEpoch: 60 }).sentences[0]).toContain(
      'for the 100 epochs allowed, the best of them epoch 60',
    );
  });

  it('counts collapsed dimensions where they are many, and names them where they are few', () => {
    const words = (count: number) =>
      found({ dimensions: [dimension(), ...Array.from({ length: count }, () => gone)] }).sentences.join(' ');
    expect(words(30)).toContain('Collapsed: 30 dimensions have a KL below 0.01 nats');
    expect(words(2)).toContain('Collapsed: dimensions 2 and 3 have a KL below 0.01 nats');
  });

  it('is over-regularised when β leaves dimensions unused, or probabilistic PCA does better', () => {
    expect(found({ dimensions: [dimension(), gone], beta: 4 }).verdict).toBe('over-regularised');
    expect(found({ dimensions: [dimension(), gone], pca: pca(-1) }).verdict).toBe('over-regularised');
    expect(found({ beta: 4, pca: pca(-1) }).verdict).toBe('over-regularised');
    expect(found({ beta: 4, pca: pca(1) }).verdict).toBe('healthy');
  });

  it('is still improving when the epochs were over while the ELBO rose', () => {
    expect(found({ ended: 'epochs', bestEpoch: 99 }).verdict).toBe('still improving');
    expect(found({ ended: 'epochs', bestEpoch: 60 }).verdict).toBe('healthy');
  });

  it('says which dimensions are far from the prior, and how much of the training is chance', () => {
    const { sentences } = found({ dimensions: [dimension(), dimension({ distance: 0.4 })], train: -3, heldOut: -6, pca: pca(1) });
    expect(sentences.join(' ')).toMatch(/dimension 2 are not spread like the prior.*3\.00 nats per row worse.*On 50 rows/);
  });
});
