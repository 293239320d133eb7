import type { RowResults } from '../../../shared/contract.ts';
import type { Appearance } from '../../../shared/model/appearance.ts';
import type { Dataset } from '../../../shared/model/dataset.ts';
import type { Doubt } from '../../../shared/model/doubt-results.ts';
import type { CandidateDetail, Fit, GaussianMixture } from '../../../shared/model/mixture.ts';
import type { Scoreboard } from '../../../shared/model/scoreboard.ts';

/** What a page is made of. */
export interface ReportInput {
  readonly project: string;
  readonly version: string;
  /** ISO time. */
  readonly created: string;
  readonly dataset: Dataset;
  readonly fit: Fit;
  readonly detail: CandidateDetail;
  readonly mixture: GaussianMixture;
  readonly results: RowResults;
  readonly doubts: readonly Doubt[];
  /** Comparisons of models that were made on the table. */
  readonly scoreboards: readonly Scoreboard[];
  /** Places of the components in the palette, and the names that they were given, '' for none. */
  readonly appearance: Pick<Appearance, 'places' | 'names'>;
  /** The cells of the fit's columns, in their order; NaN where missing. */
  readonly columns: readonly Float64Array[];
  /** Of the rows; null where each counts once. */
  readonly weights: Float64Array | null;
  /** The two columns of the scatterplot, indices among the fit's; null in one column. */
  readonly axes: readonly [number, number] | null;
}

/** Components that are in use: those of a variational fit that hold no rows are prior and nothing else. */
export const inUse = ({ mixture, detail }: Pick<ReportInput, 'mixture' | 'detail'>): readonly number[] =>
  mixture.weights.flatMap((weight, k) => (mixture.variational && detail.sizes[k] === 0 && weight < 0.01 ? [] : [k]));

/**
 * The columns in which the components lie furthest apart: their weighted between-component share of the variance, most
 * first.
 */
export function bySeparation({ weights, means, covariances }: GaussianMixture): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = (j: number): number => {
    const mean = weights.reduce((sum, weight, k) => sum + (weight / total) * means[k][j], 0);
    const between = weights.reduce((sum, weight, k) => sum + (weight / total) * (means[k][j] - mean) ** 2, 0);
    const within = weights.reduce((sum, weight, k) => sum + (weight / total) * covariances[k][j][j], 0);
    return between / (between + within);
  };
  const shares = means[0].map((_, j) => share(j));
  return shares.map((_, j) => j).sort((a, b) => shares[b] - shares[a] || a - b);
}
