import type { Criterion, FamilyCode } from '../../../shared/model/mixture.ts';
import { better, type Cell, contenders, gained, isEstablished, seedsFor, usable } from './cell.ts';
import { fewRows } from './few-rows.ts';
import { cheap, usualMost } from './field.ts';
import type { Mixture } from './mixture.ts';
import type { CandidateOptions, CandidateResult } from './search.ts';

export interface GridOptions extends Omit<CandidateOptions, 'k' | 'family' | 'seeds' | 'known'> {
  readonly ks: readonly number[];
  readonly families: readonly FamilyCode[];
  /** Candidates that could still win by it are searched more thoroughly. */
  readonly criterion: Criterion;
  /** How many rows there are; left out: many. Where they are few, candidates learn from more of the others. */
  readonly rows?: number;
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

/** Rounds in which candidates learn from each other. */
const rounds = 6;
/** What a candidate that could win may cost: half a second or so. */
const dear = 5e8;
/** More starts than anybody waits for. */
const unbounded = 1000;
/** Candidates whose criterion is within this of the best could win yet. */
const within = 10;

/** Of few rows a candidate learns from all families; once it has a fit that counts, it draws no more starts than these to settle. */
const fewStarts = 20;

export function createGrid({ ks, families, criterion, rows, ...given }: GridOptions): Grid {
  const cells: Cell[] = [...new Set(ks)]
    .sort((a, b) => a - b)
    .flatMap((k) => [...new Set(families)].map((family) => ({ k, family, result: null, shown: null, news: false })));
  const { mostStarts, budget, ...common } = given;
  // Whoever says how far to go wants that of every candidate, and a bound that was not given does not bind.
  const asked = mostStarts !== undefined || budget !== undefined;
  const limits = asked ? { mostStarts: mostStarts ?? unbounded, budget: budget ?? Number.POSITIVE_INFINITY } : { budget: dear };
  const few = rows !== undefined && rows < fewRows;
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
    const beside = few ? cells.filter((other) => Math.abs(other.k - cell.k) === 1 && other.family !== cell.family) : null;
    return seedsFor(cell, neighbour(cell, -1), neighbour(cell, 1), others, round > 0, beside);
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
      ...(few && usable(result) && { mostStarts: Math.min(usualMost(common.starts), Math.max(common.starts, fewStarts)) }),
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
