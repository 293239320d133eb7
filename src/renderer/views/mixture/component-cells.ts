import type { StandardErrors } from '../../../shared/model/doubt-results.ts';
import type { GaussianMixture } from '../../../shared/model/mixture.ts';
import { among, counted, decimals, figure, percent, whole } from '../../widgets/format.ts';

/** What stands beside the parameters: the spread of the rows, or how sure the parameters themselves are. */
export type Beside = 'sd' | 'se' | 'interval';

/** A parameter as the table shows it: the value, what stands beside it, and more on hover. */
export interface ParameterCell {
  readonly value: string;
  readonly beside: string;
  readonly title: string;
  /** A second line: how sure the standard deviation is. */
  readonly below: string;
}

const interval = (low: number, high: number, write: (value: number) => string) => `${write(low)} to ${write(high)}`;

export function weightCell(mixture: GaussianMixture, k: number, beside: Beside, errors: StandardErrors | null): ParameterCell {
  const weight = mixture.weights[k]!;
  if (beside === 'sd' || !errors) return { value: percent(weight), beside: '', title: '', below: '' };
  const { standardErrors, lower, upper } = errors.weights;
  const range = interval(lower[k]!, upper[k]!, percent);
  const title = `Standard error ${figure(standardErrors[k]! * 100, 2)} percentage points, 95 % interval ${range}`;
  return beside === 'se'
    ? { value: percent(weight), beside: `± ${figure(standardErrors[k]! * 100, 2)}`, title, below: '' }
    : { value: range, beside: '', title, below: '' };
}

/** Both with the digits that the spread deserves: three of its own, and the mean to the same place. */
function spread(mean: number, sd: number): Pick<ParameterCell, 'value' | 'beside'> {
  const places = Math.max(0, 2 - Math.floor(Math.log10(sd)));
  // Far from common sizes an exponent says it shorter.
  if (places > 6 || Math.max(sd, Math.abs(mean)) >= 1e7) return { value: among(mean, sd), beside: `± ${figure(sd, 3)}` };
  const nearly = Math.abs(mean) < 0.5 * 10 ** -places ? 0 : mean;
  return { value: decimals(nearly, places), beside: `± ${decimals(sd, places)}` };
}

/** Mean ± sd, mean ± se with the sd's own below it, or the 95 % intervals of both. */
export function meanCell(
  mixture: GaussianMixture,
  k: number,
  j: number,
  beside: Beside,
  errors: StandardErrors | null,
): ParameterCell {
  const mean = mixture.means[k]![j]!;
  const sd = Math.sqrt(mixture.covariances[k]![j]![j]!);
  if (beside === 'sd' || !errors) return { ...spread(mean, sd), title: '', below: '' };
  const { means, variances } = errors;
  const se = means.standardErrors[k]![j]!;
  // By the delta method: the derivative of √v is 1 / (2 √v).
  const sdError = sd > 0 ? variances.standardErrors[k]![j]! / (2 * sd) : 0;
  const write = (value: number) => among(value, se);
  const range = interval(means.lower[k]![j]!, means.upper[k]![j]!, write);
  const root = (value: number) => Math.sqrt(Math.max(0, value));
  const sdRange = interval(root(variances.lower[k]![j]!), root(variances.upper[k]![j]!), (value) => figure(value, 3));
  const title = `Mean: standard error ${figure(se, 2)}, 95 % interval ${range}. Standard deviation ${figure(sd, 3)}: standard error ${figure(sdError, 2)}, 95 % interval ${sdRange}`;
  return beside === 'se'
    ? { value: write(mean), beside: `± ${figure(se, 2)}`, title, below: `sd ${figure(sd, 3)} ± ${figure(sdError, 2)}` }
    : { value: range, beside: '', title, below: `sd ${sdRange}` };
}

/** What the standard errors are made of, or why there are none. */
export function errorsWords({ failure, replicates, relabelled, failed }: StandardErrors): string {
  if (failure !== null) return failure;
  const parts = [
    counted(replicates, 'refit'),
    ...(relabelled > 0 ? [`${whole(relabelled)} with components that changed places`] : []),
    ...(failed > 0 ? [`${whole(failed)} more without a usable fit`] : []),
  ];
  return `Weighted-likelihood bootstrap, ${parts.join(', ')}. Intervals hold 95 % of the refits.`;
}
