import { describe, expect, test } from 'vitest';
import { again } from '../../../../../src/main/engine/mixture/bayesian/again.ts';
import { usualChoice } from '../../../../../src/main/engine/mixture/bayesian/default-prior.ts';
import { structureOf } from '../../../../../src/main/engine/mixture/bayesian/model.ts';
import { playVariational } from '../../../../../src/main/engine/mixture/bayesian/play.ts';
import { searchVariational } from '../../../../../src/main/engine/mixture/bayesian/search.ts';
import { weightsPriors } from '../../../../../src/shared/model/variational.ts';
import { faithful, finish, iris } from '../../support.ts';

const families = ['VVV', 'EEE', 'VVI', 'VII'] as const;

const play = (k: number, family: (typeof families)[number], weights: (typeof weightsPriors)[number], rows = faithful, seed = 1) =>
  finish(
    playVariational(rows, {
      ...{ k, family, seed, limit: 300, columns: ['a', 'b', 'c', 'd'], start: { kind: 'k-means++' } },
      prior: { ...usualChoice, weights },
    }),
  );

describe.each(families.flatMap((family) => weightsPriors.map((weights) => ({ family, weights }))))(
  'a run of $family, Dirichlet $weights, half-step by half-step',
  ({ family, weights }) => {
    test('never lets the ELBO fall, and tells its terms', () => {
      for (const rows of [faithful, iris]) {
        const { steps, converged, mixtures } = play(6, family, weights, rows);
        expect(converged).toBe(true);
        expect(mixtures).toHaveLength(steps.at(-1)!.mixture + 1);
        for (let s = 1; s < steps.length; s++) {
          const { bound, terms } = steps[s];
          expect(bound).toBeGreaterThanOrEqual(steps[s - 1].bound - 1e-10 * Math.abs(bound));
          const { reconstruction, assignments, weights: w, means, precisions } = terms;
          expect(reconstruction - assignments - w - means - precisions).toBeCloseTo(bound, 7);
        }
      }
    });
    test('numbers its components as a fit does: by the rows expected in them at its end, most first', () => {
      for (const seed of [1, 2, 3]) {
        const { posteriors } = play(6, family, weights, iris, seed);
        const { counts } = posteriors.at(-1)!;
        expect(Array.from(counts)).toEqual(Array.from(counts).sort((a, b) => b - a));
      }
    });
    test('with one component the importance-weighted bound is the ELBO, whatever is drawn: q is the posterior', () => {
      const { steps, evidence } = play(1, family, weights);
      expect(evidence!.nats).toBeCloseTo(steps.at(-1)!.bound, 6);
      expect(evidence!.standardError).toBeLessThan(1e-6);
    });
    test('with several it lies above the ELBO, by the gap that stays open', () => {
      const { steps, evidence } = play(2, family, weights);
      expect(evidence!.nats).toBeGreaterThan(steps.at(-1)!.bound);
      expect(evidence!.nats).toBeLessThan(steps.at(-1)!.bound + 5);
    });
  },
);

test('a start that says which component is which keeps its order', () => {
  const few = Int32Array.from({ length: 20 }, (_, i) => i);
  const { posteriors } = finish(
    playVariational(faithful, {
      ...{ k: 3, family: 'VVV', seed: 1, limit: 50, columns: ['a', 'b'], start: { kind: 'group', rows: few } },
      prior: usualChoice,
    }),
  );
  expect(posteriors[0].counts[0]).toBeCloseTo(20, 6);
});

test('asked for in portions, a run is the one that it is asked for at once', () => {
  const options = { k: 5, family: 'VVV' as const, seed: 1, columns: ['a', 'b'], prior: usualChoice };
  const start = { kind: 'k-means++' } as const;
  const all = finish(playVariational(faithful, { ...options, start, limit: 300 }));
  const short = finish(playVariational(faithful, { ...options, start, limit: 2 }));
  expect([short.converged, short.evidence, short.posteriors.length]).toEqual([false, null, 3]);
  expect(short.steps).toEqual(all.steps.slice(0, 6));
  const mixture = { ...short.mixtures[2], variational: { model: short.model, posterior: short.posteriors[2] } };
  const onward = finish(playVariational(faithful, { ...options, start: { kind: 'mixture', mixture }, limit: 300 }));
  expect(onward.steps[3].bound).toBeCloseTo(all.steps[7].bound, 8);
});

test('in order, a run that finds the optimum of the fit ends at its ELBO', () => {
  const fit = finish(
    searchVariational(faithful, { k: 2, family: 'VVV', starts: 5, seed: 1, startLabels: null, prior: usualChoice }),
  ).found!;
  for (const seed of [1, 2, 3, 4, 5])
    expect(play(2, 'VVV', 'process', faithful, seed).steps.at(-1)!.bound).toBeCloseTo(fit.elbo, 3);
});

describe.each(families)('once more under another concentration, %s', (family) => {
  const options = { k: 8, family, starts: 3, seed: 1, startLabels: null };
  const kept = finish(searchVariational(faithful, { ...options, prior: { ...usualChoice, weights: 'distribution' } }));
  const at = (concentration: number) =>
    finish(
      again(faithful, {
        structure: structureOf(family)!,
        prior: { ...usualChoice, weights: 'distribution', concentration },
        from: kept.found!.posterior,
        seed: 1,
      }),
    )!;
  test('under the same prior it stays where it was', () => {
    expect(at(1 / 8).found.elbo).toBeGreaterThan(kept.found!.elbo - 1e-2);
  });
  test('a large one wakes the idle components', () => {
    const { found } = at(100);
    expect(found.effectiveComponents).toBe(8);
    const afresh = finish(
      searchVariational(faithful, { ...options, prior: { ...usualChoice, weights: 'distribution', concentration: 100 } }),
    );
    expect(found.elbo).toBeGreaterThan(afresh.found!.elbo - 0.05 * 272);
  });
  test('the same bits each time', () => {
    expect(at(3)).toEqual(at(3));
  });
});
