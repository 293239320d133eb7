import type { latentCalls } from '../../shared/contract/latent.ts';
import type { Output, Parsed } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import type { Context } from './context.ts';

type LatentCallName = keyof typeof latentCalls;
type LatentUseCases = { readonly [N in LatentCallName]: (input: Parsed<N>) => Output<N> | Promise<Output<N>> };

const notYet = (): never => {
  throw new LensError('missing', 'Variational autoencoders cannot be asked this yet.', 'It comes with a next version.');
};

/** What the application does for each call about variational autoencoders. */
export const latentUseCases = (_context: Context): LatentUseCases => ({
  'latent.propose': notYet,
  'latent.start': notYet,
  'latent.list': () => [],
  'latent.epochs': notYet,
  'latent.rows': notYet,
  'latent.decode': notYet,
  'latent.reconstruct': notYet,
  'latent.columnErrors': notYet,
  'latent.compare': notYet,
  'latent.saveCodes': notYet,
  'latent.bound': notYet,
  'latent.rename': notYet,
  'latent.delete': notYet,
  'export.codes': notYet,
  'export.reconstructions': notYet,
  'export.samples': notYet,
  'export.latentModel': notYet,
  'export.latentScript': notYet,
});
