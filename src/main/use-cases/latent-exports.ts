import { tableFormatOf } from '../../shared/contract/exports.ts';
import type { LatentModel } from '../../shared/contract/latent.ts';
import type { Parsed, Target } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import type { TableColumn } from '../datasets/encode-column.ts';
import { latentFile, readLatentFile, writeLatentModel } from '../exports/latent-model.ts';
import { latentScript } from '../exports/scripts/latent.ts';
import { latentSubject } from '../exports/scripts/latent-subject.ts';
import { writeWhole } from '../exports/whole-file.ts';
import type { LatentContent } from '../jobs/latent-tasks.ts';
import type { JobHandle } from '../jobs/registry.ts';
import { type Context, openSession } from './context.ts';
import { encodedOf, keptRowsOf, modelOf, subjectOf, trainedOf } from './latent-model.ts';
import { resolveTarget, targetName } from './passage.ts';
import type { Session } from './session.ts';

type Asked = { readonly model: number; readonly target: Target };

/** Throws before a job begins where there is no network to export. */
function ready(context: Context, id: number) {
  const session = openSession(context);
  const model = modelOf(session, id);
  return { session, model, trained: trainedOf(session, model) };
}

const everyColumn = (session: Session): TableColumn[] =>
  session.dataset().columns.map(({ name, type }) => ({ name, type, cells: session.cells(name) }));

/** The columns as they were chosen: in the table's order, unless the person gave another. */
const orderOf = (session: Session, { options }: LatentModel) =>
  options.columns.map((name) => ({ name, type: session.column(name).type }));

async function writeTable(
  context: Context,
  handle: JobHandle,
  target: Target,
  content: LatentContent,
  done = 0,
  format = tableFormatOf(targetName(target)),
): Promise<string> {
  const { path, result } = resolveTarget(context, target);
  await context.light.run(
    'latent-table',
    { path, format, content },
    { signal: handle.signal, progress: (share) => handle.progress(done + (1 - done) * share, 'writing rows') },
  );
  return result;
}

export function exportCodes(context: Context, { model: id, target }: Asked): { job: number } {
  const { session, model } = ready(context, id);
  const job = context.jobs.start('export', `Codes to ${targetName(target)}`, async (handle) => {
    const { used, logJacobian } = await encodedOf(context, session, model);
    const rows = await keptRowsOf(context, session, model, handle);
    const content = { kind: 'codes', columns: everyColumn(session), rows, used, logJacobian, parts: true } as const;
    return writeTable(context, handle, target, content, 0.5);
  });
  return { job };
}

export function exportReconstructions(context: Context, { model: id, target }: Asked): { job: number } {
  const { session, model, trained } = ready(context, id);
  const job = context.jobs.start('export', `Reconstructions to ${targetName(target)}`, async (handle) => {
    const encoded = await encodedOf(context, session, model);
    const { rows: total } = session.dataset();
    return writeTable(context, handle, target, {
      kind: 'reconstructions',
      order: orderOf(session, model),
      trained,
      encoded,
      total,
    });
  });
  return { job };
}

export function exportSamples(context: Context, { model: id, target, count, seed }: Parsed<'export.samples'>): { job: number } {
  const { session, model, trained } = ready(context, id);
  const job = context.jobs.start('export', `${count} samples to ${targetName(target)}`, async (handle) => {
    const encoded = await encodedOf(context, session, model);
    return writeTable(context, handle, target, {
      kind: 'samples',
      order: orderOf(session, model),
      trained,
      encoded,
      count,
      seed,
    });
  });
  return { job };
}

export function exportLatentModel(context: Context, { model: id, target }: Asked): { job: number } {
  const { session, model, trained } = ready(context, id);
  const job = context.jobs.start('export', `VAE to ${targetName(target)}`, async () => {
    const { path, result } = resolveTarget(context, target);
    const { epochs } = session.file.latents.weights(id) ?? { epochs: 0 };
    await writeLatentModel(path, latentFile(session.dataset(), model, epochs, trained));
    return result;
  });
  return { job };
}

export function exportLatentScript(context: Context, { model: id, target }: Asked): { job: number } {
  const { session, model, trained } = ready(context, id);
  const job = context.jobs.start('export', `PyTorch script to ${targetName(target)}`, async (handle) => {
    const rows = await keptRowsOf(context, session, model, handle);
    const { name } = session.project();
    const subject = latentSubject({ project: name, version: context.version, dataset: session.dataset(), model, trained, rows });
    const { path, result } = resolveTarget(context, target);
    await writeWhole(path, [latentScript(subject)], handle.signal);
    return result;
  });
  return { job };
}

/** Codes and ELBO of the rows of the present table by a network of a file. */
export function scoreLatent(
  context: Context,
  from: string,
  json: unknown,
  { target, format }: Pick<Parsed<'export.score'>, 'target' | 'format'>,
): { job: number } {
  const session = openSession(context);
  const { file, trained } = readLatentFile(from, json);
  const absent = file.encoding.columns.find(({ name }) => !session.dataset().columns.some((column) => column.name === name));
  if (absent)
    throw new LensError(
      'missing',
      `The model was trained on a column '${absent.name}', which this table does not have.`,
      `It wants the columns ${file.encoding.columns.map(({ name }) => name).join(', ')}.`,
    );
  const job = context.jobs.start('export', `Codes to ${targetName(target)}`, async (handle) => {
    const names = trained.encoding.columns.map(({ name }) => name);
    const subject = subjectOf(session, names, null);
    const options = { likelihoods: {}, picture: null };
    const encoded = await context.light.run('latent-encode', { subject, options, encoding: trained.encoding });
    for (const note of encoded.notes) handle.note(note);
    if (encoded.table.n === 0)
      throw new LensError(
        'input',
        `No row has a value that the model knows in ${names.length === 1 ? `column '${names[0]}'` : `any of its ${names.length} columns`}.`,
        encoded.notes[0] ?? 'Look at the columns of this table.',
      );
    const { rows: total } = session.dataset();
    const { rows } = await context.light.run(
      'latent-rows',
      { trained, encoded, total, seed: file.seed, split: null },
      { signal: handle.signal, progress: (share) => handle.progress(share / 2, 'codes') },
    );
    const { used, logJacobian } = encoded;
    const content = { kind: 'codes', columns: everyColumn(session), rows, used, logJacobian, parts: false } as const;
    return writeTable(context, handle, target, content, 0.5, format);
  });
  return { job };
}
