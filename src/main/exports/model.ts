import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { LensError } from '../../shared/errors.ts';
import type { Dataset } from '../../shared/model/dataset.ts';
import type { CandidateDetail, Fit } from '../../shared/model/mixture.ts';
import { ModelFile } from '../../shared/model/model-file.ts';
import { modelFault } from './model-fault.ts';
import { writeWhole } from './whole-file.ts';

/** A fitted candidate as a file of its own, in the data's original units. */
export function modelFile(dataset: Dataset, fit: Fit, detail: CandidateDetail): ModelFile {
  const { candidate, mixture } = detail;
  if (!mixture || candidate.logLikelihood === null || (candidate.bic === null && !mixture.variational))
    throw new LensError(
      'missing',
      `K = ${candidate.k}, ${candidate.family} has no model to export: ${candidate.failure ?? 'it was not fitted.'}`,
      'Choose a candidate that was fitted.',
    );
  return {
    format: 'latent-lens-mixture',
    version: 1,
    columns: fit.options.columns,
    family: candidate.family,
    k: candidate.k,
    weights: mixture.weights,
    means: mixture.means,
    covariances: mixture.covariances,
    noise: mixture.noise ?? null,
    ...(mixture.variational && { variational: mixture.variational }),
    logLikelihood: candidate.logLikelihood,
    bic: candidate.bic,
    ...(mixture.variational && { elbo: candidate.elbo, effectiveComponents: candidate.effectiveComponents }),
    rows: fit.rows,
    seed: fit.options.seed,
    converged: candidate.converged,
    source: dataset.source.name,
  };
}

/** JSON numbers are written with all the digits that tell two doubles apart. */
export async function writeModel(path: string, model: ModelFile): Promise<void> {
  await writeWhole(path, [`${JSON.stringify(model, null, 2)}\n`]);
}

const notOurs = 'Choose a file that `latent-lens cluster --model`, `latent-lens vae --model` or Export wrote.';

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
    if (code === 'ENOENT') throw new LensError('missing', `There is no model file ${path}.`, 'Check the path.');
    if (code === 'EISDIR') throw new LensError('input', `${path} is a folder, not a model file.`, notOurs);
    if (code === 'EACCES') throw new LensError('input', `${path} may not be read.`, 'Check its permissions.');
    throw thrown;
  }
}

/** What a model file of any kind says. */
export async function readModelJson(path: string): Promise<unknown> {
  const text = await readText(path);
  try {
    return JSON.parse(text);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message.replace(/\s+/g, ' ') : '';
    throw new LensError('input', `${basename(path)} is no model file: it is not JSON (${why}).`, notOurs);
  }
}

/** Reads a model file and checks that it is a mixture that rows can be scored with. */
export async function readModel(path: string, read?: unknown): Promise<ModelFile> {
  const name = basename(path);
  const json = read ?? (await readModelJson(path));
  const parsed = ModelFile.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
    throw new LensError('input', `${name} is no model file of this version: ${issue.message}${where}.`, notOurs);
  }
  const fault = modelFault(parsed.data);
  if (fault) throw new LensError('input', `${name} is damaged: ${fault}.`, 'Export the model again.');
  return parsed.data;
}
