import { type Head, largestLogRate, type Network } from '../network/network.ts';

const logTwoPi = Math.log(2 * Math.PI);

/** log(1 + e^y) without overflow. */
export const softplus = (y: number): number => Math.max(y, 0) + Math.log1p(Math.exp(-Math.abs(y)));
export const logistic = (y: number): number => (y >= 0 ? 1 / (1 + Math.exp(-y)) : Math.exp(y) / (1 + Math.exp(y)));

/** log Σ e^y over the head's outputs. */
export function logSumExp(y: Float64Array, from: number, width: number): number {
  let largest = y[from];
  for (let c = 1; c < width; c++) largest = Math.max(largest, y[from + c]);
  let sum = 0;
  for (let c = 0; c < width; c++) sum += Math.exp(y[from + c] - largest);
  return largest + Math.log(sum);
}

/**
 * Log density of one cell, nats, without −log x! of a count. `y` holds a row's outputs from `from` on; `logVariance` is
 * of the head's noise.
 */
export function cellLogDensity(head: Head, y: Float64Array, from: number, x: number, logVariance: number): number {
  const at = from + head.at;
  switch (head.kind) {
    case 'gaussian': {
      const e = x - y[at];
      return -0.5 * (logTwoPi + logVariance + e * e * Math.exp(-logVariance));
    }
    case 'bernoulli':
      return x * y[at] - softplus(y[at]);
    case 'categorical':
      return y[at + x] - logSumExp(y, at, head.width);
    case 'poisson': {
      const rate = Math.min(y[at], largestLogRate);
      return x * rate - Math.exp(rate);
    }
  }
}

/** Adds the derivatives of cellLogDensity by y to `dy` (a row's, from `from` on) and returns that by the log variance. */
export function cellGradient(
  head: Head,
  y: Float64Array,
  from: number,
  x: number,
  logVariance: number,
  dy: Float64Array,
): number {
  const at = from + head.at;
  switch (head.kind) {
    case 'gaussian': {
      const e = x - y[at];
      const precision = Math.exp(-logVariance);
      dy[at] += e * precision;
      return 0.5 * (e * e * precision - 1);
    }
    case 'bernoulli':
      dy[at] += x - logistic(y[at]);
      return 0;
    case 'categorical': {
      const total = logSumExp(y, at, head.width);
      for (let c = 0; c < head.width; c++) dy[at + c] += (c === x ? 1 : 0) - Math.exp(y[at + c] - total);
      return 0;
    }
    case 'poisson':
      if (y[at] < largestLogRate) dy[at] += x - Math.exp(y[at]);
      return 0;
  }
}

/** Log variance of a head's noise; 0 where it has none. */
export const noiseOf = (parameters: Float32Array, noiseAt: number, head: Head): number =>
  head.noise < 0 ? 0 : parameters[noiseAt + head.noise];

/** Σ over the cells of a row that are there: targets (and mask) from `cell` on. */
export function rowLogDensity(
  network: Network,
  logVariances: Float64Array,
  y: Float64Array,
  from: number,
  targets: Float32Array,
  mask: Float32Array | null,
  cell: number,
): number {
  let sum = 0;
  for (let j = 0; j < network.heads.length; j++) {
    if (mask && mask[cell + j] === 0) continue;
    sum += cellLogDensity(network.heads[j], y, from, targets[cell + j], logVariances[j]);
  }
  return sum;
}

/** The log variance of each column's noise, in the order of the columns; 0 where it has none. */
export const logVariancesOf = (network: Network, noiseAt: number, parameters: Float32Array): Float64Array =>
  Float64Array.from(network.heads, (head) => noiseOf(parameters, noiseAt, head));
