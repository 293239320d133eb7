import type { PriorOptions } from '../../../shared/model/variational.ts';
import type { Client } from '../../client.ts';
import type { Run } from '../../state/player-run.ts';
import type { Subject } from './subject.ts';

/** Above so many rows a figure is computed when it is asked for, not by itself. */
export const byItself = 50_000;

interface Asked {
  readonly k: number;
  readonly seed: number;
  readonly start: 'random' | 'k-means++';
}

/** Iterations that a figure is given: fewer where each takes long. */
const limitFor = (rows: number): number => (rows > 20_000 ? 60 : 200);

export async function runEm(client: Client, { columns, rows }: Subject, { k, seed, start }: Asked): Promise<Run> {
  const family = 'VVV' as const;
  const options = { columns: [...columns], k, family, seed, start: { kind: start }, limit: limitFor(rows) };
  return { ...options, method: 'em', bayesian: null, ...(await client.call('em.play', options)) };
}

export async function runVariational(
  client: Client,
  { columns, rows }: Subject,
  { k, seed, start }: Asked,
  bayesian: PriorOptions | null,
): Promise<Run> {
  const family = 'VVV' as const;
  const options = { columns: [...columns], k, family, seed, start: { kind: start }, limit: limitFor(rows), bayesian };
  return { ...options, method: 'variational', ...(await client.call('variational.play', options)) };
}

/** Where a run ended. */
export const endOf = ({ steps }: Pick<Run, 'steps'>): number => steps.at(-1)?.logLikelihood ?? Number.NEGATIVE_INFINITY;

export interface Ends {
  /** The highest end, and the one furthest below it of those that are another optimum; null where all ended alike. */
  readonly best: Run;
  readonly other: Run | null;
  readonly tried: number;
  /** How many ended at the best. */
  readonly atBest: number;
}

/** Whether every component holds more rows than it takes to have a shape: the likelihood has no maximum beside that. */
const isSound = ({ mixtures, columns }: Run, rows: number): boolean =>
  mixtures.at(-1)?.weights.every((weight) => weight * rows > columns.length + 1) ?? false;

/** What some runs say of starts. Ends within 1e-4 nats a row are the same optimum: these runs do not climb to the last digit. */
export function endsOf(runs: readonly Run[], rows: number): Ends | null {
  const [best, ...rest] = runs.filter((run) => isSound(run, rows)).sort((a, b) => endOf(b) - endOf(a));
  if (!best) return null;
  const apart = (run: Run): boolean => endOf(best) - endOf(run) > 1e-4 * rows;
  const others = rest.filter((run) => apart(run) && run.converged);
  return { best, other: others[0] ?? null, tried: runs.length, atBest: 1 + rest.filter((run) => !apart(run)).length };
}

/** Components of a variational run that more than 1 % of the rows are expected in at its end. */
export function inUse({ mixtures }: Pick<Run, 'mixtures'>): number {
  const counts = mixtures.at(-1)?.variational?.counts ?? [];
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.filter((count) => count > 0.01 * total).length;
}
