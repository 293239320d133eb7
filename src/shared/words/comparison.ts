import type { Comparison } from '../model/comparison.ts';
import { counted, decimals, percent } from './format.ts';

/** How well clusters and known labels agree, in sentences. */
export function comparisonSentence({ ari, column, agreement, rows, homogeneity, completeness }: Comparison): string {
  if (rows === 0) return `No row of the fit has a value in ${column}.`;
  const found =
    ari > 0.9
      ? `The clusters are nearly the groups of ${column}`
      : ari > 0.6
        ? `The clusters follow ${column} in the main`
        : ari > 0.2
          ? `The clusters have something to do with ${column}`
          : `The clusters say little of ${column}`;
  const grain =
    ari > 0.9
      ? ''
      : completeness > 0.9 && homogeneity < 0.9
        ? ` They are coarser: values share a cluster.`
        : homogeneity > 0.9 && completeness < 0.9
          ? ` They are finer: values have several clusters.`
          : '';
  return `${found}: ${percent(agreement)} of the rows agree when each value is matched with one cluster (ARI ${decimals(Math.abs(ari) < 0.005 ? 0 : ari, 2)}).${grain}`;
}

/** Rows that were not counted, and why; '' when all were. */
export function leftOutSentence({ excluded, missing, column, rows }: Comparison): string {
  const parts = [
    excluded > 0 ? `${counted(excluded, 'row')} left out of the fit` : '',
    missing > 0 ? `${counted(missing, 'row')} without a value in ${column}` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${counted(rows, 'row')} counted; not counted: ${parts.join(', ')}.`;
}
