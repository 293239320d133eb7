import type { LatentDimension } from '../../../../shared/model/latent.ts';
import { klOf } from '../plain/forward.ts';
import type { Codes } from '../use/encode.ts';
import { normalCdf } from './normal.ts';

/** Burda, Grosse & Salakhutdinov (2016), section 2: a unit is active when Var_x(E[z|x]) is above this. */
export const activeVariance = 0.01;
/** A dimension of less KL, nats per row, tells nothing of the row. */
export const collapsedKl = 0.01;

const mostRows = 2000;
const gridFrom = -4;
const gridSteps = 64;

/**
 * What each latent dimension carries. The aggregate posterior is the mixture of the rows' posteriors; its distance from
 * the prior is the largest difference of their distribution functions over a grid from −4 to 4 (rows evenly thinned to
 * 2,000).
 */
export function dimensionsOf({ n, latent, means, logVariances }: Codes): LatentDimension[] {
  return Array.from({ length: latent }, (_, i) => {
    let mean = 0;
    let kl = 0;
    let spread = 0;
    for (let r = 0; r < n; r++) {
      mean += means[r * latent + i] / n;
      spread += Math.exp(logVariances[r * latent + i]) / n;
      kl += klOf(means[r * latent + i], logVariances[r * latent + i]) / n;
    }
    let variance = 0;
    for (let r = 0; r < n; r++) variance += (means[r * latent + i] - mean) ** 2 / n;
    return {
      kl,
      variance,
      active: variance > activeVariance,
      collapsed: kl < collapsedKl,
      aggregateMean: mean,
      aggregateVariance: variance + spread,
      distance: distanceFromPrior(
        n,
        (r) => means[r * latent + i],
        (r) => Math.exp(0.5 * logVariances[r * latent + i]),
      ),
    };
  });
}

function distanceFromPrior(n: number, meanOf: (row: number) => number, sdOf: (row: number) => number): number {
  const stride = Math.max(1, Math.ceil(n / mostRows));
  let most = 0;
  for (let g = 0; g <= gridSteps; g++) {
    const x = gridFrom - (2 * gridFrom * g) / gridSteps;
    let below = 0;
    let rows = 0;
    for (let r = 0; r < n; r += stride) {
      below += normalCdf((x - meanOf(r)) / sdOf(r));
      rows++;
    }
    most = Math.max(most, Math.abs(below / rows - normalCdf(x)));
  }
  return most;
}
