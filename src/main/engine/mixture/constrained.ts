import type { FamilyCode } from '../../../shared/model/mixture.ts';
import { type ColumnMoments, type Rows, totalWeight } from '../rows.ts';
import type { Family, Proportions } from './family/family.ts';
import { defaultPrior } from './family/prior.ts';
import { familyOf, familyWith } from './family/table.ts';

export interface Constraints {
  /** Whether the mixing weights of the Gaussians are estimated or held equal; free when left out. */
  readonly proportions?: Proportions;
  /** True: the conjugate prior of Fraley & Raftery (2007), with mclust's defaults for these rows. False when left out. */
  readonly prior?: boolean;
}

/** The family of the table with what was asked of its weights and prior. Yields the share done now and then. */
export function* constrained(
  rows: Rows,
  moments: ColumnMoments,
  code: FamilyCode,
  k: number,
  { proportions = 'free', prior = false }: Constraints,
): Generator<number, Family> {
  const family = familyOf(code);
  if (!prior) return familyWith(family, { proportions });
  const covariance = yield* rowCovariance(rows, moments);
  return familyWith(family, { proportions, prior: defaultPrior(family, k, moments.means, covariance) });
}

/**
 * d × d covariance of the rows, divided by Σ w − 1. Missing cells count as their column's mean, and the result is scaled so
 * that the variances are those of the cells that are there: it stays positive semi-definite.
 */
export function* rowCovariance(rows: Rows, { means, variances }: ColumnMoments): Generator<number, Float64Array> {
  const { n, d, data, weights } = rows;
  const total = totalWeight(rows);
  const filled = new Float64Array(d * d);
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const product = (data[a * n + i] - means[a]) * (data[b * n + i] - means[b]);
        if (!Number.isNaN(product)) sum += weights ? weights[i] * product : product;
      }
      filled[a * d + b] = sum;
      filled[b * d + a] = sum;
    }
    yield (a + 1) / d;
  }
  const scale = Float64Array.from({ length: d }, (_, j) => Math.sqrt((variances[j] * total) / (total - 1) / filled[j * d + j]));
  return filled.map((sum, at) => sum * scale[Math.floor(at / d)] * scale[at % d]);
}
