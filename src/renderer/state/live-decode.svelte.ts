import type { Decoded } from '../../shared/contract/latent.ts';
import { newestOnly } from './newest.ts';

/** What is decoded under a moving pointer. */
export class LiveDecode {
  value: Decoded | null = $state.raw(null);
  readonly ask: (codes: Float32Array) => void;

  constructor(decode: (codes: Float32Array) => Promise<Decoded>) {
    this.ask = newestOnly(decode, (decoded) => {
      this.value = decoded;
    });
  }
}
