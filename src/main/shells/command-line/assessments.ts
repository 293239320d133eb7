import { type Doubt, type DoubtOf, doubtOf, subjectOf } from '../../../shared/model/doubt-results.ts';
import type { Fit } from '../../../shared/model/mixture.ts';
import type { Client } from './client.ts';

export interface AssessmentFlags {
  readonly heldOut?: number;
  readonly lrt?: boolean;
  readonly level: number;
  readonly stability?: boolean;
  readonly subsamples: number;
  readonly merge?: boolean;
  readonly mergeTo?: number;
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
 * and the stability of labels in the family of the best; merging and standard errors of the best itself. What is done is told
 * at once, tests that an interrupt has stopped too.
 */
export async function assess(client: Client, fit: Fit, flags: AssessmentFlags, tell: (done: Assessments) => void): Promise<void> {
  const { seed, replicates, level, subsamples, heldOut: folds } = flags;
  const best = fit.best === null ? null : fit.candidates[fit.best];
  const run = async (name: keyof Assessments, options: Asked): Promise<void> => {
    try {
      await client.run(() => client.call('doubt.start', options));
    } finally {
      const found = doubtOf(await client.call('doubt.list', { fit: fit.id }), options.kind, subjectOf(options));
      if (found) tell({ [name]: found });
    }
  };

  if (folds !== undefined) await run('heldOut', { kind: 'held-out', fit: fit.id, folds, seed });
  if (!best) return;
  const { k, family } = best;
  const of = { fit: fit.id, family };
  if (flags.lrt) await run('likelihoodRatio', { kind: 'likelihood-ratio', ...of, replicates, level, seed });
  if (flags.stability) await run('stability', { kind: 'stability', ...of, subsamples, seed });
  if (flags.merge || flags.mergeTo !== undefined) await run('merge', { kind: 'merge', ...of, k });
  if (flags.standardErrors) await run('standardErrors', { kind: 'standard-errors', ...of, k, replicates, seed });
}

/** Which components the clusters hold where so many are wanted; every component its own where there are no more. */
export async function groupsOf(client: Client, fit: Fit, clusters: number): Promise<number[][] | null> {
  if (fit.best === null) return null;
  const { k, family } = fit.candidates[fit.best];
  const options = { kind: 'merge', fit: fit.id, family, k } as const;
  await client.run(() => client.call('doubt.start', options));
  const found = doubtOf(await client.call('doubt.list', { fit: fit.id }), 'merge', subjectOf(options));
  return found?.result.levels.find((level) => level.clusters === Math.min(clusters, k))?.groups ?? null;
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
