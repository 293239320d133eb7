import type { GaussianMixture } from '../../../../shared/model/mixture.ts';
import type { VariationalSummary } from '../../../../shared/model/variational.ts';
import { figure, percent } from '../../../widgets/format.ts';
import type { ParameterCell } from '../component-cells.ts';

type Summary = Pick<VariationalSummary, 'content' | 'weights' | 'means'>;

/** The expected weight with its credible interval beside it. */
export function credibleWeight(mixture: GaussianMixture, { content, weights }: Summary, k: number): ParameterCell {
  const range = `${percent(weights.lower[k]!)} to ${percent(weights.upper[k]!)}`;
  return {
    value: percent(mixture.weights[k]!),
    beside: '',
    title: `${percent(content)} of the posterior: ${range}`,
    below: range,
  };
}

/** The expected mean with its credible interval below. */
export function credibleMean(mixture: GaussianMixture, { content, means }: Summary, k: number, j: number): ParameterCell {
  const sd = Math.sqrt(mixture.covariances[k]![j]![j]!);
  const range = `${figure(means.lower[k]![j]!, 4)} to ${figure(means.upper[k]![j]!, 4)}`;
  return {
    value: figure(mixture.means[k]![j]!, 4),
    beside: '',
    title: `${percent(content)} of the posterior: ${range}. Standard deviation within the component ${figure(sd, 3)}`,
    below: range,
  };
}
