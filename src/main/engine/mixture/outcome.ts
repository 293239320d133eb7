import type { FamilyCode, StartRecord } from '../../../shared/model/mixture.ts';
import type { Rows } from '../rows.ts';
import type { Attempt } from './attempt.ts';
import { parameterCount } from './criteria.ts';
import type { Proportions } from './family/family.ts';

interface Asked {
  readonly k: number;
  readonly family: FamilyCode;
  readonly noise?: boolean;
  readonly proportions?: Proportions;
}

/** What is told of a candidate that could not be fitted. */
export function withoutFit(
  { d }: Rows,
  { k, family, noise, proportions }: Asked,
  failure: string,
  ledger: readonly StartRecord[],
) {
  const none = { mixture: null, logLikelihood: null, bic: null, aic: null, icl: null, remaining: null } as const;
  const outcome = {
    iterations: 0,
    converged: false,
    degenerate: false,
    starts: ledger.length,
    startsAtBest: 0,
    drawn: 0,
    sizes: [],
    trace: [],
    others: [],
  };
  const parameters = parameterCount(family, k, d, noise ?? false, proportions);
  return { k, family, ...none, ...outcome, parameters, failure, ledger };
}

/** Why the best of a candidate may not win, with what to try; null where it may. `tied`: what the rows have to do with it. */
export function whyUnusable({ degenerate, converged, iterations }: Attempt, k: number, tied: string | null): string | null {
  if (degenerate !== null) {
    const more = tied === null ? '' : ` ${tied}`;
    return `${degenerate}${more} ${k > 1 ? 'Try fewer components, a simpler family or more starts.' : 'Try a simpler family, or leave out a column.'}`;
  }
  if (converged) return null;
  return `EM had not converged after ${iterations} iterations. Try more starts, fewer components or a simpler family.`;
}

/** Rows by label, those of weight 0 left out. */
export function sizesOf(labels: Int32Array, k: number, weights: Rows['weights']): number[] {
  const sizes = new Array<number>(k).fill(0);
  for (let i = 0; i < labels.length; i++) if (labels[i] > 0 && weights?.[i] !== 0) sizes[labels[i] - 1]++;
  return sizes;
}
