import type { EmOptions } from '../mixture/em.ts';
import type { Family, Floor } from '../mixture/family/family.ts';
import type { Mixture } from '../mixture/mixture.ts';
import type { Random } from '../random/generator.ts';
import type { Rows } from '../rows.ts';
import { isUsable, type Refit, refit } from './refit.ts';
import { insertAtRow, splitComponent } from './splits.ts';

/** The first look at each start; the best of them are climbed to the end. */
const glance: EmOptions = { tolerance: 0, gain: 0, maxIterations: 15 };
/**
 * So many rows to start a component at, and so many starts that go on. On few rows there are many small optima, and a
 * bootstrap sample must be searched about as well as the data were; on many rows they cost more and say less.
 */
const effortFor = (n: number) => (n > 5000 ? { insertions: 6, finalists: 3 } : { insertions: 24, finalists: 8 });

/**
 * The best fit of K + 1 components that can be reached from a fit of K: from each component split, and from rows drawn at
 * random. Yields now and then; null when none can be used (degenerate, or out of range).
 */
export function* grow(
  rows: Rows,
  from: Mixture,
  family: Family,
  floor: Floor,
  options: EmOptions,
  random: Random,
): Generator<unknown, Refit | null> {
  const { insertions, finalists } = effortFor(rows.n);
  const starts: Mixture[] = [];
  for (let c = 0; c < from.k; c++) starts.push(splitComponent(from, c));
  for (let i = 0; i < insertions; i++) starts.push(insertAtRow(from, rows, random));
  const seen: Refit[] = [];
  for (const start of starts) {
    const first = yield* refit(rows, start, family, floor, glance, 'plain');
    if (first) seen.push(first);
  }
  seen.sort((a, b) => Number(isUsable(b)) - Number(isUsable(a)) || b.logLikelihood - a.logLikelihood);
  let best: Refit | null = null;
  for (const { mixture } of seen.slice(0, finalists)) {
    const ended = yield* refit(rows, mixture, family, floor, options);
    if (isUsable(ended) && (best === null || ended.logLikelihood > best.logLikelihood)) best = ended;
  }
  return best;
}
