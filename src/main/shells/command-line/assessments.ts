import { type Doubt, type DoubtOf, doubtOf, subjectOf } from '../../../shared/model/doubt-results.ts';
import type { Fit } from '../../../shared/model/mixture.ts';
import type { Client } from './client.ts';

export interface AssessmentFlags {
  readonly heldOut?: number;
  readonly lrt?: boolean;
  readonly stability?: boolean;
  readonly merge?: boolean;
  readonly standardErrors?: boolean;
  readonly replicates: number;
  readonly seed: number;
}

/** What was asked for and done, by what it is called in the answer. */
export interface Assessments {
  readonly heldOut?: DoubtOf<'held-out'>;
  readonly likelihoodRatio?: DoubtOf<'likelihood-ratio'>;
  readonly stability?: DoubtOf<'stability'>;
  readonly merge?: DoubtOf<'merge'>;
  readonly standardErrors?: DoubtOf<'standard-errors'>;
}

type Asked = Parameters<typeof subjectOf>[0];

/**
 * Runs the assessments that were asked for, one after the other: held-out log-likelihood of all candidates; the test of K
 * and the stability of labels in the family of the best; merging and standard errors of the best itself.
 */
export async function assess(client: Client, fit: Fit, flags: AssessmentFlags): Promise<Assessments> {
  const { seed, replicates, heldOut: folds } = flags;
  const best = fit.best === null ? null : fit.candidates[fit.best];
  const run = async (options: Asked): Promise<Doubt[]> => {
    await client.run(() => client.call('doubt.start', options));
    return client.call('doubt.list', { fit: fit.id });
  };
  const ask = async <N extends Doubt['kind']>(options: Extract<Asked, { kind: N }>, kind: N): Promise<DoubtOf<N> | undefined> =>
    doubtOf(await run(options), kind, subjectOf(options)) ?? undefined;

  const done: { -readonly [K in keyof Assessments]: Assessments[K] | undefined } = {};
  if (folds !== undefined) done.heldOut = await ask({ kind: 'held-out', fit: fit.id, folds, seed }, 'held-out');
  if (best) {
    const { k, family } = best;
    const of = { fit: fit.id, family };
    if (flags.lrt)
      done.likelihoodRatio = await ask({ kind: 'likelihood-ratio', ...of, replicates, level: 0.05, seed }, 'likelihood-ratio');
    if (flags.stability) done.stability = await ask({ kind: 'stability', ...of, subsamples: 50, seed }, 'stability');
    if (flags.merge) done.merge = await ask({ kind: 'merge', ...of, k }, 'merge');
    if (flags.standardErrors)
      done.standardErrors = await ask({ kind: 'standard-errors', ...of, k, replicates, seed }, 'standard-errors');
  }
  return done as Assessments;
}

/** The results as `cluster --json` prints them: fields only for what was asked for. */
export function assessmentsJson(assessments: Assessments) {
  const fields: Record<string, unknown> = {};
  for (const [name, doubt] of Object.entries(assessments) as [string, Doubt | undefined][]) {
    if (!doubt) continue;
    const { fit: _, ...options } = doubt.options;
    fields[name] = { options, ...doubt.result, seconds: doubt.seconds };
  }
  return fields;
}
