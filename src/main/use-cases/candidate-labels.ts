import type { CandidateKey } from '../../shared/contract.ts';
import type { Context } from './context.ts';
import { openSession } from './context.ts';
import { fitted } from './fits.ts';
import { rowResults } from './prepared.ts';
import { createRecall } from './recall.ts';
import type { Session } from './session.ts';

/** A byte a row: 1…K, 0 = noise. */
export interface CandidateLabels {
  readonly k: number;
  /** `leftOut` where the row has none. */
  readonly labels: Uint8Array;
}
export const leftOut = 255;

/** Labels are small: those of many candidates are kept, and what else is remembered keeps its place. */
const kept = new WeakMap<Session, ReturnType<typeof createRecall>>();
const most = 24;

export function candidateLabels(context: Context, key: CandidateKey): Promise<CandidateLabels> {
  const session = openSession(context);
  const { fit, mixture, detail } = fitted(context, key);
  const recall = kept.get(session) ?? createRecall(most);
  kept.set(session, recall);
  // Ids of fits may begin anew with another table, and a candidate may get better while its fit runs.
  const name = [fit.id, fit.created, key.k, key.family, detail.candidate.logLikelihood].join(' ');
  return recall(name, async () => {
    const { k, labels } = await rowResults(context, session, fit.options, mixture);
    return { k, labels: Uint8Array.from(labels, (label) => (label < 0 ? leftOut : label)) };
  });
}
