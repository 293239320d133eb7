import { type ColumnMoments, columnMoments, type Rows, totalWeight } from '../rows.ts';
import { roundingOf } from './aitken.ts';
import { type Attempt, climb, type Problem } from './attempt.ts';
import { countedPass } from './counted-pass.ts';
import type { EmOptions, EmStep } from './em.ts';
import { type Explored, explore } from './explore.ts';
import type { Field } from './field.ts';
import { mostFinalists, sameOnScreen } from './finalists.ts';
import { finals } from './finals.ts';
import type { Ground } from './first.ts';
import { fromLabels } from './from-labels.ts';
import { rank } from './ledger.ts';
import { fillMissing } from './missing/fill.ts';
import type { Noise } from './mixture.ts';
import { createPass } from './pass/create.ts';
import type { CreatePass } from './pass/pass.ts';
import { roughly, type Screen, screensOf } from './screen.ts';
import { silently } from './silently.ts';
import { startRows } from './start-rows.ts';
import type { Hierarchy } from './starts/hierarchy.ts';
import { frameHierarchy, startFrame } from './starts/methods.ts';
import { type CompeteStep, type Stretch, told } from './told.ts';

/** Up to this many rows every start climbs to its end; above, starts are screened first (screen.ts), and the best go on to all rows. */
export const screenedRows = 2000;
/** Above this many, what costs every row is done for fewer nats. */
export const sampleRows = 20_000;

/** On the screen only the order of merit counts. */
const screening = (n: number): EmOptions => ({ tolerance: 2e-5 * n, gain: 2e-5 * n, maxIterations: 200 });
/** On all rows a start climbs until the certificate says 1e-9·n nats (1e-6·n on many rows) … */
const climbing = (n: number): EmOptions => ({
  tolerance: (n > screenedRows ? 1e-6 : 1e-9) * n,
  gain: (n > screenedRows ? 1e-7 : 1e-9) * n,
  maxIterations: 2000,
  leaveCollapsed: n <= screenedRows,
});
/** … and the best goes on to 1e-13·n, where rounding of the log-likelihood is the limit (1e-7·n on many rows). */
const finishing = (n: number): EmOptions => ({
  tolerance: (n > sampleRows ? 1e-7 : 1e-13) * n,
  gain: 1e-8 * n,
  maxIterations: 5000,
});
/**
 * All attempts, the winner first in order of merit; `drawn` counts the starts that were the engine's own. `create` makes the
 * passes over many rows.
 */
export function* compete(
  problem: Problem,
  moments: ColumnMoments,
  field: Field,
  create: CreatePass,
): Generator<CompeteStep, Explored> {
  const { rows, seed, k, family } = problem;
  const { n } = rows;
  const screened = n > screenedRows && k > 1;
  const screens = screened
    ? (field.screens ?? (yield* preparing(screensOf(rows, moments, seed))))
    : [{ sample: rows, coarse: rows }];
  const turn = field.turn % screens.length;
  const { sample, coarse } = screens[turn];
  const counted = countedPass(create(sample, k, family.shape, family.common), sample, k, family.shape);
  const coarsely = countedPass(createPass(coarse, k, family.shape, family.common), coarse, k, family.shape);
  const begin = startRows(coarse, moments, problem.noise);
  const arena: Problem = { ...problem, rows: sample, pass: counted.pass, noise: begin.noise };
  const crowd = coarse === sample ? arena : { ...arena, rows: coarse, pass: coarsely.pass };
  const ground = groundOf(begin.rows, seed, moments, turn === 0 ? field.hierarchy : null);
  const whole: Stretch = { from: 0, span: screened ? screeningShare(field, sample.n, n) : 0.95 };
  const plan = {
    ...field,
    climbing: screened ? screening(totalWeight(sample)) : climbing(n),
    same: (screened ? sameOnScreen : 1e-6) * totalWeight(sample),
    affordable: () => counted.cost() + coarsely.cost() < field.budget,
  };
  const explored = yield* explore(arena, crowd, ground, plan, whole);
  let { attempts } = explored;
  const near: Problem = { ...problem, rows: roughly(rows), pass: create(roughly(rows), k, family.shape, family.common) };
  if (screened)
    attempts = yield* finals(problem, near, attempts, sample, field.known, climbing(n), {
      from: whole.span,
      span: 0.95 - whole.span,
    });
  return { attempts: yield* finish(problem, attempts, { from: 0.95, span: 0.05 }), drawn: explored.drawn };
}

/** What screening takes of the whole, from usual numbers of iterations: 80 a start on the sample, 60 a finalist on all rows. */
function screeningShare({ starts, known }: Field, sample: number, n: number): number {
  const screen = 80 * (known ? 4 : starts) * sample;
  return (0.95 * screen) / (screen + 60 * (known ? 1 : mostFinalists) * n);
}

/** What the candidates of a grid have in common: give it to each of them, and it is made only once. */
export interface SearchGround {
  /** Of the first screen's rows. */
  readonly hierarchy: Hierarchy;
  /** Null where few rows are searched as they are. */
  readonly screens: readonly Screen[] | null;
}

export function* searchGround(rows: Rows, seed: number, noise = false): Generator<void, SearchGround> {
  const moments = yield* unheard(columnMoments(rows));
  const beside = noise ? { weight: 0, logDensity: 0, perColumn: null } : null;
  const screens = rows.n > screenedRows ? yield* unheard(screensOf(rows, moments, seed)) : null;
  const frame = startFrame(startRows(screens?.[0].coarse ?? rows, moments, beside).rows, moments);
  return { hierarchy: yield* frameHierarchy(frame, seed), screens };
}

function groundOf(rows: Rows, seed: number, moments: ColumnMoments, given: Hierarchy | null): Ground {
  const frame = startFrame(rows, moments);
  let known = given;
  return {
    frame,
    *hierarchy() {
      known ??= yield* frameHierarchy(frame, seed);
      return known;
    },
  };
}

/** The best attempt goes on to the final tolerance; should it turn out degenerate there, the next best does. */
function* finish(problem: Problem, attempts: readonly Attempt[], stretch: Stretch): Generator<CompeteStep, Attempt[]> {
  const ranked = [...attempts].sort(rank);
  for (let i = 0; i < ranked.length; i++) {
    const { start, method, result, converged, iterations, settled } = ranked[i];
    if (result === null) continue;
    if (settled) break;
    const options = finishing(problem.rows.n);
    const most = { ...options, maxIterations: options.maxIterations + result.iterations };
    const steps = climb(problem, start, method, result.parameters, most, 'accelerated', result.trace);
    const ended = yield* told(start, method, steps, stretch);
    if (ended.result === null) continue;
    const more = ended.iterations - result.iterations;
    // Where gains are down to rounding they no longer tell how far the limit is: no farther than rounding.
    const remaining = ended.result.remaining ?? (ended.converged ? roundingOf(ended.result.logLikelihood, problem.rows.n) : null);
    ranked[i] = {
      ...ended,
      result: { ...ended.result, remaining },
      converged: ended.converged || converged,
      iterations: iterations + more,
    };
    if (ranked[i].degenerate === null || attempts.every((a) => a.degenerate !== null)) break;
  }
  return ranked.sort(rank);
}

/** Noise begins with the rows that have no label, if there are any. */
function unlabelled(rows: Rows, labels: Int32Array, k: number, noise: Readonly<Noise>): Noise {
  const weight = (i: number) => rows.weights?.[i] ?? 1;
  const without = labels.reduce((sum, label, i) => sum + (label >= 1 && label <= k ? 0 : weight(i)), 0);
  return without > 0 ? { ...noise, weight: without / totalWeight(rows) } : noise;
}

/** The one attempt from given hard labels: an M-step first, then plain EM to the final tolerance on all rows. */
export function* fromGivenLabels(problem: Problem, moments: ColumnMoments, labels: Int32Array): Generator<CompeteStep, Explored> {
  const { rows, k, family, floor } = problem;
  const method = 'start labels';
  function* steps(): Generator<EmStep, Attempt> {
    const filled = fillMissing(rows, moments.means, labels);
    const noise = problem.noise && unlabelled(rows, labels, k, startRows(rows, moments, problem.noise).noise ?? problem.noise);
    const first = yield* silently(fromLabels(filled, labels, k, family, floor, 0, noise));
    return yield* climb(problem, 0, method, first, finishing(rows.n), 'plain');
  }
  return { attempts: [yield* told(0, method, steps(), { from: 0, span: 1 })], drawn: 0 };
}

/** Told of as nothing but a chance to stop. */
function* preparing<R>(work: Generator<unknown, R>): Generator<CompeteStep, R> {
  const step: EmStep = { half: 'E', iteration: 0, share: 0, trace: [] };
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    yield { start: 0, method: 'preparing', step, share: 0 };
  }
}

function* unheard<R>(work: Generator<unknown, R>): Generator<void, R> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield;
  }
}
