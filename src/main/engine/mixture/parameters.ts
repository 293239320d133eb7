import type { Mixture, Noise } from './mixture.ts';
import { type Components, factorSize, type Shape } from './pass/components.ts';

/** A mixture under way: with the factors that the pass wants, and what the floor had to do. */
export interface Parameters extends Mixture {
  /** The one that the components have too. */
  readonly noise: Noise | null;
  readonly components: Components;
  /** log det F_k of the precision factors, one a component. */
  readonly logDetFactors: Float64Array;
  /** 1 where the floor holds the covariance of the component up. */
  readonly atFloor: Uint8Array;
  /** d × d: the common axes, one a row, of a family that has them (EVE, VVE); all 0 otherwise, and before its first M-step. */
  readonly orientation: Float64Array;
}

export function createParameters(k: number, d: number, shape: Shape, like: Readonly<Noise> | null = null): Parameters {
  const noise = like && { ...like };
  const means = new Float64Array(k * d);
  const factors = new Float64Array(k * factorSize(d, shape));
  return {
    k,
    d,
    weights: new Float64Array(k),
    means,
    covariances: new Float64Array(k * d * d),
    components: { k, d, shape, means, factors, constants: new Float64Array(k), noise },
    noise,
    logDetFactors: new Float64Array(k),
    atFloor: new Uint8Array(k),
    orientation: new Float64Array(d * d),
  };
}

/** to ← from, number by number. */
export function copyParameters(from: Parameters, to: Parameters): void {
  to.weights.set(from.weights);
  to.means.set(from.means);
  to.covariances.set(from.covariances);
  to.components.factors.set(from.components.factors);
  to.components.constants.set(from.components.constants);
  to.logDetFactors.set(from.logDetFactors);
  to.atFloor.set(from.atFloor);
  to.orientation.set(from.orientation);
  if (from.noise && to.noise) to.noise.weight = from.noise.weight;
}

/** The largest variance inflation factor Σ_jj (Σ⁻¹)_jj of any column in any component: 1 along the axes, large when collinear. */
export function inflationOf({ k, d, covariances, components }: Parameters): number {
  const { shape, factors } = components;
  let largest = 1;
  for (let c = 0; shape === 'full' && c < k; c++) {
    for (let j = 0; j < d; j++) {
      let precision = 0;
      for (let i = j; i < d; i++) precision += factors[(c * d + i) * d + j] ** 2;
      largest = Math.max(largest, precision * covariances[(c * d + j) * d + j]);
    }
  }
  return largest;
}
