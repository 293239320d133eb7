import type { Criterion, FamilyCode } from '../../../shared/model/mixture.ts';
import type { Mixture } from './mixture.ts';
import { isUnitInvariant, nestedIn } from './nested.ts';
import type { CandidateResult } from './search.ts';

/** One K and family of a grid. */
export interface Cell {
  readonly k: number;
  readonly family: FamilyCode;
  result: CandidateResult | null;
  /** What others may learn from: the result as it was when the round began, and whether it was new then. */
  shown: CandidateResult | null;
  news: boolean;
}

/** Of the other families with as many components, so many are learnt from. */
const mostOthers = 3;
/** A best that this share of the starts reached needs no help from its neighbours. */
const established = 0.5;
export const usable = (
  result: CandidateResult | null | undefined,
): result is CandidateResult & { mixture: Mixture; logLikelihood: number } =>
  result?.mixture != null && result.logLikelihood !== null && !result.degenerate;

/** By those that climbed to their end on all rows: that others came near on a sample proves less. */
export function isEstablished(result: CandidateResult | null): boolean {
  if (!usable(result)) return false;
  const proofs = result.ledger.filter(({ optimum, converged }) => optimum === 0 && converged).length;
  return proofs >= established * result.starts && proofs >= 3;
}

/**
 * What a candidate can learn from what is new with others. From K − 1, K + 1 and other families unless its own best is
 * established; then only from those that show that it is not at its best (fewer components, or a family that holds more
 * equal, are never above), and from what K + 1 has learnt since it was explored (`late`). What does not depend on the
 * columns' units learns nothing from what does.
 *
 * `beside`: the other families with K − 1 and K + 1, where rows are few. Climbs are cheap there, and optima so many and so
 * narrow that more starts of its own seldom find the best: it learns from all families.
 */
export function seedsFor(
  cell: Cell,
  smaller: Cell | undefined,
  larger: Cell | undefined,
  others: readonly Cell[],
  late: boolean,
  beside: readonly Cell[] | null = null,
): Mixture[] {
  const own = logOf(cell);
  const sure = isEstablished(cell.shown);
  const seeds: Mixture[] = [];
  const learn = (from: Cell | undefined): void => {
    if (from?.news && usable(from.shown)) seeds.push(from.shown.mixture);
  };
  if (smaller && (!sure || logOf(smaller) > own)) learn(smaller);
  if (!sure || late) learn(larger);
  const nested = ({ family }: Cell): boolean => nestedIn(family, cell.family);
  others
    .filter((other) => comparable(other, cell))
    .filter((other) => usable(other.shown) && (!sure || (nested(other) && logOf(other) > own)))
    .sort((a, b) => Number(nested(b)) - Number(nested(a)) || logOf(b) - logOf(a))
    .slice(0, beside === null ? mostOthers : others.length)
    .forEach(learn);
  if (!sure) beside?.filter((other) => comparable(other, cell)).forEach(learn);
  return seeds;
}

/** Whether the one may bear on the other without making it depend on the columns' units. */
const comparable = (one: Cell, other: Cell): boolean => isUnitInvariant(one.family) || !isUnitInvariant(other.family);

const logOf = ({ shown }: Cell): number => shown?.logLikelihood ?? Number.NEGATIVE_INFINITY;

/** Whether the later result is a better fit, by more than rounding. */
export const gained = (before: CandidateResult | null, after: CandidateResult | null): boolean =>
  usable(after) && (!usable(before) || after.logLikelihood - before.logLikelihood > 1e-7 * Math.abs(before.logLikelihood));

/** Candidates that could win yet, their criterion being as near to the best, and whose best has been reached only once. */
export function contenders(cells: readonly Cell[], criterion: Criterion, near: number): Cell[] {
  const scoreOf = ({ result }: Cell): number =>
    (usable(result) && result.converged ? result[criterion] : null) ?? Number.POSITIVE_INFINITY;
  const bestFor = (cell: Cell): number => Math.min(...cells.filter((other) => comparable(other, cell)).map(scoreOf));
  return cells.filter((cell) => cell.k > 1 && cell.result?.startsAtBest === 1 && scoreOf(cell) <= bestFor(cell) + near);
}

/**
 * A search that went on from a result holds all that was known; one that broke off holds less. With a prior it is not the
 * log-likelihood that is climbed.
 */
export const better = (before: CandidateResult | null, after: CandidateResult, prior: boolean): CandidateResult => {
  if (!usable(before) || (prior && usable(after))) return after;
  return usable(after) && after.logLikelihood >= before.logLikelihood - 1e-6 * Math.abs(before.logLikelihood) ? after : before;
};
