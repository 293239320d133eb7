import type { Output, Parsed } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import { sharedValues } from '../datasets/cells.ts';
import { freeNames } from '../datasets/latent-columns.ts';
import { decodeCodes, reconstructRows } from '../datasets/latent-decode.ts';
import { profileColumn } from '../datasets/profile.ts';
import { type Context, openSession, standing } from './context.ts';
import { encodedOf, keptRowsOf, modelOf, rowsOf, trainedOf } from './latent-model.ts';
import { judgeKept } from './latent-train.ts';
import { tellProject } from './present.ts';

/** Most codes or rows of one call. */
const most = 10_000;
/** Weights times codes that may be decoded at once, while nothing else is answered: some hundredths of a second. */
const atOnce = 1.5e7;

export const listLatents = (context: Context): Output<'latent.list'> => context.desk.session?.file.latents.all() ?? [];

export function readEpochs(context: Context, id: number): Output<'latent.epochs'> {
  const session = openSession(context);
  modelOf(session, id);
  return session.file.latents.epochs(id);
}

export async function readLatentRows(context: Context, id: number): Promise<Output<'latent.rows'>> {
  const session = openSession(context);
  return keptRowsOf(context, session, modelOf(session, id));
}

export async function readColumnErrors(context: Context, id: number): Promise<Output<'latent.columnErrors'>> {
  const session = openSession(context);
  const { columns } = await rowsOf(context, session, modelOf(session, id));
  return columns.map((column) => ({ ...column }));
}

export async function decodeLatent(
  context: Context,
  { model: id, codes }: Parsed<'latent.decode'>,
): Promise<Output<'latent.decode'>> {
  const session = openSession(context);
  // For a pointer that moves: what the model is need not be read each time.
  const stamp = session.file.latents.stamp(id);
  const trained = stamp
    ? await session.recall(`latent trained ${id} ${stamp}`, async () => trainedOf(session, modelOf(session, id)))
    : trainedOf(session, modelOf(session, id));
  const { latent } = trained;
  if (codes.length % latent !== 0 || codes.length > most * latent)
    throw new LensError(
      'usage',
      `${codes.length} numbers are not between 0 and ${most} codes of ${latent}.`,
      'Send the codes row by row.',
    );
  const bad = codes.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new LensError('usage', `Code ${Math.floor(bad / latent) + 1} holds ${codes[bad]}.`, 'Codes are finite numbers.');
  if ((codes.length / latent) * trained.weights.length <= atOnce) return decodeCodes(trained, codes);
  return context.light.run('latent-decode', { trained, codes: new Float32Array(codes) });
}

export async function reconstructLatent(
  context: Context,
  { model: id, rows }: Parsed<'latent.reconstruct'>,
): Promise<Output<'latent.reconstruct'>> {
  const session = openSession(context);
  const { rows: total } = session.dataset();
  if (rows.length > most)
    throw new LensError('usage', `${rows.length} rows are too many for one answer.`, `Ask for ${most} at most.`);
  const outside = rows.find((row) => row < 0 || row >= total);
  if (outside !== undefined)
    throw new LensError('missing', `There is no row ${outside + 1}.`, `The table has ${total} rows; ask for these.`);
  const model = modelOf(session, id);
  const trained = trainedOf(session, model);
  return reconstructRows(trained, await encodedOf(context, session, model), rows);
}

export async function compareLatent(
  context: Context,
  { model: id, seed }: Parsed<'latent.compare'>,
): Promise<Output<'latent.compare'>> {
  const session = openSession(context);
  const model = modelOf(session, id);
  const trained = trainedOf(session, model);
  return session.recall(`latent compare ${id} ${seed} ${session.file.latents.stamp(id)}`, async () =>
    context.light.run('latent-compare', { trained, encoded: await encodedOf(context, session, model), seed }),
  );
}

/** Columns that were saved before are answered as they are. */
export async function saveCodes(context: Context, id: number): Promise<Output<'latent.saveCodes'>> {
  const session = openSession(context);
  const model = modelOf(session, id);
  if (model.status === 'running')
    throw new LensError('usage', 'This VAE is still in training.', 'Save its codes when it has ended, or stop it first.');
  const check = standing(context, session);
  const { latent, means } = await readLatentRows(context, id);
  check();
  const { rows: total, columns } = session.dataset();
  const made = Array.from({ length: latent }, (_, l) => `code ${l + 1} of VAE ${id}`);
  const known = made.map((words) => columns.find((column) => column.made === words)?.name);
  const free = freeNames(
    made.map((_, l) => `code_${l + 1}`),
    columns.map(({ name }) => name),
  );
  for (let l = 0; l < latent; l++) {
    if (known[l] !== undefined) continue;
    const values = sharedValues(total);
    for (let row = 0; row < total; row++) values[row] = means[row * latent + l];
    const cells = { kind: 'values', values } as const;
    session.file.addColumn({ ...profileColumn(free[l], 'number', cells), made: made[l] }, cells);
  }
  session.columnsChanged();
  tellProject(context);
  return { columns: made.map((_, l) => known[l] ?? free[l]) };
}

export function startBound(context: Context, { model: id, samples }: Parsed<'latent.bound'>): { job: number } {
  const session = openSession(context);
  const model = modelOf(session, id);
  const trained = trainedOf(session, model);
  if (model.status === 'running')
    throw new LensError('usage', 'This VAE is still in training.', 'Ask for its bound when it has ended.');
  const { result, options } = model;
  const kept = session.file.latents.weights(id);
  if (!result && kept) return { job: judgeKept(context, session, { ...model, options: { ...options, samples } }, kept, null) };
  const job = context.jobs.start('latent', `Importance-weighted bound, ${samples} samples`, async (handle) => {
    const encoded = await encodedOf(context, session, model);
    const importanceWeightedBound = await context.heavy.run(
      'latent-bound',
      { trained, encoded, options, samples, ended: result?.ended ?? 'stopped' },
      { signal: handle.signal, progress: (share) => handle.progress(share, 'drawing codes') },
    );
    const now = modelOf(session, id);
    if (now.result) session.file.latents.setResult(id, { ...now.result, importanceWeightedBound });
    context.emit({ name: 'latent', value: modelOf(session, id) });
    return id;
  });
  return { job };
}

export function renameLatent(context: Context, { model: id, name }: Parsed<'latent.rename'>): void {
  const session = openSession(context);
  modelOf(session, id);
  session.file.latents.rename(id, name);
  context.emit({ name: 'latent', value: modelOf(session, id) });
}

export function removeLatent(context: Context, id: number): void {
  const session = openSession(context);
  if (modelOf(session, id).status === 'running')
    throw new LensError('usage', 'This VAE is still in training.', 'Cancel it first.');
  session.file.latents.remove(id);
}
