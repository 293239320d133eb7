import type { FamilyCode } from '../../../shared/model/mixture.ts';
import type { EmOptions } from '../mixture/em.ts';
import type { Floor } from '../mixture/family/family.ts';
import type { Mixture } from '../mixture/mixture.ts';
import type { Random } from '../random/generator.ts';
import type { Rows } from '../rows.ts';
import { isUsable, type Refit, refit } from './refit.ts';
import { insertAtRow, splitComponent } from './splits.ts';

/** The first look at each start; the best of them are climbed to the end. */
const glance: EmOptions = { tolerance: 0, gain: 0, maxIterations: 15 };
const finalists = 2;
const insertions = 4;

/**
 * The best fit of K + 1 components that can be reached from a fit of K: from each component split, from a few rows drawn
 * at random, and from `also`. Yields now and then; null when none can be used (degenerate, or out of range).
 */
export function* grow(
  rows: Rows,
  from: Mixture,
  also: readonly Mixture[],
  family: FamilyCode,
  floor: Floor,
  options: EmOptions,
  random: Random,
): Generator<unknown, Refit | null> {
  const starts: Mixture[] = [...also];
  for (let c = 0; c < from.k; c++) starts.push(splitComponent(from, c));
  for (let i = 0; i < insertions; i++) starts.push(insertAtRow(from, rows, random));
  const seen: Refit[] = [];
  for (const start of starts) {
    const first = yield* refit(rows, start, family, floor, glance);
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
