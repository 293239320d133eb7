import { LensError } from '../../../../shared/errors.ts';
import type { WeightsPrior } from '../../../../shared/model/variational.ts';
import { cholesky } from '../../linear-algebra/cholesky.ts';
import { type ColumnMoments, type Rows, totalWeight } from '../../rows.ts';
import { raise } from '../family/full.ts';
import { familyOf } from '../family/table.ts';
import { partitionStatistics } from '../from-labels.ts';
import { fillMissing } from '../missing/fill.ts';
import type { Prior, Structure } from './model.ts';

/** What a person may choose of the prior; null: the default. Units of the rows. */
export interface PriorChoice {
  readonly weights: WeightsPrior;
  readonly concentration: number | null;
  readonly meanPrecision: number | null;
  readonly mean: Float64Array | null;
  readonly degrees: number | null;
  /** d × d, both triangles. */
  readonly scale: Float64Array | null;
}

export const usualChoice: PriorChoice = {
  weights: 'process',
  concentration: null,
  meanPrecision: null,
  mean: null,
  degrees: null,
  scale: null,
};

/** In units of the columns' standard deviations no direction of the prior's covariance is narrower than the root of this. */
const narrowest = 1e-6;

/**
 * The prior with its defaults, which are scikit-learn's: concentration 1 / K, mean precision 1, mean = the data's mean,
 * degrees = d, scale = the data's covariance (divided by n − 1), its diagonal along the axes, the mean of that for
 * spheres. Where columns follow from one another the covariance is widened to `narrowest`. With missing cells means and
 * variances are those of the cells that are there, and correlations those of the rows filled up with means.
 * Throws LensError('usage') for a choice that is no prior.
 */
export function* priorOf(
  rows: Rows,
  moments: ColumnMoments,
  k: number,
  structure: Structure,
  choice: PriorChoice,
): Generator<void, Prior> {
  const { d } = rows;
  const { concentration, meanPrecision, degrees } = choice;
  const lowest = structure === 'full' || structure === 'tied' ? d - 1 : 0;
  if (concentration !== null) refuse(!(concentration > 0), 'concentration', concentration, 'above 0');
  if (meanPrecision !== null) refuse(!(meanPrecision > 0), 'mean precision', meanPrecision, 'above 0');
  if (degrees !== null) refuse(!(degrees > lowest), 'degrees of freedom', degrees, `above ${lowest} for these shapes`);
  if (choice.mean?.length !== undefined && (choice.mean.length !== d || !choice.mean.every(Number.isFinite)))
    throw new LensError('usage', `The prior mean needs ${d} finite numbers.`, 'Give one for each column, in their order.');
  const scale = choice.scale ? checked(choice.scale, d) : yield* covariance(rows, moments);
  return {
    weights: choice.weights,
    concentration: concentration ?? 1 / k,
    meanPrecision: meanPrecision ?? 1,
    mean: choice.mean ?? moments.means.slice(),
    degrees: degrees ?? d,
    scale: shaped(scale, d, structure),
  };
}

function refuse(wrong: boolean, what: string, value: number, need: string): void {
  if (wrong || !Number.isFinite(value))
    throw new LensError('usage', `The prior's ${what} is ${value}; it must be ${need}.`, 'Leave it out for the default.');
}

function checked(scale: Float64Array, d: number): Float64Array {
  const symmetric = scale.every((value, at) => {
    const [i, j] = [Math.floor(at / d), at % d];
    return Math.abs(value - scale[j * d + i]) <= 1e-9 * Math.sqrt(Math.abs(scale[i * d + i] * scale[j * d + j]));
  });
  if (scale.length === d * d && symmetric && cholesky(scale, d, new Float64Array(d * d))) return scale;
  throw new LensError(
    'usage',
    `The prior covariance must be a symmetric positive definite matrix of ${d} × ${d} numbers.`,
    'Leave it out for the covariance of the data.',
  );
}

function* covariance(rows: Rows, moments: ColumnMoments): Generator<void, Float64Array> {
  const { d } = rows;
  const filled = fillMissing(rows, moments.means);
  const means = new Float64Array(d);
  const everyone = new Int32Array(rows.n).fill(1);
  const { scatters } = yield* partitionStatistics(filled, everyone, 1, familyOf('VVV'), means);
  const total = totalWeight(rows);
  const sd = moments.variances.map((variance) => Math.sqrt((variance * total) / Math.max(1, total - 1)));
  const correlation = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      const value = i === j ? 1 : scatters[i * d + j] / Math.sqrt(scatters[i * d + i]) / Math.sqrt(scatters[j * d + j]);
      correlation[i * d + j] = value;
      correlation[j * d + i] = value;
    }
  }
  if (!cholesky(correlation, d, new Float64Array(d * d), -narrowest)) raise(correlation, d, narrowest);
  return correlation.map((value, at) => value * sd[Math.floor(at / d)] * sd[at % d]);
}

function shaped(scale: Float64Array, d: number, structure: Structure): Float64Array {
  if (structure === 'full' || structure === 'tied') return scale;
  const diagonal = Array.from({ length: d }, (_, j) => scale[j * d + j]);
  const mean = diagonal.reduce((sum, value) => sum + value / d, 0);
  const shape = new Float64Array(d * d);
  diagonal.forEach((value, j) => {
    shape[j * d + j] = structure === 'spherical' ? mean : value;
  });
  return shape;
}
