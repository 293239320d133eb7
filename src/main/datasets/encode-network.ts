import type { LatentEncoding, LatentOptions, LatentResult } from '../../shared/model/latent.ts';
import type { FitOutcome } from '../engine/latent/fit.ts';
import { createNetwork, type Network } from '../engine/latent/network/network.ts';
import { layersFor } from '../engine/latent/training/settings.ts';
import { type Encoded, headShapes } from './encode.ts';

/** The network that options ask for over encoded columns; `rows` decides what they leave open. */
export const networkFor = (
  encoding: LatentEncoding,
  rows: number,
  options: Pick<LatentOptions, 'layers' | 'latent' | 'activation' | 'noise'>,
): Network =>
  createNetwork({
    inputs: encoding.inputs,
    hidden: layersFor(options, rows),
    latent: options.latent,
    activation: options.activation,
    columns: headShapes(encoding),
    sharedNoise: options.noise === 'shared',
  });

/** What is kept and shown of a fit: its figures with the names of columns, the notes of both. */
export function latentResult(encoded: Encoded, outcome: FitOutcome, seconds: number): LatentResult {
  const { weights: _, split: __, ...figures } = outcome;
  return {
    ...figures,
    excluded: encoded.excluded,
    columns: encoded.encoding.columns.map(({ name, likelihood }) => ({ name, likelihood })),
    notes: [...encoded.notes, ...outcome.notes],
    seconds,
  };
}
