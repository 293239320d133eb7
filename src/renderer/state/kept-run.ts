import type { Fit, GaussianMixture } from '../../shared/model/mixture.ts';
import { PriorOptions } from '../../shared/model/variational.ts';
import { isOpen, type Run } from './player-run.ts';
import { type Numbering, numberingOf } from './run-numbers.ts';
import type { Shown } from './shown.ts';

/** Where the kept fit of the same model on the same rows ended, and where the run did. Nats. */
export interface BesideKept {
  readonly measure: 'ELBO' | 'log-likelihood';
  readonly run: number;
  readonly kept: number;
  readonly rows: number;
  /** False: nobody watches longer, and it would climb on. */
  readonly converged: boolean;
  /** The sticks of a Dirichlet process are broken in another order than the bound likes best: by rows, most first. */
  readonly outOfOrder: boolean;
  /** Whose numbers its components have; null where they cannot be held against those of the kept fit. */
  readonly numbering: Numbering | null;
}

/** As EM is watched: what else a fit may be asked for makes it another model. */
const floor = 1e-6;
const prior = (asked: PriorOptions | null): string => JSON.stringify(PriorOptions.parse(asked ?? {}));

const isLike = (run: Run, rows: number, { options, rows: used, incomplete }: Fit): boolean =>
  options.method === run.method &&
  options.columns.join('\n') === run.columns.join('\n') &&
  used === rows &&
  incomplete === 0 &&
  options.weights === null &&
  !options.noise &&
  !options.prior &&
  options.proportions === 'free' &&
  (run.method === 'em' ? options.floor === floor : prior(options.bayesian) === prior(run.bayesian));

/**
 * A run that has ended beside the kept candidate that it can be held against: of the fit shown, else of the newest; null: none.
 * `mixture`: of the candidate shown, where it is known.
 */
export function besideKept(
  run: Run,
  rows: number,
  fits: readonly Fit[],
  shown: Shown | null,
  mixture: GaussianMixture | null = null,
): BesideKept | null {
  const bound = run.steps.at(-1)?.bound;
  if (isOpen(run) || bound === undefined) return null;
  const newest = [...fits].filter(({ status }) => status !== 'running').sort((a, b) => b.id - a.id);
  const measure = run.method === 'em' ? 'log-likelihood' : 'ELBO';
  for (const fit of shown ? [shown.fit, ...newest] : newest) {
    if (!isLike(run, rows, fit)) continue;
    const one = fit.candidates.find(({ k, family }) => k === run.k && family === run.family);
    const kept = one && (run.method === 'em' ? one.logLikelihood : one.elbo);
    if (one?.degenerate || typeof kept !== 'number') continue;
    const numbering = one === shown?.candidate ? numberingOf(run, shown, mixture) : null;
    return { measure, run: bound, kept, rows, numbering, converged: run.converged, outOfOrder: outOfOrder(run.mixtures.at(-1)) };
  }
  return null;
}

function outOfOrder(mixture: GaussianMixture | undefined): boolean {
  const posterior = mixture?.variational;
  if (posterior?.prior.weights !== 'process') return false;
  const { counts } = posterior;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.some((count, c) => c > 0 && count > counts[c - 1]! + 1e-6 * total);
}
