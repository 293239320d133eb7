import type { LatentEncoding, LatentOptions } from '../../shared/model/latent.ts';
import { layoutOf } from '../engine/latent/network/layout.ts';
import type { Network } from '../engine/latent/network/network.ts';
import { networkFor } from './encode-network.ts';

/** What a network is made of, without its weights. */
export interface LatentShape extends Pick<LatentOptions, 'latent' | 'activation' | 'noise'> {
  readonly encoding: LatentEncoding;
  /** Widths of the encoder's hidden layers. */
  readonly hidden: readonly number[];
}

/** A trained VAE: enough to encode rows and to decode codes. */
export interface Trained extends LatentShape {
  /** As network/layout.ts lays them out. */
  readonly weights: Float32Array;
}

export const networkOf = ({ encoding, hidden, ...shape }: LatentShape): Network =>
  networkFor(encoding, 0, { ...shape, layers: [...hidden] });

export const parametersOf = (shape: LatentShape): number => layoutOf(networkOf(shape)).length;
