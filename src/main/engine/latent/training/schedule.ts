/** Where training stands in its search for the best epoch. */
export interface Plateau {
  /** The best objective so far; −∞ while there is none. */
  readonly best: number;
  readonly bestEpoch: number;
  /** Epochs without a gain. */
  readonly waiting: number;
  /** Index into the rates. */
  readonly level: number;
}

export const atStart: Plateau = { best: Number.NEGATIVE_INFINITY, bestEpoch: 0, waiting: 0, level: 0 };

export type Verdict = 'better' | 'go on' | 'lower the rate' | 'end';

/**
 * After an epoch: was it the best, shall the learning rate fall (going back to the best), or is this the end? Any gain
 * makes an epoch the best, but only one above the tolerance ends the waiting.
 */
export function judge(
  plateau: Plateau,
  epoch: number,
  objective: number,
  patience: number,
  tolerance: number,
  levels: number,
): { readonly plateau: Plateau; readonly verdict: Verdict } {
  const better = objective > plateau.best;
  const waiting = objective > plateau.best + tolerance ? 0 : plateau.waiting + 1;
  const next = { ...plateau, waiting, ...(better && { best: objective, bestEpoch: epoch }) };
  if (waiting < patience) return { plateau: next, verdict: better ? 'better' : 'go on' };
  if (next.level === levels - 1) return { plateau: next, verdict: 'end' };
  return { plateau: { ...next, waiting: 0, level: next.level + 1 }, verdict: 'lower the rate' };
}
