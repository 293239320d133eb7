import type { VariationalPlay } from '../../shared/contract/variational.ts';
import type { FamilyCode, GaussianMixture } from '../../shared/model/mixture.ts';
import type { Play, PlayStep } from '../../shared/model/player.ts';
import { excludedBit } from '../../shared/model/row-states.ts';
import type { Method, PriorOptions } from '../../shared/model/variational.ts';

/** A run of EM, or of variational inference, as far as it is known, and what it was asked with. */
export interface Run extends Play {
  readonly method: Method;
  /** The prior of a variational run; null: the default. */
  readonly bayesian: PriorOptions | null;
  /** Of a variational run that has ended: how far above its ELBO the log evidence is seen to lie at least. */
  readonly evidence?: VariationalPlay['evidence'];
  readonly columns: readonly string[];
  readonly k: number;
  readonly family: FamilyCode;
  /** True: its start, a mixture or a group of rows, says which component is which. */
  readonly ordered?: boolean;
}

/** The most iterations that are watched: beyond, nobody sees a difference. */
export const mostIterations = 500;

/** How many iterations to ask for at once: so many that an answer comes within some 200 ms, 10 to 100. */
export function portion(rows: number, k: number, d: number): number {
  const work = rows * k * (d * d + 4 * d + 12);
  return Math.max(10, Math.min(100, Math.floor(3e7 / Math.max(1, work))));
}

/**
 * A run and what came of going on from its last mixture. The further part begins with the start and the E-step that the
 * run ended with; they are there already.
 */
export function joined(run: Run, further: Play & Pick<Run, 'evidence'>): Run {
  const last = run.steps.at(-1)!;
  const steps = further.steps.slice(2).map((step) => ({
    ...step,
    iteration: step.iteration + last.iteration,
    mixture: step.mixture + last.mixture,
  }));
  return {
    ...run,
    steps: [...run.steps, ...steps],
    mixtures: [...run.mixtures, ...further.mixtures.slice(1)],
    converged: further.converged,
    evidence: further.evidence ?? null,
  };
}

/** True while there may be more to ask for. */
export const isOpen = (run: Run): boolean => !run.converged && (run.steps.at(-1)?.iteration ?? 0) < mostIterations;

/**
 * Whose responsibilities hold at a step: after an E-step those of the step's own parameters, after an M-step still those
 * of the parameters before. Null before the first E-step.
 */
export function heldAt({ steps, mixtures }: Run, at: number): GaussianMixture | null {
  const step = steps[at];
  if (!step || step.kind === 'start') return null;
  return mixtures[step.kind === 'E' ? step.mixture : step.mixture - 1] ?? null;
}

export const mixtureAt = ({ steps, mixtures }: Run, at: number): GaussianMixture | null =>
  mixtures[steps[at]?.mixture ?? -1] ?? null;

/** A mixture with one component's mean at another place in some columns. */
export const withMean = (
  mixture: GaussianMixture,
  component: number,
  places: Readonly<Record<number, number>>,
): GaussianMixture => ({
  ...mixture,
  means: mixture.means.map((mean, c) => (c === component ? mean.map((value, j) => places[j] ?? value) : mean)),
});

/** What a half-step did. Nats. */
export interface Effect {
  readonly kind: PlayStep['kind'];
  /** By how much the bound rose. */
  readonly lift: number;
  /** Log-likelihood − bound, before and after. */
  readonly gapBefore: number;
  readonly gap: number;
}

export function effectAt({ steps }: Run, at: number): Effect | null {
  const step = steps[at];
  if (!step) return null;
  const before = steps[at - 1] ?? step;
  return {
    kind: step.kind,
    lift: step.bound - before.bound,
    gapBefore: before.logLikelihood - before.bound,
    gap: step.logLikelihood - step.bound,
  };
}

/** Rows that have a finite value in each column and are not excluded. */
export function completeRows(columns: readonly Float64Array[], flags: Uint8Array = new Uint8Array(0)): number {
  const rows = columns[0]?.length ?? 0;
  let count = 0;
  for (let row = 0; row < rows; row++)
    if (!((flags[row] ?? 0) & excludedBit) && columns.every((values) => Number.isFinite(values[row]))) count++;
  return count;
}

/** Rows by largest responsibility, one number a component. */
export function sizesOf(labels: Int32Array, k: number): number[] {
  const sizes = new Array<number>(k).fill(0);
  for (let i = 0; i < labels.length; i++) if (labels[i]! > 0) sizes[labels[i]! - 1]! += 1;
  return sizes;
}
