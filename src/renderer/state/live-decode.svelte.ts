import type { Decoded } from '../../shared/contract/latent.ts';

/** What is decoded under a moving pointer: one question at a time, and of those that came meanwhile only the newest. */
export class LiveDecode {
  value: Decoded | null = $state.raw(null);
  readonly #decode: (codes: Float32Array) => Promise<Decoded>;
  #busy = false;
  #next: Float32Array | null = null;

  constructor(decode: (codes: Float32Array) => Promise<Decoded>) {
    this.#decode = decode;
  }

  ask(codes: Float32Array): void {
    if (this.#busy) {
      this.#next = codes;
      return;
    }
    this.#busy = true;
    this.#decode(codes)
      .then((decoded) => {
        this.value = decoded;
      })
      // What cannot be decoded just now (the line is down, the model was removed) is asked again by the next move.
      .catch(() => {})
      .finally(() => {
        this.#busy = false;
        const next = this.#next;
        this.#next = null;
        if (next) this.ask(next);
      });
  }
}
