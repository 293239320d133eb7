import type { Criterion, FamilyCode } from '../../../shared/model/mixture.ts';
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
  readonly options: CandidateOptions;
}

/** explore: starts of its own. settle: from what K − 1, K + 1 and other families found. deepen: more starts for what could win. */
export type Stage = 'explore' | 'settle' | 'deepen';

/**
 * Says which search may run when, and with what it begins. Each stage waits for the one before to be over for the whole
 * grid; in the second a candidate also waits for the one with fewer components in its family. What a task is given
 * depends on the results alone, not on which came first, so the outcome is the same on any number of threads.
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
  /** Of the first stage: what others may learn from, whenever they do. */
  explored: CandidateResult | null;
  result: CandidateResult | null;
  settled: boolean;
}

/** A best that this share of the starts reached needs no help from its neighbours. */
const established = 0.5;
/** What a candidate that could win may cost: a second or so. */
const dear = 1e9;
/** Candidates whose criterion is within this of the best could win yet. */
const within = 10;

export function createGrid({ ks, families, criterion, ...common }: GridOptions): Grid {
  const cells: Cell[] = [...new Set(ks)]
    .sort((a, b) => a - b)
    .flatMap((k) => [...new Set(families)].map((family) => ({ k, family, explored: null, result: null, settled: false })));
  const single = common.startLabels !== null;
  const running = new Map<number, Cell>();
  let waiting: { cell: Cell; stage: Stage }[] = cells.map((cell) => ({ cell, stage: 'explore' }));
  let stage: Stage = 'explore';
  let id = 0;
  let ended = 0;

  const at = (k: number, family: FamilyCode) => cells.find((cell) => cell.k === k && cell.family === family);
  const neighbour = (cell: Cell, step: -1 | 1): Cell | undefined => {
    const own = cells.filter(({ family }) => family === cell.family);
    return own[own.indexOf(cell) + step];
  };

  const begin = (next: Stage): void => {
    stage = next;
    const chosen = next === 'settle' ? cells.filter((cell) => cell.k > 1) : contenders(cells, criterion);
    for (const cell of cells) if (!chosen.includes(cell)) cell.settled = true;
    waiting = chosen.map((cell) => ({ cell, stage: next }));
  };

  const free = ({ cell }: { cell: Cell }): boolean => stage !== 'settle' || (neighbour(cell, -1)?.settled ?? true);

  const optionsOf = (cell: Cell): CandidateOptions => {
    const { k, family, result } = cell;
    if (stage === 'explore') return { ...common, k, family, mostStarts: single ? 1 : common.starts };
    const options = { ...common, k, family, known: result };
    if (stage === 'deepen') return { ...options, budget: common.budget ?? dear };
    const others = cells.filter((other) => other.k === k && other.family !== family);
    return { ...options, seeds: seedsFor(cell, neighbour(cell, -1), neighbour(cell, 1), others) };
  };

  const advance = (): void => {
    while (waiting.length === 0 && running.size === 0 && !single && stage !== 'deepen') {
      begin(stage === 'explore' ? 'settle' : 'deepen');
    }
  };

  /** Free cells become tasks; those that have nothing to learn are settled at once, which may free others. */
  const release = (): GridTask[] => {
    const ready = waiting.filter(free);
    waiting = waiting.filter((entry) => !ready.includes(entry));
    return ready.flatMap(({ cell }) => {
      const options = optionsOf(cell);
      if (stage === 'settle' && options.seeds?.length === 0 && isEstablished(cell.result)) {
        cell.settled = true;
        return [];
      }
      const task = { id: id++, k: cell.k, family: cell.family, stage, options };
      running.set(task.id, cell);
      return [task];
    });
  };

  return {
    next() {
      const tasks: GridTask[] = [];
      do {
        advance();
        tasks.push(...release());
      } while (waiting.some(free) || (running.size === 0 && !single && stage !== 'deepen'));
      return tasks;
    },
    done(task, result) {
      const cell = at(task.k, task.family);
      if (!cell || !running.delete(task.id)) throw new RangeError(`There is no task ${task.id} running.`);
      cell.result = better(cell.result, result, common.prior ?? false);
      if (task.stage === 'explore') cell.explored = result;
      if (task.stage === 'settle') cell.settled = true;
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

const isEstablished = (result: CandidateResult | null): boolean =>
  usable(result) && result.startsAtBest >= established * result.starts && result.startsAtBest >= 3;

/**
 * What a candidate can learn from others. From K − 1 always, unless its own best is established; from K + 1 and from
 * other families where they show that it is not at its best: a family that holds more equal is never above one that
 * allows more.
 */
function seedsFor(cell: Cell, smaller: Cell | undefined, larger: Cell | undefined, others: readonly Cell[]): Mixture[] {
  const own = usable(cell.explored) ? cell.explored.logLikelihood : Number.NEGATIVE_INFINITY;
  const sure = isEstablished(cell.explored);
  const seeds: Mixture[] = [];
  if (usable(smaller?.result) && (!sure || smaller.result.logLikelihood > own)) seeds.push(smaller.result.mixture);
  if (usable(larger?.explored) && !sure) seeds.push(larger.explored.mixture);
  const nested = others
    .filter(({ family, explored: e }) => usable(e) && (!sure || (nestedIn(family, cell.family) && e.logLikelihood > own)))
    .sort((a, b) => Number(nestedIn(b.family, cell.family)) - Number(nestedIn(a.family, cell.family)) || logOf(b) - logOf(a));
  for (const { explored } of nested.slice(0, 3)) if (usable(explored)) seeds.push(explored.mixture);
  return seeds;
}

const logOf = ({ explored }: Cell): number => explored?.logLikelihood ?? Number.NEGATIVE_INFINITY;

/** Candidates that could win yet and whose best has been reached only once. */
function contenders(cells: readonly Cell[], criterion: Criterion): Cell[] {
  const values = cells.map(({ result }) => (usable(result) && result.converged ? result[criterion] : null));
  const best = Math.min(...values.map((value) => value ?? Number.POSITIVE_INFINITY));
  return cells.filter(
    ({ k, result }, i) => k > 1 && result?.startsAtBest === 1 && (values[i] ?? Number.POSITIVE_INFINITY) <= best + within,
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
