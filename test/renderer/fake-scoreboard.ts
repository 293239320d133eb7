import { createPlainBackend } from '../../src/main/engine/latent/plain/backend.ts';
import type { Rows } from '../../src/main/engine/rows.ts';
import { pairsOf, rankingOf } from '../../src/main/engine/scoreboard/compare.ts';
import { type ScoredFold, scoreFold } from '../../src/main/engine/scoreboard/fold.ts';
import { type ScoredModel, scoreOf } from '../../src/main/engine/scoreboard/score.ts';
import type { scoreboardCalls } from '../../src/shared/contract/scoreboard.ts';
import type { Input, LensEvent } from '../../src/shared/contract.ts';
import { LensError } from '../../src/shared/errors.ts';
import type { Job } from '../../src/shared/model/job.ts';
import {
  type Scoreboard,
  ScoreboardOptions,
  type ScoreModel,
  scoreModels,
  whyNoModel,
} from '../../src/shared/model/scoreboard.ts';

type CallName = keyof typeof scoreboardCalls;
export type FakeScoreboard = { readonly [N in CallName]: (input: Input<N>) => unknown };

export interface FakeScoring {
  rowsOf(columns: readonly string[]): Rows;
  emit(event: LensEvent): void;
  run(kind: Job['kind'], name: string, steps: number, step: (i: number) => void, done: () => Job['result']): number;
}

/** Models held against each other in the page itself, by the real engine; networks are only pretended. */
export function fakeScoreboard({ rowsOf, emit, run }: FakeScoring): FakeScoreboard {
  let boards: readonly Scoreboard[] = [];
  const kept = new Map<number, ScoredModel[]>();
  const of = (id: number): Scoreboard => {
    const found = boards.find((board) => board.id === id);
    if (!found) throw new LensError('missing', `There is no scoreboard ${id}.`);
    return found;
  };
  const change = (id: number, over: Partial<Scoreboard>) => {
    boards = boards.map((board) => (board.id === id ? { ...board, ...over } : board));
    emit({ name: 'scoreboard', value: of(id) });
  };
  const scored = (model: ScoreModel, rows: Rows, options: ScoreboardOptions): ScoredModel => {
    const folds = Array.from({ length: options.folds }, (_, held): ScoredFold => {
      const fast = { ...options, ks: options.ks.filter((k) => k < 4), families: ['VVV' as const], starts: 1 };
      const asked = { ...fast, held, columns: options.columns };
      const fold = atOnce(scoreFold(rows, { ...asked, model: model === 'vae' ? 'bayesian' : model }, createPlainBackend));
      if (model !== 'vae' || !fold.logDensity) return fold;
      const logDensity = fold.logDensity.map((nats, i) => nats - 0.08 - 0.2 * Math.sin(i));
      return {
        ...fold,
        model,
        logDensity,
        variance: new Float64Array(logDensity.length).fill(0.002),
        choice: '2 latent dimensions',
      };
    });
    return scoreOf(
      model,
      rows.n,
      folds,
      folds.map(() => 0.1),
    );
  };
  return {
    'scoreboard.start': (input) => {
      const options = ScoreboardOptions.parse(input);
      const rows = rowsOf(options.columns);
      const models = scoreModels.filter((model) => options.models?.includes(model) ?? whyNoModel(model, rows.d) === null);
      const id = boards.length + 1;
      const board: Scoreboard = {
        ...{ id, options, models, status: 'running', columns: options.columns, leftOut: [], cautions: [] },
        ...{ rows: rows.n, complete: rows.n, excluded: 0, incomplete: 0, scores: [], pairs: [], ranking: [], seconds: 0 },
        created: new Date(0).toISOString(),
      };
      boards = [...boards, board];
      kept.set(id, []);
      const finish = (i: number) => {
        const model = models[i];
        if (!model) return;
        const all = [...(kept.get(id) ?? []), scored(model, rows, options)];
        kept.set(id, all);
        const scores = all.map(({ score }) => score);
        const pairs = pairsOf(all);
        change(id, { scores, pairs, ranking: rankingOf(scores, pairs), status: i + 1 < models.length ? 'running' : 'done' });
      };
      const job = run('scoreboard', `Compare ${models.length} models`, models.length, finish, () => id);
      emit({ name: 'scoreboard', value: board });
      return { job, scoreboard: id };
    },
    'scoreboard.list': () => boards,
    'scoreboard.rows': ({ scoreboard }) => ({
      used: Int32Array.from({ length: of(scoreboard).rows }, (_, i) => i),
      models: (kept.get(scoreboard) ?? []).flatMap(({ score, rows }) => (rows ? [{ model: score.model, nats: rows }] : [])),
    }),
    'scoreboard.delete': ({ scoreboard }) => {
      boards = boards.filter(({ id }) => id !== scoreboard);
      return {};
    },
  };
}

function atOnce<R>(work: Generator<unknown, R>): R {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
