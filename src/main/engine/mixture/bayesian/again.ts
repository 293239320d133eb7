import { createRandom } from '../../random/generator.ts';
import { sampleIndices } from '../../random/sample.ts';
import { columnMoments, type Rows, takeRows, totalWeight } from '../../rows.ts';
import type { EmOptions } from '../em.ts';
import { createPass } from '../pass/create.ts';
import type { CreatePass } from '../pass/pass.ts';
import type { SearchStep } from '../search.ts';
import { type Attempt, attempt, telling } from './attempt.ts';
import { type PriorChoice, priorOf } from './default-prior.ts';
import { type Found, finding } from './found.ts';
import { type Model, type Posterior, type Structure, shapeOf } from './model.ts';
import { type Ground, last, settle } from './settle.ts';
import { spread } from './spread.ts';
import { standingFor } from './starts.ts';
import { stickWeights } from './update.ts';

export interface AgainOptions {
  readonly structure: Structure;
  readonly prior: PriorChoice;
  /** Where an earlier run with the same K ended. */
  readonly from: Posterior;
  readonly seed: number;
}

export interface Again {
  readonly found: Found;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Above this many rows where to go on from is decided on a sample of them. */
const decidingRows = 10_000;
/** A person waits for it: a tenth of a nat may be left, and so many passes must do. */
const deciding = (n: number): EmOptions => ({ tolerance: 1e-4 * n, gain: 1e-3 * n, maxIterations: 60 });
const quick = (n: number): EmOptions => ({ tolerance: 1e-7 * n, gain: 1e-6 * n, maxIterations: 120 });

/**
 * A finished run once more under another prior, in a fraction of a second: for a slider over the concentration. It goes on from
 * where the run ended, and from the same with its idle components put back to work beside the largest ones (which the
 * ascent would not do by itself), whichever comes to the higher ELBO. Null where the numbers leave their range.
 */
export function* again(
  rows: Rows,
  { structure, prior: choice, from, seed }: AgainOptions,
  create: CreatePass = createPass,
): Generator<SearchStep, Again | null> {
  const k = from.counts.length;
  const { d } = rows;
  const place = { start: 0, method: 'preparing', from: 0, span: 0 };
  const moments = yield* telling(columnMoments(rows), place);
  const prior = yield* telling(priorOf(rows, moments, k, structure, choice), place);
  const model: Model = { k, d, structure, prior };
  const ground: Ground = { model, n: rows.n, pass: create(rows, k, shapeOf(structure)) };
  const begins = [restated(model, from), spread(model, from)].filter((begin) => begin !== null);
  const few = rows.n > decidingRows;
  const random = createRandom(seed, 'deciding');
  const sample = few ? standingFor(takeRows(rows, sampleIndices(rows.n, decidingRows, random)), rows) : rows;
  const arena: Ground = few ? { model, n: sample.n, pass: createPass(sample, k, shapeOf(structure)) } : ground;
  let best: Attempt | null = null;
  for (const [start, begin] of begins.entries()) {
    const share = { start, method: 'deciding', from: 0.2 * start, span: 0.2 };
    const tried = yield* attempt(settle(arena, begin, deciding(totalWeight(rows))), share);
    if (tried.ascent && (!best?.ascent || last(tried.ascent) > last(best.ascent))) best = tried;
  }
  if (!best?.ascent) return null;
  // Where the run itself is best, it is there that the bound on all rows is highest, not where the sample led.
  const go = best.start === 0 && few ? begins[0] : best.ascent.held.posterior;
  const ended = yield* attempt(settle(ground, go, quick(rows.n)), { start: best.start, method: 'on', from: 0.4, span: 0.5 });
  if (!ended.ascent) return null;
  const { ascent, iterations, converged } = ended;
  const found = yield* telling(finding(rows, ground, ascent), { start: 0, method: 'telling', from: 0.9, span: 0.1 });
  return { found, iterations, converged };
}

/** The same responsibilities' weights under the model's prior. */
export const restated = ({ prior }: Model, from: Posterior): Posterior => ({ ...from, ...stickWeights(from.counts, prior) });
