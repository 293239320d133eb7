import { type Activation, leak } from '../network/network.ts';

/** In place, on the first `count` numbers. */
export function activate(kind: Activation, y: Float64Array, count: number): void {
  if (kind === 'tanh') for (let i = 0; i < count; i++) y[i] = Math.tanh(y[i]);
  else {
    const slope = kind === 'relu' ? 0 : leak;
    for (let i = 0; i < count; i++) if (y[i] < 0) y[i] *= slope;
  }
}

/** Multiplies dy by the derivative, told from the activated value y (at the kink: of the side below). */
export function activateBackward(kind: Activation, y: Float64Array, dy: Float64Array, count: number): void {
  if (kind === 'tanh') for (let i = 0; i < count; i++) dy[i] *= 1 - y[i] * y[i];
  else {
    const slope = kind === 'relu' ? 0 : leak;
    for (let i = 0; i < count; i++) if (!(y[i] > 0)) dy[i] *= slope;
  }
}
