import type { Candidate, Fit } from '../../../shared/model/mixture.ts';
import { besides } from '../../../shared/words/besides.ts';
import { nats } from '../../charts/format.ts';
import type { Shown } from '../../state/shown.ts';
import { counted, figure, whole } from '../../widgets/format.ts';

/** Another concentration in the place of the kept one's. */
export interface ShownTrial {
  readonly concentration: number;
  readonly candidate: Candidate;
}

const figures = ({ elbo, effectiveComponents, bic }: Candidate): string =>
  typeof elbo === 'number' ? `${effectiveComponents} in use, ELBO ${nats(elbo)}` : `BIC ${nats(bic)}`;

const rowsOf = ({ rows, incomplete, excluded }: Fit): string =>
  [
    counted(rows, 'row'),
    ...(incomplete > 0 ? [`${whole(incomplete)} with missing cells`] : []),
    ...(excluded > 0 ? [`${whole(excluded)} left out`] : []),
  ].join(', ');

/** What is shown, in a line; while another concentration is tried the figures are the trial's, and say so. */
export function leadOf({ candidate, fit }: Pick<Shown, 'candidate' | 'fit'>, trial: ShownTrial | null): string {
  const of = trial?.candidate ?? candidate;
  const state = of.degenerate ? 'degenerate' : of.converged ? 'converged' : 'not converged';
  const said = [
    `K = ${candidate.k}, ${candidate.family}`,
    ...(trial ? [`trial of α = ${figure(trial.concentration, 2)}, not kept`] : []),
    rowsOf(fit),
    ...(of.logLikelihood === null ? ['no solution'] : [figures(of), state]),
    ...besides(fit),
  ];
  return `Shown: ${said.join(' · ')}`;
}
