import { describe, expect, test } from 'vitest';
import { foldsOf } from '../../../../src/main/engine/doubt/folds.ts';
import { heldOut } from '../../../../src/main/engine/doubt/held-out.ts';
import { posterior } from '../../../../src/main/engine/mixture/posterior.ts';
import { type Rows, takeRows } from '../../../../src/main/engine/rows.ts';
import type { FamilyCode } from '../../../../src/shared/model/mixture.ts';
import { faithful, finish, rescaled } from '../support.ts';
import { apart, drawn, fitTo, mixtureOf, settings } from './mixtures.ts';

const grid = (ks: readonly number[], ...families: FamilyCode[]) => families.flatMap((family) => ks.map((k) => ({ k, family })));
const score = (rows: Rows, ks: readonly number[], folds = 5, family: FamilyCode = 'EII') =>
  finish(heldOut(rows, { candidates: grid(ks, family), folds, search: settings }));

test('folds deal out every row once, in sizes that differ by at most one', () => {
  const folds = foldsOf(103, 10, 1);
  const sizes = new Array<number>(10).fill(0);
  for (const fold of folds) sizes[fold]++;
  expect([...sizes].sort()).toEqual([10, 10, 10, 10, 10, 10, 10, 11, 11, 11]);
  expect(foldsOf(103, 10, 1)).toEqual(folds);
  expect(foldsOf(103, 10, 2)).not.toEqual(folds);
});

describe('held-out log-likelihood', () => {
  const { rows } = drawn(apart, 240, 3);
  const result = score(rows, [1, 2, 3, 4, 5]);

  test('prefers the true K where clusters are apart', () => {
    const [, two, three] = result.candidates;
    expect(result.candidates[result.simplest ?? -1].k).toBe(3);
    expect(three.nats ?? 0).toBeGreaterThan((two.nats ?? 0) + 3 * (two.differenceError ?? 0));
    expect(result.candidates.slice(0, 4).every((candidate) => candidate.failure === null)).toBe(true);
  });

  test('comes near to what the truth itself scores', () => {
    const truth = finish(posterior(rows, apart)).logDensity.reduce((sum, nats) => sum + nats, 0) / 240;
    const [, , three] = result.candidates;
    expect(Math.abs((three.nats ?? 0) - truth)).toBeLessThan(0.1);
  });

  test('is the mean over folds, each scored by a fit to the others', () => {
    const fold = foldsOf(240, 5, settings.seed);
    const where = (wanted: (f: number) => boolean) => [...fold.keys()].filter((i) => wanted(fold[i]));
    const mixture = mixtureOf(
      fitTo(
        takeRows(
          rows,
          where((f) => f !== 2),
        ),
        3,
        'EII',
      ),
    );
    const own = takeRows(
      rows,
      where((f) => f === 2),
    );
    const { logDensity } = finish(posterior(own, mixture));
    const [, , three] = result.candidates;
    expect(three.folds[2].rows).toBe(48);
    expect(three.folds[2].nats).toBeCloseTo(logDensity.reduce((a, b) => a + b, 0) / 48, 12);
    const nats = three.folds.map((f) => f.nats ?? 0);
    const mean = nats.reduce((a, b) => a + b, 0) / 5;
    expect(three.nats).toBeCloseTo(mean, 12);
    const sd = Math.sqrt(nats.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4);
    expect(three.standardError).toBeCloseTo(sd / Math.sqrt(5), 12);
  });

  test('tells differences from the best with the error of the difference', () => {
    const { candidates, best } = result;
    const top = candidates[best ?? -1];
    expect(top.difference).toBe(0);
    expect(top.differenceError).toBe(0);
    for (const { nats, difference } of candidates) {
      expect(difference).toBeLessThanOrEqual(0);
      expect(difference).toBeCloseTo((nats ?? 0) - (top.nats ?? 0), 10);
    }
    const [one] = candidates;
    expect(one.differenceError).toBeLessThan((one.standardError ?? 0) + (top.standardError ?? 0));
  });

  test('counts a row of weight 2 twice', () => {
    const weights = Float64Array.from({ length: 240 }, (_, i) => 1 + (i % 2));
    const [plain] = score({ ...rows, weights }, [1]).candidates;
    const total = plain.folds.reduce((sum, fold) => sum + fold.rows, 0);
    expect(total).toBe(360);
    expect(plain.nats).toBeCloseTo(
      plain.folds.reduce((sum, fold) => sum + (fold.rows / total) * (fold.nats ?? 0), 0),
      12,
    );
    const unweighted = score({ ...rows, weights: new Float64Array(240).fill(3) }, [1]).candidates[0];
    expect(unweighted.nats).toBeCloseTo(result.candidates[0].nats ?? 0, 9);
    expect(unweighted.standardError).toBeCloseTo(result.candidates[0].standardError ?? 0, 9);
  });
});

test('another unit moves held-out nats by its logarithm and nothing else', () => {
  const plain = score(faithful, [1, 2, 3], 4, 'VVV');
  const scaled = score(rescaled(faithful, [1000, 1]), [1, 2, 3], 4, 'VVV');
  plain.candidates.forEach(({ nats, standardError }, index) => {
    expect(scaled.candidates[index].nats).toBeCloseTo((nats ?? 0) - Math.log(1000), 6);
    expect(scaled.candidates[index].standardError).toBeCloseTo(standardError ?? 0, 6);
  });
  expect(scaled.best).toBe(plain.best);
});

describe('what cannot be scored is named', () => {
  const few = takeRows(faithful, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

  test('folds that leave too few rows to fit', () => {
    const { candidates, best } = score(few, [1, 5], 5, 'EEE');
    expect(candidates[0].failure).toBeNull();
    expect(candidates[1].failure).toBe(
      'Without fold 1 of 5 (and 4 more): K = 5, EEE in 2 columns needs at least 10 rows (2 a component); there are 8. Try fewer components or more rows.',
    );
    expect(candidates[1].nats).toBeNull();
    expect(best).toBe(0);
  });

  test('more folds than rows, and fewer than two', () => {
    expect(score(few, [1], 11).candidates[0].failure).toBe('11 folds need at least 11 rows; there are 10. Ask for fewer folds.');
    const { candidates, best, simplest } = score(few, [1], 1);
    expect(candidates[0].failure).toBe('1 folds cannot be: there must be 2 or more.');
    expect([best, simplest]).toEqual([null, null]);
  });
});

test('its share never falls and says which fold and K', () => {
  let share = 0;
  const told = new Set<string>();
  for (const step of heldOut(faithful, { candidates: grid([1, 2], 'EEE'), folds: 3, search: settings })) {
    expect(step.share).toBeGreaterThanOrEqual(share);
    expect(step.share).toBeLessThanOrEqual(1);
    share = step.share;
    told.add(step.doing);
  }
  expect(told.size).toBe(6);
  expect(told.has('fold 2 of 3, K = 2, EEE')).toBe(true);
});

test('rows with missing cells are scored by the cells that they have', () => {
  const data = faithful.data.map((value, at) => (at > 272 && at % 7 === 0 ? Number.NaN : value));
  const { candidates, best } = score({ ...faithful, data, missing: true }, [1, 2], 4, 'VVV');
  expect(best).toBe(1);
  expect(candidates[1].nats).toBeGreaterThan(-4.2);
});

test('a noise component and equal proportions are counted among the parameters', () => {
  const search = { ...settings, noise: true, proportions: 'equal' } as const;
  const { candidates } = finish(heldOut(faithful, { candidates: grid([2], 'EII'), folds: 3, search }));
  expect(candidates[0].parameters).toBe(0 + 4 + 1 + 2);
  expect(candidates[0].failure).toBeNull();
});
