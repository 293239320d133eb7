import { isDeepStrictEqual } from 'node:util';
import type { LatentModel } from '../../shared/contract/latent.ts';
import type { Output, Parsed } from '../../shared/contract.ts';
import { LensError, toErrorValue } from '../../shared/errors.ts';
import type { LatentEncoding, LatentOptions } from '../../shared/model/latent.ts';
import type { Encoded } from '../datasets/encode.ts';
import { layersFor } from '../engine/latent/training/settings.ts';
import type { LatentProgress } from '../jobs/latent-train.ts';
import type { JobHandle } from '../jobs/registry.ts';
import type { KeptWeights } from '../store/latent.ts';
import { type Context, openSession, standing } from './context.ts';
import { presentExclusion } from './exclusion.ts';
import { encodedOf, modelOf, subjectOf } from './latent-model.ts';
import { recordTraining, toKeep } from './latent-record.ts';
import type { Session } from './session.ts';

export async function proposeEncoding(context: Context, { columns }: Parsed<'latent.propose'>): Promise<LatentEncoding> {
  const session = openSession(context);
  const subject = subjectOf(session, [...new Set(columns)], presentExclusion(session)?.rows ?? null);
  const options = { likelihoods: {}, picture: null };
  return (await context.light.run('latent-encode', { subject, options, encoding: null })).encoding;
}

/** A training that was done before, with the same options on the same rows, is answered from the project. */
export async function startLatent(context: Context, asked: Parsed<'latent.start'>): Promise<Output<'latent.start'>> {
  const session = openSession(context);
  const { latents } = session.file;
  const exclusion = presentExclusion(session);
  const options: LatentOptions = { ...asked.options, columns: [...new Set(asked.options.columns)] };
  const { backend } = asked;
  const subject = subjectOf(session, options.columns, exclusion?.rows ?? null);
  const check = standing(context, session);
  const encoded = await context.light.run('latent-encode', { subject, options, encoding: null });
  check();
  const about = { options, backend, exclusion: exclusion?.id ?? null };
  const same = (model: LatentModel) =>
    isDeepStrictEqual({ options: model.options, backend: model.backend, exclusion: model.exclusion }, about);
  const known = latents.all().find((model) => model.status === 'done' && same(model));
  if (known) return { job: context.jobs.start('latent', 'Trained before', async () => known.id), model: known.id };

  if (exclusion) session.file.addExclusion(exclusion.rows);
  const { latent, activation, noise } = options;
  const hidden = [...layersFor(options, encoded.table.n)];
  const shape = { latent, activation, noise, encoding: encoded.encoding, hidden };
  const id = latents.add({ ...about, created: new Date().toISOString(), name: '', shape });
  const title = `Train a VAE of ${options.columns.length} ${options.columns.length === 1 ? 'column' : 'columns'}`;
  const job = context.jobs.start('latent', title, (handle) => carryOut(context, session, handle, id, encoded));
  tell(context, session, id);
  return { job, model: id };
}

function tell(context: Context, session: Session, id: number): void {
  context.emit({ name: 'latent', value: modelOf(session, id) });
}

async function carryOut(context: Context, session: Session, handle: JobHandle, id: number, encoded: Encoded): Promise<number> {
  const { latents } = session.file;
  const { options, backend } = modelOf(session, id);
  const record = recordTraining(context, session, id);
  // What cannot be written down (a full disk) ends the training, not the application.
  const stop = new AbortController();
  let broken: unknown = null;
  const hear = (progress: LatentProgress) => {
    if (broken !== null) return;
    try {
      record.hear(progress);
      handle.progress(progress.share, progress.doing);
    } catch (thrown) {
      broken = thrown;
      stop.abort();
    }
  };
  const work = { encoded, options, backend, threads: context.threads };
  try {
    const signal = AbortSignal.any([handle.signal, stop.signal]);
    const outcome = await context.heavy.run('latent-train', work, { signal, progress: hear }).catch((thrown: unknown) => {
      throw broken ?? thrown;
    });
    if (broken !== null) throw broken;
    record.hear({ epochs: outcome.epochs, kept: null });
    if (outcome.kind === 'stopped') {
      latents.end(id, { status: 'cancelled', result: null, error: null }, outcome.kept && toKeep(outcome.kept));
      throw new LensError('cancelled', 'Cancelled.');
    }
    const { result, weights } = outcome;
    latents.end(id, { status: 'done', result, error: null }, { epochs: result.epochs, best: result.bestEpoch, weights });
    tell(context, session, id);
    return id;
  } catch (thrown) {
    const error = toErrorValue(thrown);
    const wasCancelled = error.code === 'cancelled';
    // A thread that did not answer in time was ended: what it told of last is kept.
    if (session.file.latents.get(id)?.status === 'running')
      latents.end(
        id,
        { status: wasCancelled ? 'cancelled' : 'failed', result: null, error: wasCancelled ? null : error },
        record.best(),
      );
    tell(context, session, id);
    if (wasCancelled) setTimeout(() => judge(context, session, id), 0).unref();
    throw thrown;
  }
}

/** A training that was stopped is judged as far as it came, unless it is gone, or the project closed, with it. */
function judge(context: Context, session: Session, id: number): void {
  if (context.desk.session !== session) return;
  const model = session.file.latents.get(id);
  const kept = model && session.file.latents.weights(id);
  if (kept) judgeKept(context, session, model, kept, (Date.now() - Date.parse(model.created)) / 1000);
}

/** `seconds` null: nobody knows any more how long it was trained. */
export function judgeKept(
  context: Context,
  session: Session,
  model: LatentModel,
  kept: KeptWeights,
  seconds: number | null,
): number {
  const { id, options, backend } = model;
  // Of the last ones before a process was killed there may be no weights.
  const epochs = Math.max(kept.epochs, session.file.latents.epochs(id).length);
  const title = epochs === 1 ? 'Judge the one epoch so far' : `Judge the ${epochs} epochs so far`;
  return context.jobs.start('latent', title, async (handle) => {
    const encoded = await encodedOf(context, session, model);
    const stopped = { parameters: kept.weights, epochs, bestEpoch: kept.best };
    const result = await context.heavy.run(
      'latent-judge',
      { encoded, options, backend, threads: context.threads, kept: stopped, seconds: Math.max(0, seconds ?? 0) },
      { signal: handle.signal, progress: ({ share, doing }) => handle.progress(share, doing) },
    );
    // It may have been removed meanwhile.
    if (!session.file.latents.get(id)) throw new LensError('cancelled', 'Cancelled.');
    const notes = seconds === null ? [...result.notes, 'How long it was trained is not known.'] : result.notes;
    session.file.latents.setResult(id, { ...result, notes });
    tell(context, session, id);
    return id;
  });
}
