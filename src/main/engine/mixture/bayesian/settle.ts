import type { EmOptions, EmStep } from '../em.ts';
import type { Pass } from '../pass/pass.ts';
import { type Ascent, ascend, type Gait } from './ascend.ts';
import { type Model, type Posterior, type Structure, shapeOf } from './model.ts';
import { arranged, type Counted, merged, orderOf } from './reorder.ts';
import { update } from './update.ts';

/** A model over rows, with the pass that goes over them. */
export interface Ground {
  readonly pass: Pass;
  readonly n: number;
  readonly model: Model;
}

/** Sticks are put in order at most so often: each time the bound rises. */
const orderings = 4;
/** Pairs of components that are tried as one, from the nearest on; and how often that may go on. */
const pairsTried = 4;
const mergeRounds = 8;

const countedOf = ({ statistics, held }: Ascent): Counted => ({ statistics, means: held.posterior.means });

/** Ascent to its end with the components, and so the sticks, in order (`keep`: as they are given). */
export function* settle(
  { pass, n, model }: Ground,
  start: Posterior,
  options: EmOptions,
  gait: Gait = 'accelerated',
  keep = false,
  before: Pick<Ascent, 'trace' | 'terms'> = { trace: [], terms: [] },
): Generator<EmStep, Ascent> {
  let found = yield* ascend(pass, n, model, start, options, gait, before);
  for (let round = 0; !keep && round < orderings; round++) {
    const counted = countedOf(found);
    const order = orderOf(counted);
    if (order.every((from, at) => from === at)) break;
    const { statistics, means } = arranged(counted, order);
    const { trace, terms } = found;
    const most = { ...options, maxIterations: options.maxIterations + found.iterations };
    const next = yield* ascend(pass, n, model, update(model, statistics, means), most, gait, { trace, terms });
    found = next;
  }
  return found;
}

/**
 * Tries pairs of near components as one, and goes on from there as long as the bound gains: what two components share out
 * between them the ascent leaves only very slowly. Never worse than what it begins with.
 */
export function* mergeMoves(ground: Ground, from: Ascent, options: EmOptions): Generator<EmStep, Ascent> {
  let best = from;
  const { model } = ground;
  for (let round = 0; round < mergeRounds; round++) {
    const counted = countedOf(best);
    let better: Ascent | null = null;
    for (const [a, b] of nearPairs(best, model.structure, ground.n)) {
      const { statistics, means } = merged(counted, a, b);
      const tried = yield* settle(ground, update(model, statistics, means), options);
      if (last(tried) > last(better ?? best) + options.tolerance) better = tried;
      if (better !== null) break;
    }
    if (better === null) return best;
    best = { ...better, iterations: best.iterations + better.iterations };
  }
  return best;
}

export const last = ({ trace }: Pick<Ascent, 'trace'>): number => trace[trace.length - 1];

/** Pairs of components with rows, by the distance of their means in their own deviations, the nearest first. */
function nearPairs({ held, statistics: { counts } }: Ascent, structure: Structure, n: number): [number, number][] {
  const { posterior } = held;
  const { k, d } = held.components;
  const full = shapeOf(structure) === 'full';
  const { factors, means } = held.components;
  const away = (c: number, other: number) => {
    let squares = 0;
    for (let i = 0; i < d; i++) {
      let z = 0;
      for (let j = full ? 0 : i; j <= i; j++) {
        const factor = full ? factors[(c * d + i) * d + j] : factors[c * d + i];
        z += factor * (means[other * d + j] - means[c * d + j]);
      }
      squares += z * z;
    }
    return squares;
  };
  const used = Array.from(posterior.counts.keys()).filter((c) => counts[c] > Math.min(0.5, 1e-3 * n));
  const pairs = used.flatMap((a, at) => used.slice(at + 1).map((b) => ({ a, b, far: Math.min(away(a, b), away(b, a)) })));
  return pairs
    .sort((x, y) => x.far - y.far)
    .slice(0, pairsTried)
    .map(({ a, b }) => (k > 0 ? [a, b] : [b, a]));
}
