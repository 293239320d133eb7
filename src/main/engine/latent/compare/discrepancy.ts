import type { Network } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { type Features, featureMoments } from './features.ts';

export interface ColumnDiscrepancy {
  /** ks: largest difference of the distribution functions; tv: half the summed differences of the levels' shares. */
  readonly measure: 'ks' | 'tv';
  /** 0 = the same, 1 = nothing in common. */
  readonly value: number;
}

/** How far each column of the samples is from that of the rows; missing cells are left out. */
export function columnDiscrepancies(network: Network, table: LatentTable, sampled: Float32Array): ColumnDiscrepancy[] {
  const d = network.heads.length;
  const n = sampled.length / d;
  return network.heads.map(({ kind, width }, j) => {
    const real: number[] = [];
    for (let i = 0; i < table.n; i++) if (!table.mask || table.mask[i * d + j] === 1) real.push(table.targets[i * d + j]);
    const theirs = Array.from({ length: n }, (_, i) => sampled[i * d + j]);
    if (kind === 'categorical') return { measure: 'tv', value: totalVariation(real, theirs, width) };
    return { measure: 'ks', value: kolmogorovSmirnov(real, theirs) };
  });
}

function totalVariation(a: readonly number[], b: readonly number[], levels: number): number {
  let sum = 0;
  for (let c = 0; c < levels; c++) sum += Math.abs(share(a, c) - share(b, c));
  return sum / 2;
}

const share = (values: readonly number[], level: number) =>
  values.length === 0 ? 0 : values.filter((x) => x === level).length / values.length;

/** sup |F_a − F_b| of two samples; 0 where one is empty. */
export function kolmogorovSmirnov(a: readonly number[], b: readonly number[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const x = Float64Array.from(a).sort();
  const y = Float64Array.from(b).sort();
  let i = 0;
  let j = 0;
  let most = 0;
  while (i < x.length && j < y.length) {
    const at = Math.min(x[i], y[j]);
    while (i < x.length && x[i] === at) i++;
    while (j < y.length && y[j] === at) j++;
    most = Math.max(most, Math.abs(i / x.length - j / y.length));
  }
  return most;
}

export interface PairDiscrepancy {
  /** Indices of columns, first < second. */
  readonly first: number;
  readonly second: number;
  /** Pearson correlations. */
  readonly real: number;
  readonly sampled: number;
}

/**
 * Correlations of each pair of columns among rows and among samples, the largest differences first. Levels take part by
 * their indicators: of several, the pair of the largest difference speaks. A constant feature correlates with nothing.
 * Missing cells take no part.
 */
export function pairDiscrepancies(real: Features, sampled: Features): PairDiscrepancy[] {
  const a = correlations(real);
  const b = correlations(sampled);
  const found = new Map<string, PairDiscrepancy>();
  const { width, columns } = real;
  for (let f = 0; f < width; f++) {
    for (let g = f + 1; g < width; g++) {
      if (columns[f] === columns[g]) continue;
      const pair = { first: columns[f], second: columns[g], real: a[f * width + g], sampled: b[f * width + g] };
      const known = found.get(`${pair.first} ${pair.second}`);
      if (!known || gap(pair) > gap(known)) found.set(`${pair.first} ${pair.second}`, pair);
    }
  }
  return [...found.values()].sort((p, q) => gap(q) - gap(p) || p.first - q.first || p.second - q.second);
}

const gap = ({ real, sampled }: PairDiscrepancy) => Math.abs(real - sampled);

/** Of each pair of features, over the rows that have both. */
function correlations(features: Features): Float64Array {
  if (features.there) return pairwise(features, features.there);
  const { n, width, data } = features;
  const moments = Array.from({ length: width }, (_, f) => featureMoments(features, f));
  const c = new Float64Array(width * width);
  const z = new Float64Array(width);
  for (let i = 0; i < n; i++) {
    for (let f = 0; f < width; f++) z[f] = moments[f].sd > 0 ? (data[i * width + f] - moments[f].mean) / moments[f].sd : 0;
    for (let f = 0; f < width; f++) for (let g = f + 1; g < width; g++) c[f * width + g] += (z[f] * z[g]) / n;
  }
  return c;
}

function pairwise(features: Features, there: Uint8Array): Float64Array {
  const { n, width, data } = features;
  // Column by column: values about their mean, 0 where missing, and a 1 or 0 for each.
  const own = Array.from({ length: width }, (_, f) => Float64Array.from({ length: n }, (_, i) => there[i * width + f]));
  const values = own.map((t, f) => {
    const count = t.reduce((sum, one) => sum + one, 0);
    const mean = t.reduce((sum, one, i) => sum + one * data[i * width + f], 0) / Math.max(1, count);
    return t.map((one, i) => one * (data[i * width + f] - mean));
  });
  const c = new Float64Array(width * width);
  for (let f = 0; f < width; f++)
    for (let g = f + 1; g < width; g++) c[f * width + g] = correlation(values[f], own[f], values[g], own[g]);
  return c;
}

function correlation(x: Float64Array, hasX: Float64Array, y: Float64Array, hasY: Float64Array): number {
  let both = 0;
  let sx = 0;
  let sy = 0;
  let sxx = 0;
  let syy = 0;
  let sxy = 0;
  for (let i = 0; i < x.length; i++) {
    const a = x[i] * hasY[i];
    const b = y[i] * hasX[i];
    both += hasX[i] * hasY[i];
    sx += a;
    sy += b;
    sxx += a * a;
    syy += b * b;
    sxy += a * b;
  }
  const vx = both * sxx - sx * sx;
  const vy = both * syy - sy * sy;
  // Exactly 0 where only rounding is left.
  return vx > 1e-12 * both * sxx && vy > 1e-12 * both * syy ? (both * sxy - sx * sy) / Math.sqrt(vx * vy) : 0;
}
