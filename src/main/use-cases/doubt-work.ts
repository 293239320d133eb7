import type { CandidateKey } from '../../shared/contract.ts';
import { isUsable } from '../../shared/model/best.ts';
import type { Candidate, Fit } from '../../shared/model/mixture.ts';
import { type Prepared, toScaledUnits } from '../datasets/prepare.ts';
import type { DoubtStep, SearchSettings } from '../engine/doubt/steps.ts';
import type { Mixture } from '../engine/mixture/mixture.ts';
import type { JobHandle } from '../jobs/registry.ts';
import type { TaskName, Tasks } from '../jobs/tasks.ts';
import type { Context } from './context.ts';
import { fitted } from './fits.ts';
import { toArrays } from './mixtures.ts';
import type { Session } from './session.ts';
import { variationalInScaledUnits } from './variational-units.ts';

/** What an assessment works on. */
export interface Work {
  readonly context: Context;
  readonly session: Session;
  readonly handle: JobHandle;
  readonly fit: Fit;
  readonly ready: Prepared;
}

/** Tasks that tell of their steps as assessments do. */
export type DoubtTask = { [N in TaskName]: DoubtStep extends Tasks[N]['progress'] ? N : never }[TaskName];

export const cell = ({ k, family }: Candidate) => ({ k, family });
export const usable = ({ candidates }: Fit, family: string) =>
  candidates.filter((candidate) => candidate.family === family && isUsable(candidate, 'bic'));

/** What is searched for anew is searched as the fit was; its starting labels are of all rows and stay outside. */
export const settings = ({ options }: Fit, seed: number): SearchSettings => {
  const { starts, floor, noise, noiseVolume, proportions, prior, columns } = options;
  return { starts, floor, noise, proportions, prior, columns, seed, ...(noiseVolume && { noiseVolume }) };
};

export function scaledMixture({ session, fit, ready }: Work, { k, family }: Candidate): Mixture | null {
  const mixture = session.file.readDetail({ fit: fit.id, k, family })?.mixture;
  return mixture ? toScaledUnits(toArrays(mixture), ready) : null;
}

/** Throws when the candidate is not there, or has no parameters. */
export function mixtureToAssess({ context, ready }: Work, key: CandidateKey): Mixture {
  const mixture = toArrays(fitted(context, key).mixture);
  const { variational } = mixture;
  return { ...toScaledUnits(mixture, ready), ...(variational && { variational: variationalInScaledUnits(variational, ready) }) };
}

/**
 * Runs tasks on the heavy pool next to one another; the first that fails ends the others. `told` hears the share done, from 0 to
 * 1, and what is under way.
 */
export async function sideBySide<N extends DoubtTask>(
  { context, handle }: Work,
  name: N,
  inputs: readonly Tasks[N]['input'][],
  told: (share: number, doing: string) => void = handle.progress,
): Promise<Tasks[N]['output'][]> {
  const stop = new AbortController();
  const signal = AbortSignal.any([handle.signal, stop.signal]);
  const shares = new Float64Array(inputs.length);
  const tell = (doing: string) => told(shares.reduce((sum, share) => sum + share, 0) / inputs.length, doing);
  let doing = '';
  const running = inputs.map(async (input, at) => {
    const progress = (step: DoubtStep) => {
      shares[at] = step.share;
      doing = step.doing;
      tell(doing);
    };
    const output = await context.heavy.run<N>(name, input, {
      signal,
      progress: progress as (step: Tasks[N]['progress']) => void,
    });
    shares[at] = 1;
    tell(doing);
    return output;
  });
  try {
    return await Promise.all(running);
  } finally {
    stop.abort();
    await Promise.allSettled(running);
  }
}
