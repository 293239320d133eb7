import { createFastWorkspace } from '../kernel/exact.ts';
import { blockRows } from '../network/backend.ts';
import { largestLogRate, type Network } from '../network/network.ts';
import { decodeBlock } from '../plain/forward.ts';
import { logistic, logSumExp, logVariancesOf } from '../plain/heads.ts';

/** What the decoder says of one column at m codes, in the units trained in. */
export interface Decoded {
  /** Gaussian: the mean; Bernoulli: the probability; Poisson: the rate; categorical: the index of the likeliest level. */
  readonly expected: Float64Array;
  /** m × levels of a categorical column; null for others. */
  readonly probabilities: Float64Array | null;
  /** Of a Gaussian column's noise; null for others. */
  readonly noiseVariance: number | null;
}

/** One entry a column. `codes` is m × latent, row-major. */
export function decode(network: Network, parameters: Float32Array, codes: ArrayLike<number>): Decoded[] {
  const { latent, heads, outputs } = network;
  const m = codes.length / latent;
  const space = createFastWorkspace(network, Math.min(m, blockRows));
  const logVariances = logVariancesOf(network, space.layout.noise, parameters);
  const columns = heads.map(({ kind, width }, j) => ({
    expected: new Float64Array(m),
    probabilities: kind === 'categorical' ? new Float64Array(m * width) : null,
    noiseVariance: kind === 'gaussian' ? Math.exp(logVariances[j]) : null,
  }));
  for (let from = 0; from < m; from += blockRows) {
    const count = Math.min(blockRows, m - from);
    for (let i = 0; i < count * latent; i++) space.codes[i] = codes[from * latent + i];
    const y = decodeBlock(space, parameters, count);
    for (let k = 0; k < count; k++) {
      heads.forEach(({ kind, at, width }, j) => {
        const o = k * outputs + at;
        const { expected, probabilities } = columns[j];
        if (kind === 'gaussian') expected[from + k] = y[o];
        else if (kind === 'bernoulli') expected[from + k] = logistic(y[o]);
        else if (kind === 'poisson') expected[from + k] = Math.exp(Math.min(y[o], largestLogRate));
        else if (probabilities) expected[from + k] = fillProbabilities(y, o, width, probabilities, (from + k) * width);
      });
    }
  }
  return columns;
}

function fillProbabilities(y: Float64Array, from: number, width: number, into: Float64Array, at: number): number {
  const total = logSumExp(y, from, width);
  let likeliest = 0;
  for (let c = 0; c < width; c++) {
    into[at + c] = Math.exp(y[from + c] - total);
    if (y[from + c] > y[from + likeliest]) likeliest = c;
  }
  return likeliest;
}
