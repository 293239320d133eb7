import type { ColumnMoments, Rows } from '../../rows.ts';
import { standardise } from '../starts/sphere.ts';

/** Distances are taken to at most so many of the rows. */
const references = 400;
const neighbour = 10;
const iterations = 100;
/** However the rows lie, between so many of them are taken for noise at first. */
const least = 0.01;
const most = 0.4;

/**
 * Rows that a noise component may begin with, of complete rows of weight above 0: those whose k-th nearest neighbour is
 * far. In d dimensions the k-th distance of evenly strewn rows has D^d ~ Gamma(k, rate); a mixture of two rates, of rows
 * in clusters and of rows between, is fitted by EM and each row goes to the likelier (Byers & Raftery 1998; NNclean in R's
 * prabclus and mclust's examples). Distances are those of standardised columns, so that units do not matter. Returns 1
 * for noise, 0 for the rest; at least 1 % and at most 40 % of the rows are noise. EM then decides for itself.
 */
export function sparseRows(rows: Rows, moments: ColumnMoments): Uint8Array {
  const { n, d } = rows;
  const distances = neighbourDistances(standardise(rows, moments));
  const order = Array.from(distances.keys()).sort((a, b) => distances[b] - distances[a] || a - b);
  const middle = distances[order[Math.floor(n / 2)]] || 1;
  // Beyond e^50 times the median volume a row is noise anyway.
  const volumes = distances.map((distance) => Math.exp(Math.min(50, d * Math.log(distance / middle))));
  const found = countSparse(volumes, order, Math.min(neighbour, Math.max(1, n - 1)));
  const count = Math.min(Math.floor(most * n), Math.max(Math.ceil(least * n), found));
  const noise = new Uint8Array(n);
  for (let i = 0; i < count; i++) noise[order[i]] = 1;
  return noise;
}

/** Distance of each row to its k-th nearest among evenly chosen rows. */
function neighbourDistances({ n, d, data }: Rows): Float64Array {
  const m = Math.min(n, references);
  const chosen = Int32Array.from({ length: m }, (_, i) => Math.floor((i * n) / m));
  const k = Math.min(neighbour, Math.max(1, m - 1));
  const nearest = new Float64Array(k);
  const result = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    nearest.fill(Number.POSITIVE_INFINITY);
    for (const other of chosen) {
      if (other === i) continue;
      let square = 0;
      for (let j = 0; j < d; j++) square += (data[j * n + i] - data[j * n + other]) ** 2;
      if (square >= nearest[k - 1]) continue;
      let place = k - 1;
      for (; place > 0 && nearest[place - 1] > square; place--) nearest[place] = nearest[place - 1];
      nearest[place] = square;
    }
    result[i] = Math.sqrt(nearest[k - 1]);
  }
  return result;
}

/** EM for two Gamma(k, rate), from the fifth of the rows with the largest volumes against the rest. */
function countSparse(volumes: Float64Array, order: readonly number[], k: number): number {
  const n = volumes.length;
  const sparse = new Float64Array(n);
  for (let i = 0; i < n / 5; i++) sparse[order[i]] = 1;
  for (let t = 0; t < iterations; t++) {
    let weight = 0;
    let outside = 0;
    let inside = 0;
    for (let i = 0; i < n; i++) {
      weight += sparse[i];
      outside += sparse[i] * volumes[i];
      inside += (1 - sparse[i]) * volumes[i];
    }
    const rates = [(k * (n - weight)) / inside, (k * weight) / outside];
    if (!(weight > 0 && weight < n && rates[0] > rates[1])) break;
    const prior = Math.log(weight / (n - weight)) + k * Math.log(rates[1] / rates[0]);
    for (let i = 0; i < n; i++) sparse[i] = 1 / (1 + Math.exp(-prior - (rates[0] - rates[1]) * volumes[i]));
  }
  return sparse.reduce((count, p) => count + (p > 0.5 ? 1 : 0), 0);
}
