import { describe, expect, test } from 'vitest';
import { type StabilityOptions, stability } from '../../../../src/main/engine/doubt/stability.ts';
import { type Rows, takeRows } from '../../../../src/main/engine/rows.ts';
import type { FamilyCode } from '../../../../src/shared/model/mixture.ts';
import { faithful, finish } from '../support.ts';
import { apart, drawn, fitTo, settings, spheres } from './mixtures.ts';

const ask = (rows: Rows, ks: readonly number[], family: FamilyCode, options: Partial<StabilityOptions> = {}) =>
  finish(
    stability(rows, {
      candidates: ks.map((k) => ({ k, family, mixture: null })),
      subsamples: 12,
      part: 0.5,
      search: settings,
      ...options,
    }),
  );

describe('label stability', () => {
  const { rows } = drawn(apart, 240, 5);
  const [two, three, five] = ask(rows, [2, 3, 5], 'EII');

  test('is near 1 at the true K where clusters are apart, and lower at others', () => {
    expect(three.failure).toBeNull();
    expect(three.ari).toBeGreaterThan(0.97);
    expect(two.ari).toBeLessThan(0.9);
    expect(five.ari).toBeLessThan(0.95);
  });

  test('says it of each cluster too', () => {
    expect(three.clusters.length).toBe(3);
    for (const cluster of three.clusters) {
      expect(cluster.jaccard).toBeGreaterThan(0.95);
      expect(cluster.recovered).toBe(12);
      expect(cluster.dissolved).toBe(0);
    }
    expect(Math.min(...five.clusters.map((cluster) => cluster.jaccard ?? 1))).toBeLessThan(0.75);
  });

  test('is low for clusters that are not there', () => {
    const [noise] = ask(drawn(spheres([[0, 0]]), 240, 1).rows, [3], 'EEE');
    expect(noise.ari).toBeLessThan(0.6);
    expect(noise.clusters.some((cluster) => cluster.dissolved > 0)).toBe(true);
  });

  test('asks the fit that is there, in the order of its components', () => {
    const { mixture } = fitTo(rows, 3, 'EII');
    const [known] = ask(rows, [3], 'EII', { candidates: [{ k: 3, family: 'EII', mixture }] });
    expect(known).toEqual(three);
  });

  test('is the same for the same seed', () => {
    expect(ask(rows, [3], 'EII')).toEqual([three]);
  });

  test('has nothing to say at K = 1', () => {
    const [one] = ask(rows, [1], 'EII');
    expect([one.ari, one.ariSd, one.failure]).toEqual([null, null, null]);
    expect(one.clusters[0].jaccard).toBe(1);
  });
});

test('what cannot be asked is named, and the rest goes on', () => {
  const few = takeRows(faithful, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const [one, three, six] = ask(few, [1, 3, 6], 'EEE');
  expect(one.failure).toBeNull();
  expect(three.failure).toBe(
    '12 of 12 subsamples of 5 rows have no fit: K = 3, EEE in 2 columns needs at least 6 rows (2 a component); there are 5. Try fewer components or more rows.',
  );
  expect(three.unfitted).toBe(12);
  expect(six.failure).toMatch(/^K = 6, EEE in 2 columns needs at least 12 rows/);
  expect(ask(faithful, [2], 'EEE', { subsamples: 0 })[0].failure).toContain('none was asked for');
});

test('its share never falls and says which K', () => {
  let share = 0;
  const told = new Set<string>();
  const candidates = [1, 2].map((k) => ({ k, family: 'EEE' as const, mixture: null }));
  for (const step of stability(faithful, { candidates, subsamples: 3, part: 0.5, search: settings })) {
    expect(step.share).toBeGreaterThanOrEqual(share);
    expect(step.share).toBeLessThanOrEqual(1);
    share = step.share;
    told.add(step.doing);
  }
  expect([...told]).toEqual(['K = 1, EEE', 'K = 2, EEE']);
});
