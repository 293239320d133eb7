import type { latentCalls } from '../../src/shared/contract/latent.ts';
import type { Input } from '../../src/shared/contract.ts';
import { LensError } from '../../src/shared/errors.ts';

type LatentCallName = keyof typeof latentCalls;
export type FakeLatent = { readonly [N in LatentCallName]: (input: Input<N>) => unknown };

const notYet = (): never => {
  throw new LensError('missing', 'The pretended application trains no networks yet.');
};

export const fakeLatent = (): FakeLatent => ({
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
