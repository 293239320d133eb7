import type { RowResults } from '../contract.ts';
import { doubtful } from '../model/doubt.ts';
import type { CandidateDetail, Fit } from '../model/mixture.ts';
import { counted, decimals, figure, percent } from './format.ts';
import { smallComponents } from './small-components.ts';

export interface Doubt {
  /** Rows with a label. */
  readonly labelled: number;
  /** Of those, rows with an uncertainty above `doubtful`. */
  readonly inDoubt: number;
}

export function doubtOf({ labels, uncertainty }: Pick<RowResults, 'labels' | 'uncertainty'>): Doubt {
  let labelled = 0;
  let inDoubt = 0;
  for (let row = 0; row < labels.length; row++) {
    // 0, the noise, is a label too.
    if (labels[row]! < 0) continue;
    labelled++;
    if (uncertainty[row]! > doubtful) inDoubt++;
  }
  return { labelled, inDoubt };
}

export interface Remark {
  readonly kind: 'good' | 'warn';
  readonly text: string;
}

/** What is to be said of a candidate before its labels are taken for true, in sentences. */
export function remarks(fit: Fit, detail: CandidateDetail, doubt: Doubt | null): readonly Remark[] {
  const { candidate } = detail;
  const said: Remark[] = [];
  const good = (text: string) => said.push({ kind: 'good', text });
  const warn = (text: string) => said.push({ kind: 'warn', text });

  if (candidate.degenerate) warn(`This fit is degenerate: ${candidate.failure ?? 'a component has collapsed'}`);
  if (candidate.converged) {
    const within =
      detail.remaining === null ? '' : `, within ${figure(Math.max(0.001, Math.abs(detail.remaining)), 2)} nats of its limit`;
    good(`It converged after ${counted(candidate.iterations, 'iteration')}${within}.`);
  } else warn(`It did not converge within ${counted(candidate.iterations, 'iteration')}: its figures may still move.`);

  for (const sentence of smallComponents(detail, fit.options.columns.length)) warn(sentence);

  const { starts, startsAtBest } = candidate;
  const reached = `${startsAtBest} of ${counted(starts, 'start')} reached this optimum`;
  if (startsAtBest * 3 >= starts) good(`${reached}.`);
  else warn(`Only ${reached}; more starts may find a better one.`);

  const best = fit.best === null ? undefined : fit.candidates[fit.best];
  const criterion = fit.options.criterion;
  const finished = fit.status === 'done' ? 'candidate' : 'finished candidate';
  const own = candidate[criterion];
  const least = best?.[criterion];
  if (best && own !== null && least != null && (best.k !== candidate.k || best.family !== candidate.family)) {
    const gap = own - least;
    // A degenerate or unconverged candidate can lie below the best: it is not one.
    if (gap > 0) warn(`By ${criterion.toUpperCase()}, K = ${best.k} (${best.family}) is better by ${decimals(gap)}.`);
  } else if (best && own !== null && fit.status !== 'running')
    good(`It is the best of ${counted(fit.candidates.length, finished)} by ${criterion.toUpperCase()}.`);
  if (fit.status === 'running') warn('The search still runs: a better candidate may come.');

  if (doubt && doubt.labelled > 0) {
    const text =
      doubt.inDoubt === 0
        ? `No row is in doubt: a cluster claims each with at least ${percent(1 - doubtful)}.`
        : `${percent(doubt.inDoubt / doubt.labelled)} of the rows (${counted(doubt.inDoubt, 'row')}) are in doubt: no cluster claims them with ${percent(1 - doubtful)}.`;
    if (candidate.k === 1 && !detail.mixture?.noise) good('With one component every row belongs to it: the labels say nothing.');
    else if (doubt.inDoubt / doubt.labelled > 0.1) warn(text);
    else good(text);
  }
  const where = fit.options.missing === 'model' ? 'no value in any chosen column' : 'a missing value in a chosen column';
  // The fit counts both together.
  const why =
    fit.options.exclusion === null ? `had ${where}` : `${fit.excluded === 1 ? 'was' : 'were'} excluded or had ${where},`;
  if (fit.excluded > 0) warn(`${counted(fit.excluded, 'row')} ${why} and got no label.`);
  if (fit.incomplete > 0)
    good(`${counted(fit.incomplete, 'row')} with missing cells took part and got a label by the cells that there are.`);
  return said;
}
