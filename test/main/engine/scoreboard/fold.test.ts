import { describe, expect, test } from 'vitest';
import { foldsOf } from '../../../../src/main/engine/doubt/folds.ts';
import { posterior } from '../../../../src/main/engine/mixture/posterior.ts';
import { meanAndError } from '../../../../src/main/engine/scoreboard/score.ts';
import type { ScoreModel } from '../../../../src/shared/model/scoreboard.ts';
import { drawn, spheres } from '../doubt/mixtures.ts';
import { faithful, finish, rescaled, rowsOf } from '../support.ts';
import { type Asked, foldOf, natsOf, rowsOfModel, scored } from './support.ts';

/** So many standard errors of the paired difference from the truth: what the rows trained on do not tell costs something too. */
const near = 3;

/** Score − what the truth itself says of the same rows: an estimate of the entropy's counterpart without its chance. */
function fromTruth(mixture: ReturnType<typeof spheres>, n: number, model: ScoreModel, asked: Asked = {}) {
  const { rows } = drawn(mixture, n, 7);
  const truth = finish(posterior(rows, mixture)).logDensity;
  const own = rowsOfModel(scored(rows, model, asked));
  return meanAndError(own.map((nats, i) => nats - truth[i]));
}

describe('on rows drawn from a known mixture, models that contain it score its entropy', () => {
  const one = spheres([[1, -2]], 2.5);
  const three = spheres([
    [0, 0],
    [6, 0],
    [3, 5.2],
  ]);
  const correlated = { ...one, covariances: Float64Array.from([2, 1.2, 1.2, 1]) };

  test.each([
    ['gaussian-full', correlated],
    ['gaussian-diagonal', one],
    ['pca', correlated],
    ['mixture', three],
    ['bayesian', three],
    ['mixture', correlated],
  ] as const)('%s', (model, mixture) => {
    const { mean, standardError } = fromTruth(mixture, 1000, model, { folds: 3, ks: [1, 3] });
    // A model that knows less than the truth may not beat it, and pays about p / (2n) nats for p parameters it estimated.
    expect(Math.abs(mean)).toBeLessThan(near * standardError + 20 / 1000);
    expect(mean).toBeLessThan(near * standardError);
  });

  test('kernel-density comes near in one column, and nearer with more rows', () => {
    const line = spheres([[0], [5]]);
    const few = fromTruth(line, 200, 'kernel-density').mean;
    const many = fromTruth(line, 2000, 'kernel-density').mean;
    expect(many).toBeLessThan(0.005);
    expect(many).toBeGreaterThan(-0.02);
    expect(few).toBeLessThan(many);
  });

  test('vae stays below the truth, and comes near it', () => {
    const { mean, standardError } = fromTruth(correlated, 400, 'vae', { folds: 2 });
    expect(mean).toBeLessThan(near * standardError);
    expect(mean).toBeGreaterThan(-0.2);
  });

  test('models that lack it score less', () => {
    const { mean, standardError } = fromTruth(correlated, 600, 'gaussian-diagonal');
    expect(mean).toBeLessThan(-near * standardError);
    expect(fromTruth(three, 600, 'gaussian-full').mean).toBeLessThan(-0.3);
  });
});

describe('scores do not depend on units', () => {
  const factors = [1000, 1 / 60];
  const logScales = Math.log(1000) - Math.log(60);
  test.each(['gaussian-full', 'gaussian-diagonal', 'pca', 'mixture', 'bayesian', 'vae'] as const)(
    '%s: in other units it differs by the sum of the log scales',
    (model) => {
      const asked = { folds: 2, ks: [2, 3] };
      const before = rowsOfModel(scored(faithful, model, asked));
      const after = rowsOfModel(scored(rescaled(faithful, factors), model, asked));
      const off = after.reduce((most, nats, i) => Math.max(most, Math.abs(nats + logScales - before[i])), 0);
      expect(off).toBeLessThan(1e-9);
    },
  );
  test('kernel-density, too', () => {
    const column = { n: faithful.n, d: 1, data: faithful.data.slice(0, faithful.n) };
    const shift = natsOf(scored(rescaled(column, [60]), 'kernel-density')) - natsOf(scored(column, 'kernel-density'));
    expect(shift).toBeCloseTo(-Math.log(60), 9);
  });
});

describe('folds', () => {
  test('are the same for every model, and every row is held out once', () => {
    const places = (model: ScoreModel) =>
      Array.from({ length: 3 }, (_, held) => [...foldOf(faithful, model, held, { folds: 3, ks: [1] }).places]);
    const fold = foldsOf(faithful.n, 3, 1);
    expect(places('gaussian-full')).toEqual(places('mixture'));
    expect(places('pca')).toEqual([0, 1, 2].map((held) => [...fold.keys()].filter((i) => fold[i] === held)));
  });

  test('tell what was chosen in them', () => {
    expect(foldOf(faithful, 'mixture', 0).choice).toMatch(/^K = [23], V/);
    expect(foldOf(faithful, 'mixture', 0, { ks: [1, 2] }).caution).toBe('K = 2 is the largest that was tried.');
    expect(foldOf(faithful, 'bayesian', 0, { components: 2 }).caution).toBe('all 2 components are in use: more may be better.');
    expect(foldOf(faithful, 'bayesian', 0).choice).toMatch(/^V.*, 2 of 6 components in use$/);
    expect(foldOf(faithful, 'pca', 0).choice).toBe('1 dimension');
    expect(foldOf(faithful, 'gaussian-full', 0).parameters).toBe(5);
  });

  test('that are too small for a model say so in words, without a number', () => {
    const five = rowsOf([
      [1, 2],
      [2, 1],
      [3, 5],
      [4, 4],
      [5, 0],
    ]);
    const vae = foldOf(five, 'vae', 0);
    expect(vae.logDensity).toBeNull();
    expect(vae.failure).toMatch(/wants 20 rows to train on, better hundreds; there are 4/);
    expect(scored(five, 'vae').score).toMatchObject({
      nats: null,
      failure: expect.stringMatching(/^Without fold 1 of 5 \(and 4 more\)/),
    });
    expect(foldOf(five, 'gaussian-full', 0, { folds: 2 }).failure).toMatch(/needs at least 3 rows/);
  });

  test('in which a column does not vary name it', () => {
    const rare = rowsOf(Array.from({ length: 20 }, (_, i) => [i, i === 7 ? 1 : 0]));
    const held = foldsOf(20, 4, 1)[7];
    expect(foldOf(rare, 'gaussian-full', held, { folds: 4 }).failure).toMatch(/column 'x2' has one value only/);
  });
});

test('the same options give the same bits', () => {
  for (const model of ['mixture', 'bayesian', 'vae'] as const)
    expect(foldOf(faithful, model, 1, { folds: 2 }).logDensity).toEqual(foldOf(faithful, model, 1, { folds: 2 }).logDensity);
});
