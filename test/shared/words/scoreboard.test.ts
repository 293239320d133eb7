import { describe, expect, test } from 'vitest';
import {
  type ModelScore,
  type Ranked,
  type Scoreboard,
  ScoreboardOptions,
  type ScoreModel,
  scoreModelNames,
} from '../../../src/shared/model/scoreboard.ts';
import { choicesText, differenceText, natsText, scoreVerdict, withError } from '../../../src/shared/words/scoreboard.ts';

const score = (model: ScoreModel, nats: number | null, more: Partial<ModelScore> = {}): ModelScore => ({
  ...{ model, name: scoreModelNames[model], nats, standardError: nats === null ? null : 0.05 },
  ...{ lowerBound: model === 'vae', monteCarloError: null, looseness: null, folds: [], failure: null, seconds: 1 },
  ...more,
});
const board = (scores: ModelScore[], ranking: [ScoreModel, number, number][], more: Partial<Scoreboard> = {}): Scoreboard => ({
  ...{ id: 1, created: '', options: ScoreboardOptions.parse({ columns: ['x'] }), status: 'done', columns: ['x'], leftOut: [] },
  ...{ rows: 100, complete: 100, excluded: 0, incomplete: 0, cautions: [], models: [], pairs: [], seconds: 1 },
  scores,
  ranking: ranking.map(([model, group, difference]): Ranked => ({ model, group, difference, differenceError: 0.02 })),
  ...more,
});

describe('the verdict', () => {
  const three = [score('mixture', -1), score('bayesian', -1.01), score('pca', -1.5)];
  test('leads with what cannot be told apart', () => {
    const { headline } = scoreVerdict(board(three, [['mixture', 0, 0], ['bayesian', 0, -0.01], ['pca', 1, -0.5]])); // biome-ignore format: one call
    expect(headline).toBe(
      'The Gaussian mixture by EM and the Bayesian Gaussian mixture cannot be told apart, at −1.000 ± 0.050 nats per row; probabilistic PCA, the next, is 0.500 ± 0.020 nats per row below.',
    );
  });
  test('names a single best with its distance from the next', () => {
    const { headline } = scoreVerdict(board(three, [['mixture', 0, 0], ['bayesian', 1, -0.1]])); // biome-ignore format: one call
    expect(headline).toBe(
      'The Gaussian mixture by EM predicts rows that it has not seen best: the Bayesian Gaussian mixture, the next, is 0.100 ± 0.020 nats per row below.',
    );
  });
  test('holds a bound to be at most so far below, and says of what is running that it is not the end', () => {
    const vae = board([three[0]!, score('vae', -1.4)], [['mixture', 0, 0], ['vae', 1, -0.4]], { status: 'running' }); // biome-ignore format: one call
    expect(scoreVerdict(vae).headline).toBe(
      'So far: the Gaussian mixture by EM predicts rows that it has not seen best: the VAE, the next, is at most 0.400 ± 0.020 nats per row below.',
    );
  });
  test('holds what comes after a bound to be at least so far below', () => {
    const { headline } = scoreVerdict(board([score('vae', -1), score('pca', -1.5)], [['vae', 0, 0], ['pca', 1, -0.5]])); // biome-ignore format: one call
    expect(headline).toBe(
      'The VAE predicts rows that it has not seen best: probabilistic PCA, the next, is at least 0.500 ± 0.020 nats per row below.',
    );
  });
  test('says so where there is nothing to compare', () => {
    expect(scoreVerdict(board([], [])).headline).toBe('No model could be scored.');
    expect(scoreVerdict(board([], [], { status: 'running' })).headline).toBe('No model is finished yet.');
    expect(scoreVerdict(board([three[0]!], [['mixture', 0, 0]])).headline).toMatch(
      /^Only the Gaussian mixture by EM has a score/,
    );
  });
  test('marks a bound, what it may lie low, and what its place may mean', () => {
    const vae = score('vae', -1.4, { looseness: 0.0004, monteCarloError: 0.003 });
    const { remarks } = scoreVerdict(board([three[0]!, vae], [['mixture', 0, 0], ['vae', 1, -0.4]])); // biome-ignore format: one call
    expect(remarks[0]).toContain('it lies less than 0.001 nats per row low, and its draws add ± 0.0030');
    // A bound so close is not why it comes after others.
    expect(remarks.join(' ')).not.toContain('a better encoder');
    const loose = scoreVerdict(board([three[0]!, { ...vae, looseness: 0.05 }], [['mixture', 0, 0], ['vae', 1, -0.4]])); // biome-ignore format: one call
    expect(loose.remarks[1]).toContain('a better encoder could raise it');
  });
  test('tells of failures, of cautions with their folds, of columns and rows left out', () => {
    const fold = { rows: 20, nats: -1, choice: 'K = 9, VVV', parameters: 1, failure: null, seconds: 1 };
    const folds = [
      { ...fold, caution: 'K = 9 is the largest that was tried.' },
      { ...fold, caution: null },
    ];
    const { remarks } = scoreVerdict(
      board([score('mixture', -1, { folds }), score('vae', null, { failure: 'Too few rows.' })], [['mixture', 0, 0]], {
        leftOut: [{ name: 'id', reason: 'holds texts, not numbers' }],
        ...{ incomplete: 3, rows: 50 },
      }),
    );
    expect(remarks).toEqual([
      'The VAE has no score. Too few rows.',
      'The Gaussian mixture by EM: in 1 of 2 folds, K = 9 is the largest that was tried.',
      "1 column left out for all models: 'id' holds texts, not numbers.",
      '3 rows with a missing cell are left out: every model is held against the same complete rows.',
      'Of 100 complete rows 50 rows were drawn by the seed, the same for all models.',
    ]);
    expect(choicesText({ folds })).toBe('K = 9, VVV');
    expect(choicesText({ folds: [...folds, { ...fold, choice: 'K = 2, EEE', caution: null }] })).toBe(
      'K = 9, VVV (2) · K = 2, EEE (1)',
    );
  });
});

test('bandwidths of the folds are told by their range', () => {
  const fold = (choice: string) => ({ rows: 9, nats: -1, choice, parameters: null, caution: null, failure: null, seconds: 0 });
  expect(choicesText({ folds: ['0.106', '0.0888', '0.1'].map((width) => fold(`bandwidth ${width} sd`)) })).toBe(
    'bandwidth 0.0888 to 0.106 sd',
  );
  expect(choicesText({ folds: [fold('bandwidth 0.5 sd'), fold('bandwidth 0.5 sd')] })).toBe('bandwidth 0.5 sd');
});

test('figures have two digits of their error, and a bound its sign', () => {
  expect(withError(-4.21524, 0.0659)).toBe('−4.215 ± 0.066');
  expect(withError(-16.6, 0.1)).toBe('−16.60 ± 0.10');
  expect(withError(1234.5, 12)).toBe('1,234.5 ± 12.0');
  expect(natsText({ nats: -4.29, standardError: 0.047, lowerBound: true })).toBe('≥ −4.290 ± 0.047');
  expect(differenceText({ difference: -1e-15, differenceError: 1e-17 })).toBe('the same');
  expect(differenceText({ difference: 0, differenceError: 0 })).toBe('');
  expect(natsText({ nats: null, standardError: null, lowerBound: false })).toBe('–');
});
