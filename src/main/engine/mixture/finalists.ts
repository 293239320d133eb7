import type { Attempt } from './attempt.ts';
import type { Known } from './explore.ts';
import { optimaOf, rank } from './ledger.ts';

/** Different ones of the screen that climb on all rows, at most; beside what is known, one fewer. */
export const mostFinalists = 3;
/** On the screen, fits within this many nats a row are the same … */
export const sameOnScreen = 1e-3;
/** … but where places among the finalists are left, those farther apart than this go on as well. */
const apartOnScreen = 5e-4;
/** Fits this far below the best of the screen have no chance. */
const near = 1e-2;
/** Closer than this to what is known is the same. */
const sameAsKnown = 1e-5;

export interface Chosen {
  /** Numbers of the starts that climb on all rows. */
  readonly chosen: readonly number[];
  /** Numbers of the starts that came to the same end on the screen; those left behind before are in none. */
  readonly groups: readonly (readonly number[])[];
}

/** Who goes on from the screen, whose rows weigh `size` in all: the different best that are near enough to the best. */
export function chooseFinalists(attempts: readonly Attempt[], known: Known | null, size: number): Chosen {
  const field = attempts
    .filter(({ behind, logLikelihood }) => !behind && logLikelihood !== null)
    .map((attempt) => ({ ...attempt, converged: true }));
  const groups = optimaOf(field, sameOnScreen * size);
  const numbers = groups.map((group) => group.map(({ start }) => start));
  const chosen = known === null ? bestOf(field, groups, size) : [known.start, ...challengers(field, known, size)];
  return { chosen, groups: numbers };
}

const heightOf = ({ logLikelihood }: Attempt): number => logLikelihood ?? Number.NEGATIVE_INFINITY;

/** The best of each group of like ones; then, while there is room, others by merit that stand apart from those chosen. */
function bestOf(field: readonly Attempt[], groups: readonly (readonly Attempt[])[], size: number): number[] {
  const best = groups.map(([first]) => first);
  const sound = best.filter(({ degenerate }) => degenerate === null);
  const able = sound.length > 0 ? sound : best;
  const lowest = Math.max(...able.map(heightOf)) - near * size;
  const chosen = able.filter((attempt) => heightOf(attempt) >= lowest).slice(0, mostFinalists);
  for (const attempt of [...field].sort(rank)) {
    if (chosen.length >= mostFinalists || attempt.degenerate !== null) break;
    const apart = chosen.every((one) => Math.abs(heightOf(one) - heightOf(attempt)) > apartOnScreen * size);
    if (apart && heightOf(attempt) >= lowest) chosen.push(attempt);
  }
  return chosen.map(({ start }) => start);
}

/** The best others that come near what is known. */
function challengers(field: readonly Attempt[], known: Known, size: number): number[] {
  const own = field.find(({ start }) => start === known.start);
  const value = own ? heightOf(own) : Number.NEGATIVE_INFINITY;
  return field
    .filter((attempt) => {
      const ahead = (heightOf(attempt) - value) / size;
      return attempt.start !== known.start && attempt.degenerate === null && ahead > -near && Math.abs(ahead) > sameAsKnown;
    })
    .sort(rank)
    .slice(0, mostFinalists - 1)
    .map(({ start }) => start);
}
