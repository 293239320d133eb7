import { isDeepStrictEqual } from 'node:util';
import type { ScoreRows } from '../../shared/contract/scoreboard.ts';
import { LensError } from '../../shared/errors.ts';
import { type Scoreboard, type ScoreboardOptions, scoreModels, whyNoModel } from '../../shared/model/scoreboard.ts';
import type { JobHandle } from '../jobs/registry.ts';
import { type Context, openSession, standing } from './context.ts';
import { presentExclusion } from './exclusion.ts';
import { type ScoreSubject, scoreSubject } from './scoreboard-rows.ts';
import { runScoreboard } from './scoreboard-work.ts';
import type { Session } from './session.ts';

export function listScoreboards(context: Context): Scoreboard[] {
  const { session } = context.desk;
  return session ? session.file.scoreboards.all() : [];
}

const scoreboardOf = (session: Session, id: number): Scoreboard => {
  const found = session.file.scoreboards.all().find((one) => one.id === id);
  if (found) return found;
  throw new LensError('missing', `There is no scoreboard ${id}.`, 'It was removed, or its table was read again.');
};

/** The same but for which models were asked for. */
const sameRules = (a: ScoreboardOptions, b: ScoreboardOptions): boolean =>
  isDeepStrictEqual({ ...a, models: null }, { ...b, models: null });

/** Models that were finished with the same options are answered from the project; the others are fitted. */
export async function startScoreboard(context: Context, asked: ScoreboardOptions): Promise<{ job: number; scoreboard: number }> {
  const session = openSession(context);
  const exclusion = presentExclusion(session);
  const ks = [...new Set(asked.ks)].sort((a, b) => a - b);
  const options = { ...asked, ks, families: [...new Set(asked.families)], exclusion: exclusion?.id ?? null };
  const check = standing(context, session);
  const subject = await scoreSubject(context, session, options);
  check();
  const d = subject.about.columns.length;
  const wanted = scoreModels.filter((model) => options.models?.includes(model) ?? whyNoModel(model, d) === null);
  const former = session.file.scoreboards.all().find((one) => sameRules(one.options, options)) ?? null;
  if (former?.status === 'running')
    throw new LensError('usage', 'This comparison is still running.', 'Wait for its end, or cancel it first.');
  const finished = new Set(former?.scores.map(({ model }) => model));
  // One that was not finished, and is not asked for any more, is not gone on with.
  const models = scoreModels.filter((model) => wanted.includes(model) || finished.has(model));
  const left = models.filter((model) => !finished.has(model));
  if (former && left.length === 0 && former.status !== 'done') {
    session.file.scoreboards.resume(former.id, models);
    session.file.scoreboards.end(former.id, 'done', former.seconds);
    context.emit({ name: 'scoreboard', value: scoreboardOf(session, former.id) });
  }
  if (former && left.length === 0)
    return { job: context.jobs.start('scoreboard', 'Compared before', async () => former.id), scoreboard: former.id };

  if (exclusion) session.file.addExclusion(exclusion.rows);
  const scoreboards = session.file.scoreboards;
  const id =
    former?.id ?? scoreboards.add({ created: new Date().toISOString(), options, ...subject.about, models }, subject.used);
  if (former) scoreboards.resume(id, models);
  const job = context.jobs.start('scoreboard', `Compare ${left.length} ${left.length === 1 ? 'model' : 'models'}`, (handle) =>
    carryOut({ context, session, handle, id, subject, options, left, before: former?.seconds ?? 0 }),
  );
  context.emit({ name: 'scoreboard', value: scoreboardOf(session, id) });
  return { job, scoreboard: id };
}

interface Run {
  readonly context: Context;
  readonly session: Session;
  readonly handle: JobHandle;
  readonly id: number;
  readonly subject: ScoreSubject;
  readonly options: ScoreboardOptions;
  readonly left: Scoreboard['models'];
  /** Seconds spent on it before. */
  readonly before: number;
}

/** What is finished is in the project before it is told of. */
async function carryOut({ context, session, handle, id, subject, options, left, before }: Run): Promise<number> {
  const { scoreboards } = session.file;
  const since = performance.now();
  const tell = () => context.emit({ name: 'scoreboard', value: scoreboardOf(session, id) });
  const end = (status: Scoreboard['status']) => {
    scoreboards.end(id, status, before + (performance.now() - since) / 1000);
    tell();
  };
  try {
    const rows = new Map(scoreboards.rows(id).map(({ model, nats }) => [model, nats]));
    const known = scoreboardOf(session, id).scores.map((score) => ({ score, rows: rows.get(score.model) ?? null }));
    await runScoreboard({
      ...{ context, handle, subject, options, models: left, known },
      found: ({ score, rows }, comparison) => {
        scoreboards.addModel(id, score, rows, comparison);
        tell();
      },
    });
  } catch (thrown) {
    end(thrown instanceof LensError && thrown.code === 'cancelled' ? 'cancelled' : 'failed');
    throw thrown;
  }
  end('done');
  return id;
}

export function scoreRows(context: Context, id: number): ScoreRows {
  const session = openSession(context);
  scoreboardOf(session, id);
  const { scoreboards } = session.file;
  return { used: scoreboards.used(id), models: scoreboards.rows(id) };
}

export function removeScoreboard(context: Context, id: number): void {
  const session = openSession(context);
  if (scoreboardOf(session, id).status === 'running')
    throw new LensError('usage', 'This comparison is still running.', 'Cancel it first.');
  session.file.scoreboards.remove(id);
}
