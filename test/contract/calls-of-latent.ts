import { expect } from 'vitest';
import type { Visitor } from './visitor.ts';

const notYet = async ({ ok }: Visitor) => {
  expect(await ok('latent.list', {})).toEqual([]);
};

export const callsOfLatent = {
  'latent.propose': notYet,
  'latent.start': notYet,
  'latent.list': notYet,
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
};
