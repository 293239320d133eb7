import type { latentBackends } from '../../shared/contract/latent.ts';
import { LensError } from '../../shared/errors.ts';
import { createFusedBackend } from '../engine/latent/kernel/backend.ts';
import type { CreateBackend } from '../engine/latent/network/backend.ts';
import { createPlainBackend } from '../engine/latent/plain/backend.ts';

export type LatentBackend = (typeof latentBackends)[number];

/**
 * What computes the steps of training, by its name: the one place where that is chosen. `threads` is how many it may use.
 * Throws LensError('missing') for one that this installation does not have.
 */
export async function backendOf(name: LatentBackend, _threads: number): Promise<CreateBackend> {
  switch (name) {
    case 'plain':
      return createPlainBackend;
    case 'fused':
      return createFusedBackend;
    case 'tensorflow':
      throw new LensError('missing', 'TensorFlow.js is not part of this installation.', "Choose the backend 'fused'.");
  }
}
