import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CandidateKey, Parsed, RowResults, Target } from '../../shared/contract.ts';
import type { ClusterWords } from '../exports/cluster-columns.ts';
import { isLatentFile } from '../exports/latent-model.ts';
import { modelFile, readModel, readModelJson, writeModel } from '../exports/model.ts';
import type { JobHandle } from '../jobs/registry.ts';
import { clusterWords } from './cluster-words.ts';
import { type Context, openSession } from './context.ts';
import { candidateRows, fitted } from './fits.ts';
import { scoreLatent } from './latent-exports.ts';
import { resolveTarget, targetName } from './passage.ts';
import { rowResults } from './prepared.ts';
import type { Session } from './session.ts';
import { underflowWords } from './underflow.ts';

export function exportLabels(context: Context, input: Parsed<'export.labels'>): { job: number } {
  const { candidate, target, format } = input;
  const session = openSession(context);
  fitted(context, candidate);
  const words = clusterWords(input);
  const job = context.jobs.start('export', `Labels to ${targetName(target)}`, async (handle) => {
    const results = await candidateRows(context, candidate);
    return write(context, session, handle, results, { target, format, words }, 0);
  });
  return { job };
}

export function exportModel(context: Context, candidate: CandidateKey, target: Target): { job: number } {
  const session = openSession(context);
  const { fit, detail } = fitted(context, candidate);
  const job = context.jobs.start('export', `Model to ${targetName(target)}`, async () => {
    const { path, result } = resolveTarget(context, target);
    await writeModel(path, modelFile(session.dataset(), fit, detail));
    return result;
  });
  return { job };
}

export async function exportScore(
  context: Context,
  { model: from, target, format }: Parsed<'export.score'>,
): Promise<{ job: number }> {
  const session = openSession(context);
  const uploaded = join(context.folders.inbox, basename(from));
  const path = existsSync(uploaded) ? uploaded : from;
  const json = await readModelJson(path);
  if (isLatentFile(json)) return scoreLatent(context, path, json, { target, format });
  const model = await readModel(path, json);
  for (const name of model.columns) session.column(name);
  // Noise in a box that does not lie along the axes says nothing of rows with missing cells.
  const missing = model.noise?.perColumn === null ? 'drop' : 'model';
  const subject = { columns: model.columns, missing, weights: null, exclusion: null } as const;
  const job = context.jobs.start('export', `Scores to ${targetName(target)}`, async (handle) => {
    const results = await rowResults(context, session, subject, model, handle);
    const far = underflowWords(
      results,
      model,
      model.columns.map((name) => ({ name, cells: session.cells(name) })),
    );
    if (far !== null) handle.note(far);
    return write(context, session, handle, results, { target, format, words: { groups: null, names: null } }, 0.5);
  });
  return { job };
}

async function write(
  context: Context,
  session: Session,
  handle: JobHandle,
  results: RowResults,
  { target, format, words }: Pick<Parsed<'export.labels'>, 'target' | 'format'> & { readonly words: ClusterWords },
  done: number,
): Promise<string> {
  const { columns } = session.dataset();
  const { path, result } = resolveTarget(context, target);
  const input = {
    path,
    columns: {
      names: columns.map(({ name }) => name),
      types: columns.map(({ type }) => type),
      cells: columns.map(({ name }) => session.cells(name)),
    },
    results,
    format,
    words,
  };
  await context.light.run('labels', input, {
    signal: handle.signal,
    progress: (share) => handle.progress(done + (1 - done) * share, 'writing rows'),
  });
  return result;
}
