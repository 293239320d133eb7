import { adam, type Update } from './backend.ts';
import type { Layout } from './layout.ts';
import { noiseRange } from './network.ts';

export interface Moments {
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Steps taken. */
  steps: number;
}

export const createMoments = (length: number): Moments => ({
  first: new Float32Array(length),
  second: new Float32Array(length),
  steps: 0,
});

/** √Σ g², added in order. */
export function lengthOf(gradient: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < gradient.length; i++) sum += gradient[i] * gradient[i];
  return Math.sqrt(sum);
}

/**
 * One step of Adam in place, on the gradient shortened to `clip` (`norm` is its length, finite); then the log variances
 * of the noise are put back into their range. p ← p − rate·m̂ / (√v̂ + ε).
 */
export function adamStep(
  parameters: Float32Array,
  moments: Moments,
  gradient: Float64Array,
  norm: number,
  layout: Layout,
  { learningRate, clip, learnNoise }: Update,
): void {
  const { first, second } = moments;
  const t = ++moments.steps;
  const shorten = norm > clip ? clip / norm : 1;
  const rate = learningRate / (1 - adam.beta1 ** t);
  const correction = 1 / (1 - adam.beta2 ** t);
  const end = learnNoise ? layout.length : layout.noise;
  for (let i = 0; i < end; i++) {
    const g = gradient[i] * shorten;
    first[i] = adam.beta1 * first[i] + (1 - adam.beta1) * g;
    second[i] = adam.beta2 * second[i] + (1 - adam.beta2) * g * g;
    parameters[i] -= (rate * first[i]) / (Math.sqrt(second[i] * correction) + adam.epsilon);
  }
  for (let i = layout.noise; i < end; i++) parameters[i] = Math.min(noiseRange.to, Math.max(noiseRange.from, parameters[i]));
}
