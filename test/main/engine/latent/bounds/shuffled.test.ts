import { describe, expect, it } from 'vitest';
import { compareWithShuffled } from '../../../../../src/main/engine/latent/bounds/shuffled.ts';
import type { LatentFit } from '../../../../../src/main/engine/latent/fit.ts';
import { fitLatent } from '../../../../../src/main/engine/latent/fit.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { fillNormal } from '../../../../../src/main/engine/random/normal.ts';
import { finish, fitOf, numbers, sampleColumns } from '../support/samples.ts';

/** Columns of two bumps each, either drawn by themselves or all by the same coin. */
function bumps(n: number, d: number, together: boolean) {
  const data = new Float64Array(n * d);
  fillNormal(data, createRandom(4, 'bumps'));
  const coins = createRandom(4, 'coins');
  const common = Array.from({ length: n }, () => (coins.next() < 0.5 ? -3 : 3));
  return Array.from({ length: d }, (_, j) =>
    numbers(
      `x${j}`,
      common.map((bump, i) => data[j * n + i] + (together ? bump : coins.next() < 0.5 ? -3 : 3)),
    ),
  );
}

const judged = (fit: LatentFit) => {
  const { weights, split, health, independent } = finish(fitLatent(fit));
  const { network, table, inputAt } = fit;
  const of = (rows = split.heldOut, seed = 1) => finish(compareWithShuffled(network, weights, table, rows, inputAt, seed));
  return { of, split, health, independent };
};

describe('rows held out beside the same cells shuffled', () => {
  it('are told no better where columns have nothing in common, though codes tell the bumps of each', () => {
    const { of, health, independent } = judged(fitOf(bumps(400, 3, false), { layers: [16] }));
    expect(independent?.difference).toBeGreaterThan(5 * (independent?.standardError ?? 1));
    const found = of();
    expect(Math.abs(found?.difference ?? 9)).toBeLessThan(3 * (found?.deviation ?? 0));
    expect(health.verdict).toBe('nothing found');
    expect(health.sentences[0]).toContain('single columns, not what columns have in common');
  });

  it('are told far better where columns go together', () => {
    const { of, health } = judged(fitOf(bumps(400, 3, true), { layers: [16] }));
    const found = of();
    expect(found?.difference).toBeGreaterThan(10 * (found?.deviation ?? 1));
    expect(health.verdict).toBe('healthy');
  });

  it('may miss cells and hold levels: all inputs of a column move together', () => {
    const found = judged(fitOf(sampleColumns('penguins'), { layers: [16] })).of();
    expect(found?.difference).toBeGreaterThan(4 * (found?.deviation ?? 1));
  });

  it('are the same by the same seed, and are not asked for where there is nothing to shuffle', () => {
    const { of, split } = judged(fitOf(bumps(100, 2, true), { layers: [8], epochs: 60 }));
    expect(of()).toEqual(of());
    expect(of(split.heldOut.subarray(0, 4))).toBeNull();
    expect(judged(fitOf(bumps(100, 1, true), { layers: [8], epochs: 60 })).of()).toBeNull();
  });
});
