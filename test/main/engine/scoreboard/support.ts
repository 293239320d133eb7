import { createPlainBackend } from '../../../../src/main/engine/latent/plain/backend.ts';
import type { Rows } from '../../../../src/main/engine/rows.ts';
import { type FoldOptions, type ScoredFold, scoreFold } from '../../../../src/main/engine/scoreboard/fold.ts';
import { type ScoredModel, scoreOf } from '../../../../src/main/engine/scoreboard/score.ts';
import type { ScoreModel } from '../../../../src/shared/model/scoreboard.ts';
import { finish } from '../support.ts';

export type Asked = Partial<Omit<FoldOptions, 'model' | 'held' | 'columns'>>;

const usual = {
  folds: 5,
  seed: 1,
  ks: [1, 2, 3, 4],
  families: ['VVV', 'VII'],
  criterion: 'bic',
  starts: 3,
  components: 6,
  latent: 2,
  samples: 50,
} as const;

export const foldOf = (rows: Rows, model: ScoreModel, held: number, asked: Asked = {}): ScoredFold => {
  const columns = Array.from({ length: rows.d }, (_, j) => `x${j + 1}`);
  return finish(scoreFold(rows, { ...usual, ...asked, model, held, columns }, createPlainBackend));
};

export const scored = (rows: Rows, model: ScoreModel, asked: Asked = {}): ScoredModel => {
  const folds = asked.folds ?? usual.folds;
  const each = Array.from({ length: folds }, (_, held) => foldOf(rows, model, held, asked));
  return scoreOf(
    model,
    rows.n,
    each,
    each.map(() => 0),
  );
};

export const natsOf = ({ score }: ScoredModel): number => {
  if (score.nats === null) throw new Error(score.failure ?? 'no score');
  return score.nats;
};

export const rowsOfModel = ({ rows, score }: ScoredModel): Float64Array => {
  if (rows === null) throw new Error(score.failure ?? 'no rows');
  return rows;
};
