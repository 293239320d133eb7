import { createRandom } from '../../random/generator.ts';
import { sampleIndices } from '../../random/sample.ts';
import { type ColumnMoments, type Rows, takeRows, totalWeight } from '../../rows.ts';
import { sampleRows, screenedRows } from '../compete.ts';
import type { EmOptions, EmStep } from '../em.ts';
import { rank } from '../ledger.ts';
import { createPass } from '../pass/create.ts';
import type { SearchStep } from '../search.ts';
import { startRows } from '../start-rows.ts';
import type { Hierarchy } from '../starts/hierarchy.ts';
import { frameHierarchy, startFrame } from '../starts/methods.ts';
import type { Ascent } from './ascend.ts';
import { type Attempt, attempt, failed, telling } from './attempt.ts';
import { shapeOf } from './model.ts';
import { type Ground, last, mergeMoves, settle } from './settle.ts';
import { spread } from './spread.ts';
import { begin, standingFor } from './starts.ts';

const screening = (n: number): EmOptions => ({ tolerance: 1e-5 * n, gain: 1e-4 * n, maxIterations: 300 });
/** On all rows the ELBO climbs until the certificate says 1e-11·n nats (1e-8·n on many rows). */
export const finishing = (n: number): EmOptions => ({
  tolerance: (n > sampleRows ? 1e-8 : 1e-11) * n,
  gain: 1e-7 * n,
  maxIterations: 5000,
});
/** Ends within so many nats a row are one optimum; on the screen, within so many. */
export const sameOptimum = 1e-6;
const sameOnScreen = 1e-4;
/** Different ones of the screen that go on to all rows. */
const finalists = 3;

/**
 * Every start climbs on the screen, which is a sample of the rows where these are many, standing for all of them; the best
 * different ones try their components in pairs as one, and climb to their end on all rows.
 */
export function* compete(
  rows: Rows,
  moments: ColumnMoments,
  ground: Ground,
  { starts, seed }: { readonly starts: number; readonly seed: number },
): Generator<SearchStep, Attempt[]> {
  const { model } = ground;
  const random = createRandom(seed, 'sample');
  const sampled = rows.n > sampleRows;
  const sample = sampled ? standingFor(takeRows(rows, sampleIndices(rows.n, sampleRows, random)), rows) : rows;
  const frame = startFrame(startRows(sample, moments, null).rows, moments);
  let hierarchy: Hierarchy | null = null;
  const tree = function* (): Generator<void, Hierarchy> {
    hierarchy ??= yield* frameHierarchy(frame, seed);
    return hierarchy;
  };
  const arena: Ground = { model, n: sample.n, pass: createPass(sample, model.k, shapeOf(model.structure)) };
  const total = totalWeight(rows);
  const quick = rows.n > screenedRows ? screening(total) : finishing(rows.n);

  const screened: Attempt[] = [];
  const count = model.k === 1 ? 1 : starts;
  for (let start = 0; start < count; start++) {
    const place = { start, method: 'drawing a start', from: (0.6 * start) / count, span: 0.6 / count };
    try {
      const { method, posterior } = yield* telling(begin(frame, model, start, seed, tree), place);
      screened.push(yield* attempt(settle(arena, posterior, quick), { ...place, method }));
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
      screened.push(failed(start, 'partition', thrown.message));
    }
  }
  const chosen = distinct([...screened].sort(rank), sameOnScreen * total).slice(0, finalists);
  const finals: Attempt[] = [];
  for (const [at, { start, method, ascent }] of chosen.entries()) {
    const place = { start, method, from: 0.6 + (0.35 * at) / chosen.length, span: 0.35 / chosen.length };
    if (ascent) finals.push(yield* attempt(climb(ground, arena, ascent, quick, finishing(rows.n)), place));
  }
  const where = sampled ? `, on ${sample.n} of ${rows.n} rows` : '';
  const others = screened.filter(({ start }) => !finals.some((final) => final.start === start));
  // What stayed on the screen is known by the finalist that it is like, and cannot win by itself.
  return [...finals, ...others.map((one) => ({ ...one, method: one.method + where, like: likeOf(one, chosen, sameOnScreen * total), ascent: null }))]; // biome-ignore format: one list
}

const near = (a: Attempt, b: Attempt, tolerance: number): boolean =>
  a.logLikelihood !== null && b.logLikelihood !== null && Math.abs(a.logLikelihood - b.logLikelihood) <= tolerance;

const likeOf = (one: Attempt, chosen: readonly Attempt[], tolerance: number): number | null =>
  chosen.find((other) => near(one, other, tolerance))?.start ?? null;

function distinct(ranked: readonly Attempt[], tolerance: number): Attempt[] {
  const kept: Attempt[] = [];
  for (const one of ranked) if (one.ascent && !kept.some((other) => near(one, other, tolerance))) kept.push(one);
  return kept;
}

/** Fewer components, then the idle ones put to work again, as long as the bound gains; then all rows. */
function* climb(ground: Ground, arena: Ground, from: Ascent, quick: EmOptions, options: EmOptions): Generator<EmStep, Ascent> {
  let lean = yield* mergeMoves(arena, from, quick);
  const wide = spread(ground.model, lean.held.posterior);
  if (wide !== null) {
    const tried = yield* mergeMoves(arena, yield* settle(arena, wide, quick), quick);
    if (last(tried) > last(lean) + quick.tolerance) lean = tried;
  }
  const before = arena.n === ground.n ? { trace: lean.trace, terms: lean.terms } : undefined;
  const most = { ...options, maxIterations: options.maxIterations + lean.iterations };
  return yield* settle(ground, lean.held.posterior, most, 'accelerated', false, before);
}
