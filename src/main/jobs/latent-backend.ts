import type { latentBackends } from '../../shared/contract/latent.ts';
import { usualLatentKernel } from '../engine/latent/kernel/kernel.ts';
import type { CreateBackend } from '../engine/latent/network/backend.ts';
import { createPlainBackend } from '../engine/latent/plain/backend.ts';
import { sharedBackends } from './latent-threads.ts';
import { vectorsAreWide } from './wide-vectors.ts';

export type LatentBackend = (typeof latentBackends)[number];

/**
 * What computes the steps of training, by its name: the one place where that is chosen. `threads` is how many it may use;
 * `helper` is the entry of those that share a batch (pass-helper).
 * Throws LensError('missing') for one that this installation does not have.
 */
export async function backendOf(name: LatentBackend, threads: number, helper: URL): Promise<CreateBackend> {
  switch (name) {
    case 'plain':
      return createPlainBackend;
    case 'fused':
      return sharedBackends(helper, threads, usualLatentKernel(), vectorsAreWide());
    case 'tensorflow':
      // Loaded only where it is asked for: it is some megabytes.
      return (await import('../tensorflow/backend.ts')).tensorflowBackends();
  }
}
