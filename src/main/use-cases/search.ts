import type { FitOptions } from '../../shared/model/mixture.ts';
import type { Prepared } from '../datasets/prepare.ts';
import { createGrid, type GridTask, type Stage } from '../engine/mixture/grid.ts';
import type { CandidateResult } from '../engine/mixture/search.ts';
import type { JobHandle } from '../jobs/registry.ts';
import type { Context } from './context.ts';

export interface Search {
  readonly fit: number;
  readonly options: FitOptions;
  readonly prepared: Prepared;
  readonly labels: Int32Array | null;
  /** A candidate has a first result, or a better one; `seconds` is what it took in all. */
  found(result: CandidateResult, seconds: number): void;
}

/** Where each stage of the search begins and ends on the way from 0 to 1. */
const spans: Readonly<Record<Stage, readonly [number, number]>> = { explore: [0, 0.6], settle: [0.6, 0.9], deepen: [0.9, 1] };

/** In what the engine counts work: about a nanosecond of one thread each. */
const unitsASecond = 1e9;

/** Below this many rows a pass is over before a second thread has woken up. */
const worthSharing = 20_000;

/** Candidates go to threads one each; where there are fewer of them than threads, those left over share the passes. */
export const threadsEach = (threads: number, tasks: number, rows: number): number =>
  rows < worthSharing ? 1 : Math.max(1, Math.floor(threads / Math.max(1, tasks)));

/**
 * Runs a search over K × family on the heavy pool: the grid says what may run when, each task is a task of the pool.
 * Ends when all is done, or with the first error, after what still ran has stopped.
 */
export async function runSearch(context: Context, handle: JobHandle, search: Search): Promise<void> {
  const { fit, options, prepared, labels, found } = search;
  const { rows, jacobian } = prepared;
  const { ks, families, criterion, starts, seed, floor, noise, proportions, prior, columns } = options;
  const stop = new AbortController();
  const signal = AbortSignal.any([handle.signal, stop.signal]);
  const ground =
    labels || ks.every((k) => k === 1) ? Promise.resolve(null) : context.heavy.run('ground', { rows, seed, noise }, { signal });
  ground.catch(() => {});
  const model = { noise, proportions, prior };
  const limits = {
    ...(options.mostStarts !== undefined && { mostStarts: options.mostStarts }),
    ...(options.noiseVolume !== undefined && { noiseVolume: options.noiseVolume }),
    ...(options.budget !== undefined && { budget: options.budget * unitsASecond }),
  };
  const grid = createGrid({
    ks,
    families,
    criterion,
    rows: rows.n,
    starts,
    seed,
    floor,
    ...limits,
    ...model,
    columns,
    startLabels: labels,
  });
  const seconds = new Map<string, number>();
  const shares = new Map<number, number>();
  const running = new Map<number, Promise<GridTask>>();
  let stage: Stage = 'explore';
  let endedBefore = 0;
  let reached = 0;

  const progress = (detail: string) => {
    const [from, to] = labels ? [0, 1] : spans[stage];
    const ended = grid.ended - endedBefore;
    const under = [...shares.values()].reduce((sum, share) => sum + share, 0);
    // Another round makes what is left more, not what is done less.
    reached = Math.max(reached, from + (to - from) * ((ended + under) / Math.max(1, ended + grid.left)));
    handle.progress(reached, detail);
  };

  const perform = async (task: GridTask, threads: number): Promise<GridTask> => {
    const { id, k, family } = task;
    const cell = `${k} ${family}`;
    let began: number | null = null;
    const result = await context.heavy.run(
      'candidate',
      // One component has no use for it, and need not wait.
      { rows, options: k === 1 ? task.options : { ...task.options, ...(await ground) }, threads },
      {
        signal,
        progress: (step) => {
          began ??= performance.now();
          shares.set(id, step.share);
          progress(`K = ${k}, ${family}, start ${step.start + 1}, iteration ${step.iteration}`);
          const trace = step.trace.map((value) => value - jacobian);
          context.emit({ name: 'trace', value: { fit, k, family, start: step.start, trace } });
        },
      },
    );
    grid.done(task, result);
    shares.delete(id);
    const took = (seconds.get(cell) ?? 0) + (began === null ? 0 : (performance.now() - began) / 1000);
    seconds.set(cell, took);
    found(grid.result(k, family) ?? result, took);
    progress(`K = ${k}, ${family}`);
    return task;
  };

  try {
    for (;;) {
      const tasks = grid.next();
      const threads = threadsEach(context.threads, running.size + tasks.length, rows.n);
      for (const task of tasks) {
        if (task.stage !== stage) {
          stage = task.stage;
          endedBefore = grid.ended;
        }
        running.set(task.id, perform(task, threads));
      }
      if (running.size === 0) return;
      running.delete((await Promise.race(running.values())).id);
    }
  } finally {
    stop.abort();
    await Promise.allSettled(running.values());
  }
}
