import { basename } from 'node:path';
import type { LatentModel } from '../../shared/contract/latent.ts';
import { LensError } from '../../shared/errors.ts';
import type { Dataset } from '../../shared/model/dataset.ts';
import { LatentFile } from '../../shared/model/latent-file.ts';
import { shortest } from '../datasets/shortest.ts';
import { layersOf, type Trained, weightsOf } from '../datasets/trained.ts';
import { latentFault } from './latent-fault.ts';
import { writeWhole } from './whole-file.ts';

/** A trained VAE as a file of its own. */
export function latentFile(dataset: Dataset, { options, result }: LatentModel, epochs: number, trained: Trained): LatentFile {
  const { encoding, latent, hidden, activation, noise } = trained;
  return {
    format: 'latent-lens-vae',
    version: 1,
    encoding,
    latent,
    hidden: [...hidden],
    activation,
    noise,
    ...layersOf(trained, shortest),
    beta: options.beta,
    rows: result?.rows ?? dataset.rows,
    epochs,
    seed: options.seed,
    elbo: result?.elbo ?? null,
    importanceWeightedBound: result?.importanceWeightedBound ?? null,
    logJacobian: result?.logJacobian ?? null,
    verdict: result?.health.verdict ?? null,
    source: dataset.source.name,
  };
}

export async function writeLatentModel(path: string, file: LatentFile): Promise<void> {
  await writeWhole(path, [`${JSON.stringify(file)}\n`]);
}

export const isLatentFile = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && 'format' in json && json.format === 'latent-lens-vae';

const notOurs = 'Choose a file that `latent-lens vae --model` or Export wrote.';

/** The network of a model file. Throws LensError('input') that says what keeps the file from being one. */
export function readLatentFile(path: string, json: unknown): { readonly file: LatentFile; readonly trained: Trained } {
  const name = basename(path);
  const parsed = LatentFile.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
    throw new LensError('input', `${name} is no model file of this version: ${issue.message}${where}.`, notOurs);
  }
  const file = parsed.data;
  const fault = latentFault(file);
  if (fault) throw new LensError('input', `${name} is damaged: ${fault}.`, notOurs);
  const { encoding, latent, hidden, activation, noise } = file;
  return { file, trained: { encoding, latent, hidden, activation, noise, weights: weightsOf(file) } };
}
