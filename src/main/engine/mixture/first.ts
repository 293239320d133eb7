import { createRandom, type Random } from '../random/generator.ts';
import { totalWeight } from '../rows.ts';
import type { Problem } from './attempt.ts';
import { whyDegenerate } from './degenerate.ts';
import { type EmOptions, type EmResult, type EmStep, em } from './em.ts';
import { fromLabels } from './from-labels.ts';
import { fromMoments } from './from-moments.ts';
import type { Parameters } from './parameters.ts';
import { silently } from './silently.ts';
import { grown, scattered } from './starts/grow.ts';
import type { Hierarchy } from './starts/hierarchy.ts';
import { deterministic, partition, type StartFrame, type StartMethod, startMethod } from './starts/methods.ts';

/** What starts are made from; the hierarchy is grown when it is first asked for. */
export interface Ground {
  readonly frame: StartFrame;
  readonly hierarchy: () => Generator<void, Hierarchy>;
}

/** Where a start begins: parameters, and the short run that chose them. */
export interface Drawn {
  readonly method: string;
  readonly best: EmResult;
}

/** A random start is the best of so many draws after a few EM iterations (Biernacki, Celeux & Govaert 2003). */
const manyRows = 4000;
const drawsOf = ({ kind }: StartMethod, n: number): number => {
  if (kind === 'grown') return n > manyRows ? 1 : 2;
  return n > manyRows ? 3 : kind === 'random' ? 8 : 5;
};
const heat: EmOptions = { tolerance: 0, gain: 0, maxIterations: 8 };

/** The name and the first parameters of start number `start`, by its own stream of random numbers. */
export function* draw(problem: Problem, ground: Ground, start: number): Generator<EmStep, Drawn> {
  const { rows, k, family, seed } = problem;
  const method = startMethod(start, family, rows.d);
  const random = createRandom(seed, k, family.code, start);
  const draws = k === 1 || deterministic(method) ? 1 : drawsOf(method, rows.n);
  const results: EmResult[] = [];
  for (let i = 0; i < draws; i++) results.push(yield* shortRun(problem, yield* begin(problem, ground, method, random), heat));
  return { method: method.name, best: soundest(problem, results)[0] };
}

function* begin(
  problem: Problem,
  { frame, hierarchy }: Ground,
  method: StartMethod,
  random: Random,
): Generator<EmStep, Parameters> {
  const { k, family, floor, noise } = problem;
  const { raw } = frame;
  const borrowed = method.lent * (raw.d + 1);
  if (k === 1) return yield* silently(fromLabels(raw, new Int32Array(raw.n).fill(1), 1, family, floor, 0, noise));
  if (method.kind !== 'random' && method.kind !== 'grown') {
    const labels = yield* silently(partition(frame, k, method, hierarchy, random));
    return yield* silently(fromLabels(raw, labels, k, family, floor, borrowed, noise));
  }
  const whole = yield* silently(fromLabels(raw, new Int32Array(raw.n).fill(1), 1, family, floor, 0, noise));
  if (method.kind === 'grown') return yield* silently(grown(raw, k, whole, family, floor, random));
  return fromMoments(scattered(raw, k, whole, random), totalWeight(raw), family, floor);
}

/** A few EM iterations, told of as nothing but a chance to stop. */
export const shortRun = (
  { pass, rows, family, floor }: Problem,
  first: Parameters,
  options: EmOptions,
  before: readonly number[] = [],
): Generator<EmStep, EmResult> => silently(em(pass, rows.n, family, floor, first, options, before));

/** The sound ones first, each kind by log-likelihood; what left the range of numbers is left out. */
export function soundest({ family, floor, column }: Problem, results: readonly EmResult[]): EmResult[] {
  const graded = results
    .filter((result) => Number.isFinite(result.logLikelihood))
    .map((result) => ({ result, sound: whyDegenerate(family, result.parameters, result.counts, floor, column) === null }));
  if (graded.length === 0) throw new RangeError('The log-likelihood left the range of numbers.');
  graded.sort((a, b) => Number(b.sound) - Number(a.sound) || b.result.logLikelihood - a.result.logLikelihood);
  return graded.map(({ result }) => result);
}
