import type { LatentModel, LatentRows } from '../../shared/contract/latent.ts';
import { LensError } from '../../shared/errors.ts';
import type { Encoded } from '../datasets/encode.ts';
import type { LatentSubject } from '../datasets/encode-subject.ts';
import type { LatentRowResults } from '../datasets/latent-rows.ts';
import { parametersOf, type Trained } from '../datasets/trained.ts';
import type { JobHandle } from '../jobs/registry.ts';
import type { Context } from './context.ts';
import { excludedRows } from './exclusion.ts';
import type { Session } from './session.ts';

type Watch = Pick<JobHandle, 'signal' | 'progress'>;

export function modelOf(session: Session, id: number): LatentModel {
  const found = session.file.latents.get(id);
  if (found) return found;
  throw new LensError('missing', `There is no VAE ${id}.`, 'It was removed, or its table was read again.');
}

export function subjectOf(session: Session, columns: readonly string[], excluded: Uint8Array | null): LatentSubject {
  return { columns: columns.map((name) => ({ name, type: session.column(name).type, cells: session.cells(name) })), excluded };
}

/** The rows as the network of a model sees them; kept for what is asked next. */
export function encodedOf(context: Context, session: Session, model: LatentModel): Promise<Encoded> {
  const { columns } = model.options;
  return session.recall(`latent encoded ${model.id}`, async () => {
    const subject = subjectOf(session, columns, excludedRows(session, model.exclusion));
    return context.light.run('latent-encode', { subject, options: model.options, encoding: model.encoding });
  });
}

/** A network with its weights. Throws where there is none to use. */
export function trainedOf(session: Session, model: LatentModel): Trained {
  const kept = session.file.latents.weights(model.id);
  const shape = session.file.latents.shape(model.id);
  if (!kept)
    throw new LensError(
      model.status === 'failed' ? 'input' : 'missing',
      model.status === 'running'
        ? `VAE ${model.id} has no finished epoch yet.`
        : `VAE ${model.id} has no network: ${model.error?.message ?? 'its training was stopped before the first epoch was over.'}`,
      model.status === 'running' ? 'Wait for its first epoch.' : 'Train again.',
    );
  const trained = { ...shape, weights: kept.weights };
  const parameters = parametersOf(shape);
  if (parameters === kept.weights.length) return trained;
  throw new LensError(
    'input',
    `VAE ${model.id} has ${kept.weights.length} weights where its network wants ${parameters}.`,
    'The project file was changed by another program; train again.',
  );
}

/** What the network says of every row of the data set: from the project, or computed and kept there. */
export async function rowsOf(context: Context, session: Session, model: LatentModel, watch?: Watch): Promise<LatentRowResults> {
  const trained = trainedOf(session, model);
  const settled = model.status !== 'running';
  return session.recall(`latent rows ${model.id} ${session.file.latents.stamp(model.id)}`, async () => {
    const encoded = await encodedOf(context, session, model);
    const { rows: total } = session.dataset();
    const input = { trained, encoded, total, seed: model.options.seed, split: model.options };
    const found = await context.light.run(
      'latent-rows',
      input,
      watch && { signal: watch.signal, progress: (share) => watch.progress(share / 2, 'codes') },
    );
    if (settled && context.desk.session === session) session.file.latents.setRows(model.id, found.rows);
    return found;
  });
}

/** The same without the figures of columns: as the project keeps it, where it does. */
export async function keptRowsOf(context: Context, session: Session, model: LatentModel, watch?: Watch): Promise<LatentRows> {
  const { rows: total } = session.dataset();
  const kept = model.status === 'running' ? null : session.file.latents.rows(model.id, total, model.options.latent);
  return kept ?? (await rowsOf(context, session, model, watch)).rows;
}
