import { createRandom, type Random } from '../../random/generator.ts';
import { fillNormal, normalPair } from '../../random/normal.ts';
import type { Network } from '../network/network.ts';
import { decode } from './decode.ts';

export interface Samples {
  readonly n: number;
  /** n × latent, drawn from the prior. */
  readonly codes: Float64Array;
  /** n × columns, row-major, in the units trained in, with the observation noise; a level's index. */
  readonly targets: Float32Array;
}

/**
 * n rows from the model: z from the prior, then each column from its likelihood. Bernoulli columns for which `shades` is
 * true hold shares, not events: they are given as expected.
 */
export function samplePrior(
  network: Network,
  parameters: Float32Array,
  n: number,
  seed: number,
  shades: readonly boolean[] = [],
): Samples {
  const codes = new Float64Array(n * network.latent);
  fillNormal(codes, createRandom(seed, 'vae', 'prior'));
  const random = createRandom(seed, 'vae', 'observations');
  const d = network.heads.length;
  const targets = new Float32Array(n * d);
  decode(network, parameters, codes).forEach(({ expected, probabilities, noiseVariance }, j) => {
    const { kind, width } = network.heads[j];
    const sd = Math.sqrt(noiseVariance ?? 0);
    for (let i = 0; i < n; i++) {
      const at = i * d + j;
      if (kind === 'gaussian') targets[at] = expected[i] + sd * normalPair(random)[0];
      else if (kind === 'bernoulli') targets[at] = shades[j] ? expected[i] : random.next() < expected[i] ? 1 : 0;
      else if (kind === 'poisson') targets[at] = poisson(expected[i], random);
      else if (probabilities) targets[at] = drawLevel(probabilities, i * width, width, random);
    }
  });
  return { n, codes, targets };
}

function drawLevel(probabilities: Float64Array, from: number, width: number, random: Random): number {
  let left = random.next();
  for (let c = 0; c < width - 1; c++) {
    left -= probabilities[from + c];
    if (left < 0) return c;
  }
  return width - 1;
}

/** By counting exponential gaps up to a rate of 30, beyond by a rounded normal with continuity correction. */
function poisson(rate: number, random: Random): number {
  if (rate > 30) return Math.max(0, Math.floor(rate + Math.sqrt(rate) * normalPair(random)[0] + 0.5));
  const enough = Math.exp(-rate);
  let count = 0;
  for (let product = random.next(); product > enough; product *= random.next()) count++;
  return count;
}
