import type { Criterion, FamilyCode } from '../../../shared/model/mixture.ts';
import { cheap } from './compete.ts';
import type { Mixture } from './mixture.ts';
import { nestedIn } from './nested.ts';
import type { CandidateOptions, CandidateResult } from './search.ts';

export interface GridOptions extends Omit<CandidateOptions, 'k' | 'family' | 'seeds' | 'known'> {
  readonly ks: readonly number[];
  readonly families: readonly FamilyCode[];
  /** Candidates that could still win by it are searched more thoroughly. */
  readonly criterion: Criterion;
}

/** One search of one candidate: `searchCandidate(rows, task.options)`. */
export interface GridTask {
  readonly id: number;
  readonly k: number;
  readonly family: FamilyCode;
  readonly stage: Stage;
  readonly options: CandidateOptions & { readonly known?: CandidateResult | null };
}

/**
 * explore: starts of its own. settle: from what K − 1, K + 1 and other families found, in rounds as long as that finds
 * better. deepen: more starts for what could win.
 */
export type Stage = 'explore' | 'settle' | 'deepen';

/**
 * Says which search may run when, and with what it begins. Each stage, and each round of the second, waits for the one
 * before to be over for the whole grid, and a task knows only what was known then: what it is given does not depend on
 * which came first, so the outcome is the same on any number of threads.
 */
export interface Grid {
  /** Tasks that may start now; each is given once. Empty when all that may start is running, or all is done. */
  next(): GridTask[];
  /** Takes a task's result. It replaces what the candidate had before: a later one is never worse. */
  done(task: GridTask, result: CandidateResult): void;
  /** What the candidate has now. */
  result(k: number, family: FamilyCode): CandidateResult | null;
  /** Tasks known so far that are not yet done, and those that are. */
  readonly left: number;
  readonly ended: number;
}

interface Cell {
  readonly k: number;
  readonly family: FamilyCode;
  result: CandidateResult | null;
  /** What others may learn from: the result as it was when the round began, and whether it was new then. */
  shown: CandidateResult | null;
  news: boolean;
}

/** Rounds in which candidates learn from each other. */
const rounds = 6;
/** A best that this share of the starts reached needs no help from its neighbours. */
const established = 0.5;
/** What a candidate that could win may cost: half a second or so. */
const dear = 5e8;
/** More starts than anybody waits for. */
const unbounded = 1000;
/** Candidates whose criterion is within this of the best could win yet. */
const within = 10;

export function createGrid({ ks, families, criterion, ...given }: GridOptions): Grid {
  const cells: Cell[] = [...new Set(ks)]
    .sort((a, b) => a - b)
    .flatMap((k) => [...new Set(families)].map((family) => ({ k, family, result: null, shown: null, news: false })));
  const { mostStarts, budget, ...common } = given;
  // Whoever says how far to go wants that of every candidate, and a bound that was not given does not bind.
  const asked = mostStarts !== undefined || budget !== undefined;
  const limits = asked ? { mostStarts: mostStarts ?? unbounded, budget: budget ?? Number.POSITIVE_INFINITY } : { budget: dear };
  const single = common.startLabels !== null;
  const running = new Map<number, Cell>();
  // The dearest first: whoever comes last is then soon done.
  let waiting: Cell[] = [...cells].reverse();
  let stage: Stage = 'explore';
  let round = 0;
  let id = 0;
  let ended = 0;

  const at = (k: number, family: FamilyCode) => cells.find((cell) => cell.k === k && cell.family === family);
  const neighbour = (cell: Cell, step: -1 | 1): Cell | undefined => {
    const own = cells.filter(({ family }) => family === cell.family);
    return own[own.indexOf(cell) + step];
  };

  /** The candidates that have something to learn from what is new. */
  const settle = (): Cell[] => {
    for (const cell of cells) {
      cell.news = gained(cell.shown, cell.result);
      cell.shown = cell.result;
    }
    return cells
      .filter((cell) => cell.k > 1 && (seedsOf(cell).length > 0 || (round === 0 && !isEstablished(cell.result))))
      .reverse();
  };

  const seedsOf = (cell: Cell): Mixture[] => {
    const others = cells.filter((other) => other.k === cell.k && other.family !== cell.family);
    return seedsFor(cell, neighbour(cell, -1), neighbour(cell, 1), others, round > 0);
  };

  const advance = (): void => {
    if (stage === 'explore' || (stage === 'settle' && ++round < rounds)) {
      stage = 'settle';
      waiting = settle();
      if (waiting.length > 0) return;
    }
    stage = 'deepen';
    waiting = contenders(cells, criterion, asked ? Number.POSITIVE_INFINITY : within);
  };

  const optionsOf = (cell: Cell): GridTask['options'] => {
    const { k, family, result } = cell;
    if (stage === 'explore') return { ...common, k, family, mostStarts: single ? 1 : common.starts };
    const options = { ...common, k, family, known: result };
    if (stage === 'deepen') return { ...options, ...limits };
    // A small budget binds here too; a large one is for the end.
    const bounds = {
      ...(mostStarts !== undefined && { mostStarts }),
      ...(budget !== undefined && budget < dear && { budget: Math.min(budget, cheap) }),
    };
    return { ...options, ...bounds, seeds: seedsOf(cell), refine: round === 0, turn: round + 1 };
  };

  return {
    next() {
      if (waiting.length === 0 && running.size === 0 && !single && stage !== 'deepen') advance();
      return waiting.splice(0).map((cell) => {
        const task = { id: id++, k: cell.k, family: cell.family, stage, options: optionsOf(cell) };
        running.set(task.id, cell);
        return task;
      });
    },
    done(task, result) {
      const cell = at(task.k, task.family);
      if (!cell || !running.delete(task.id)) throw new RangeError(`There is no task ${task.id} running.`);
      cell.result = better(cell.result, result, common.prior ?? false);
      ended++;
    },
    result: (k, family) => at(k, family)?.result ?? null,
    get left() {
      return waiting.length + running.size;
    },
    get ended() {
      return ended;
    },
  };
}

const usable = (
  result: CandidateResult | null | undefined,
): result is CandidateResult & { mixture: Mixture; logLikelihood: number } =>
  result?.mixture != null && result.logLikelihood !== null && !result.degenerate;

/** By those that climbed to their end on all rows: that others came near on a sample proves less. */
function isEstablished(result: CandidateResult | null): boolean {
  if (!usable(result)) return false;
  const proofs = result.ledger.filter(({ optimum, converged }) => optimum === 0 && converged).length;
  return proofs >= established * result.starts && proofs >= 3;
}

/**
 * What a candidate can learn from what is new with others. From K − 1, K + 1 and other families unless its own best is
 * established; then only from those that show that it is not at its best (fewer components, or a family that holds more
 * equal, are never above), and from what K + 1 has learnt since it was explored (`late`).
 */
function seedsFor(
  cell: Cell,
  smaller: Cell | undefined,
  larger: Cell | undefined,
  others: readonly Cell[],
  late: boolean,
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
    .filter((other) => usable(other.shown) && (!sure || (nested(other) && logOf(other) > own)))
    .sort((a, b) => Number(nested(b)) - Number(nested(a)) || logOf(b) - logOf(a))
    .slice(0, 3)
    .forEach(learn);
  return seeds;
}

const logOf = ({ shown }: Cell): number => shown?.logLikelihood ?? Number.NEGATIVE_INFINITY;

/** Whether the later result is a better fit, by more than rounding. */
const gained = (before: CandidateResult | null, after: CandidateResult | null): boolean =>
  usable(after) && (!usable(before) || after.logLikelihood - before.logLikelihood > 1e-7 * Math.abs(before.logLikelihood));

/** Candidates that could win yet, their criterion being as near to the best, and whose best has been reached only once. */
function contenders(cells: readonly Cell[], criterion: Criterion, near: number): Cell[] {
  const values = cells.map(({ result }) => (usable(result) && result.converged ? result[criterion] : null));
  const best = Math.min(...values.map((value) => value ?? Number.POSITIVE_INFINITY));
  return cells.filter(
    ({ k, result }, i) => k > 1 && result?.startsAtBest === 1 && (values[i] ?? Number.POSITIVE_INFINITY) <= best + near,
  );
}

/**
 * A search that went on from a result holds all that was known; one that broke off holds less. With a prior it is not the
 * log-likelihood that is climbed.
 */
const better = (before: CandidateResult | null, after: CandidateResult, prior: boolean): CandidateResult => {
  if (!usable(before) || (prior && usable(after))) return after;
  return usable(after) && after.logLikelihood >= before.logLikelihood - 1e-6 * Math.abs(before.logLikelihood) ? after : before;
};
