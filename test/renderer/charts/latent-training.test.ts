import { describe, expect, it } from 'vitest';
import { elboFrames, elboOption, epochsTable, figureRange } from '../../../src/renderer/charts/elbo-curves.ts';
import { againstPrior, klBars } from '../../../src/renderer/charts/health.ts';
import { tokens } from '../../../src/renderer/charts/tokens.ts';
import type { LatentEpoch } from '../../../src/shared/model/latent.ts';

const epochs: readonly LatentEpoch[] = Array.from({ length: 40 }, (_, i) => {
  const elbo = -10 - 1000 / (i + 1) ** 2;
  return {
    epoch: i + 1,
    step: i * 10,
    train: { elbo, reconstruction: elbo + 2, kl: 2 },
    heldOut: i === 3 ? null : { elbo: elbo - 1, reconstruction: elbo + 1, kl: 2.5 },
    klWeight: Math.min(1, i / 10),
    learningRate: 0.002,
    klPerDimension: [1, 1],
    best: true,
  };
});
const series = (best: number | null) => {
  const { series: all } = elboOption({ frames: elboFrames(600, 400, epochs), epochs, best, tokens: tokens.light });
  return all as { id: string; data: number[][]; markLine?: { data: { xAxis: number }[] } }[];
};

describe('the curves of a training', () => {
  it('are ELBO, reconstruction and KL, on rows trained on and held out', () => {
    expect(series(null).map(({ id }) => id)).toEqual([
      'elbo-train',
      'elbo-held out',
      'reconstruction-train',
      'reconstruction-held out',
      'kl-train',
      'kl-held out',
    ]);
    expect(series(null)[1]!.data).toHaveLength(39);
  });

  it('begin where the first leaps are over, and the KL at 0', () => {
    expect(figureRange(epochs, 'elbo')[0]).toBeGreaterThan(-300);
    expect(figureRange(epochs, 'elbo')[1]).toBeGreaterThan(-11);
    expect(figureRange(epochs, 'kl')[0]).toBe(0);
    expect(figureRange([], 'elbo')).toEqual([0, 1]);
  });

  it('lie in three plots over the same epochs', () => {
    const frames = elboFrames(600, 400, epochs);
    expect(new Set(frames.map(({ left, width }) => `${left} ${width}`)).size).toBe(1);
    expect(frames[1]!.top).toBeGreaterThan(frames[0]!.top + frames[0]!.height);
    expect(frames[2]!.top + frames[2]!.height).toBeLessThan(400);
  });

  it('have no axes before the first epoch: there is nothing yet to be read from them', () => {
    const frames = elboFrames(600, 400, []);
    expect(frames).toEqual([]);
    const { xAxis, yAxis, series } = elboOption({ frames, epochs: [], best: null, tokens: tokens.light });
    expect([xAxis, yAxis, series]).toEqual([[], [], []]);
  });

  it('mark the epoch that is kept once training is over', () => {
    expect(series(null).some(({ markLine }) => markLine)).toBe(false);
    expect(series(31).filter(({ markLine }) => markLine?.data[0]?.xAxis === 31)).toHaveLength(3);
  });

  it('are taken along as a table', () => {
    const { names, columns } = epochsTable(epochs);
    expect(columns).toHaveLength(names.length);
    expect(columns[4]![3]).toBeNull();
  });
});

describe('the health strip', () => {
  it('has a bar for each dimension, the highest filling it, and a line for one that collapsed', () => {
    const bars = klBars([2, 0, 1], 60, 40);
    expect(bars.map(({ height }) => height)).toEqual([40, 1, 20]);
    expect(bars.every(({ x, width }) => x >= 0 && x + width <= 60)).toBe(true);
    expect(klBars([], 60, 40)).toEqual([]);
  });

  it('draws the prior over a posterior that is the prior', () => {
    const same = againstPrior({ latent: 1, means: new Float32Array(5), deviations: new Float32Array(5).fill(1) }, 0, 80, 40);
    expect(same.posterior.startsWith(same.prior)).toBe(true);
    const narrow = againstPrior({ latent: 1, means: new Float32Array(5), deviations: new Float32Array(5).fill(0.01) }, 0, 80, 40);
    expect(narrow.posterior).toContain('L40 0');
    expect(narrow.posterior).not.toContain('NaN');
  });
});
