import type { LatentEpoch } from '../../shared/model/latent.ts';
import type { LatentProgress, Stopped } from '../jobs/latent-train.ts';
import type { KeptWeights } from '../store/latent.ts';
import type { Context } from './context.ts';
import type { Session } from './session.ts';

/** So often the best weights are written down while training goes on, milliseconds: a killed process loses no more. */
const checkpoint = 5000;

export const toKeep = ({ parameters, epochs, bestEpoch }: Stopped): KeptWeights => ({
  epochs,
  best: bestEpoch || epochs,
  weights: parameters,
});

export interface Recorder {
  hear(progress: Pick<LatentProgress, 'epochs' | 'kept'>): void;
  /** The best weights that were heard of; null: none. */
  best(): KeptWeights | null;
}

/** Writes down what a training says, and tells of it when it is kept. */
export function recordTraining(context: Pick<Context, 'emit'>, session: Pick<Session, 'file'>, id: number): Recorder {
  let best: KeptWeights | null = null;
  let unwritten = false;
  let written = Number.NEGATIVE_INFINITY;
  const keep = (epochs: readonly LatentEpoch[], weights: KeptWeights | null) => {
    session.file.latents.addEpochs(id, epochs, weights);
    if (epochs.length > 0) context.emit({ name: 'epochs', value: { model: id, epochs: [...epochs] } });
  };
  return {
    hear({ epochs, kept }) {
      if (kept) {
        best = toKeep(kept);
        unwritten = true;
      }
      const due = unwritten && performance.now() - written > checkpoint;
      if (epochs.length === 0 && !due) return;
      keep(epochs, due ? best : null);
      if (!due) return;
      written = performance.now();
      unwritten = false;
    },
    best: () => best,
  };
}
