import type { Attempt } from './attempt.ts';
import type { Known } from './explore.ts';
import { optimaOf, rank } from './ledger.ts';

/** Different ones of the screen that climb on all rows, at most; beside what is known, one fewer. */
export const mostFinalists = 3;
/** On the screen, fits within this many nats a row are the same … */
export const sameOnScreen = 1e-3;
/** … but where places among the finalists are left, those farther apart than this go on as well. */
const apartOnScreen = 5e-4;
/** On all rows, fits of the screen this far below the best of them, or below what is known as the screen has it, have no chance. */
const near = { best: 5e-3, known: 2e-3 };
/** Closer than this to what is known is the same: where screened climbs end, and some more. */
const sameAsKnown = 1e-4;
/** … unless it looks better than that by this much on all rows. */
const betterThanKnown = 5e-4;

export interface Chosen {
  /** Numbers of the starts that climb on all rows. */
  readonly chosen: readonly number[];
  /** Numbers of the starts that came to the same end on the screen; those left behind before are in none. */
  readonly groups: readonly (readonly number[])[];
}

/**
 * Who goes on from the screen, whose rows weigh `size` in all: the different best that are near enough to the best. `held`
 * are the same fits held against all rows, by which they are compared: on the screen each looks better than it is. `moved`:
 * what is known has become another optimum there, so that its likes are none of it.
 */
export function chooseFinalists(
  attempts: readonly Attempt[],
  held: readonly Attempt[],
  known: Known | null,
  size: number,
  moved = false,
): Chosen {
  const field = attempts
    .filter(({ behind, logLikelihood }) => !behind && logLikelihood !== null)
    .map((attempt) => ({ ...attempt, converged: true }));
  const groups = optimaOf(field, sameOnScreen * size);
  const numbers = groups.map((group) => group.map(({ start }) => start));
  const onScreen = new Map(field.map(({ start, logLikelihood }) => [start, logLikelihood ?? 0]));
  const rise = (a: Attempt, b: Attempt): number => (onScreen.get(a.start) ?? 0) - (onScreen.get(b.start) ?? 0);
  const there = held
    .filter(({ start }) => onScreen.has(start))
    .map((attempt) => ({ ...attempt, converged: true }))
    .sort(rank);
  const chosen =
    known === null ? bestOf(there, numbers, rise, size) : [known.start, ...challengers(there, known, rise, size, moved)];
  return { chosen, groups: numbers };
}

/** How far the first stands above the second on the screen. */
type Rise = (a: Attempt, b: Attempt) => number;
const heightOf = ({ logLikelihood }: Attempt): number => logLikelihood ?? Number.NEGATIVE_INFINITY;

/** The best of each group of like ones; then, while there is room, others by merit that stand apart from those chosen. */
function bestOf(field: readonly Attempt[], groups: readonly (readonly number[])[], rise: Rise, size: number): number[] {
  const best = groups
    .map((group) => field.filter(({ start }) => group.includes(start)))
    .flatMap(([first]) => first ?? [])
    .sort(rank);
  const sound = best.filter(({ degenerate }) => degenerate === null);
  const able = sound.length > 0 ? sound : best;
  const lowest = Math.max(...able.map(heightOf)) - near.best * size;
  const chosen = able.filter((attempt) => heightOf(attempt) >= lowest).slice(0, mostFinalists);
  for (const attempt of field) {
    if (chosen.length >= mostFinalists || attempt.degenerate !== null) break;
    const alone = chosen.every((one) => Math.abs(rise(one, attempt)) > apartOnScreen * size);
    if (alone && heightOf(attempt) >= lowest) chosen.push(attempt);
  }
  return chosen.map(({ start }) => start);
}

/** The best others that come near what is known. */
function challengers(field: readonly Attempt[], known: Known, rise: Rise, size: number, moved: boolean): number[] {
  const own = field.find(({ start }) => start === known.start);
  const chosen: Attempt[] = [];
  const apart = (one: Attempt): boolean => chosen.every((other) => Math.abs(rise(one, other)) > sameAsKnown * size);
  field
    .filter((attempt) => {
      if (attempt.start === known.start || attempt.degenerate !== null) return false;
      if (own === undefined) return true;
      // What is known came to the screen from its end on all rows, others the other way: each looks better on its own ground.
      const gain = heightOf(attempt) - heightOf(own);
      const onScreen = rise(attempt, own);
      const differs = moved || Math.abs(onScreen) > sameAsKnown * size || gain > betterThanKnown * size;
      return differs && Math.max(gain, onScreen) > -near.known * size;
    })
    .forEach((attempt) => {
      if (chosen.length < mostFinalists - 1 && apart(attempt)) chosen.push(attempt);
    });
  return chosen.map(({ start }) => start);
}
