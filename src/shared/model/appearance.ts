import { z } from 'zod';

/** How the components of one candidate look: their places in the palette and their names. What is not here looks as it is numbered. */
export const Appearance = z.object({
  fit: z.number().int(),
  k: z.number().int(),
  family: z.string(),
  /** For each component its place in the palette, from 0, each once. */
  places: z.array(z.number().int().min(0)),
  /** For each component its name, '' for none. */
  names: z.array(z.string()),
});
export type Appearance = z.infer<typeof Appearance>;

type Key = Pick<Appearance, 'fit' | 'k' | 'family'>;
const isOf = (one: Key, key: Key): boolean => one.fit === key.fit && one.k === key.k && one.family === key.family;

export const plainAppearance = ({ fit, k, family }: Key): Appearance => ({
  ...{ fit, k, family },
  places: Array.from({ length: k }, (_, c) => c),
  names: Array.from({ length: k }, () => ''),
});

/** Null where there is none, or what is kept does not fit the candidate. */
export function appearanceOf(all: readonly Appearance[], key: Key): Appearance | null {
  const found = all.find((one) => isOf(one, key));
  if (!found || found.places.length !== key.k || found.names.length !== key.k) return null;
  return new Set(found.places).size === key.k ? found : null;
}

/** As many are kept: those of the candidates looked at last. */
const most = 300;
export const withAppearance = (all: readonly Appearance[], one: Appearance): Appearance[] =>
  [...all.filter((other) => !isOf(other, one)), one].slice(-most);

/** What a component goes on from in the candidate before: from 1, 0 for nothing; and how much of both is common (Jaccard). */
export interface Match {
  readonly component: number;
  readonly overlap: number;
}

/** Common enough to be the same group under the same name. */
const same = 0.5;

/**
 * The look of a candidate that takes another's place: a component keeps the place of the one that it shares most rows with, and
 * its name where they are the same for the greater part. New ones get the first places that are free.
 */
export function matchedAppearance(key: Key, matches: readonly Match[], before: Appearance): Appearance {
  const taken = new Set(matches.flatMap(({ component }) => (component > 0 ? [before.places[component - 1] ?? -1] : [])));
  let next = 0;
  const free = (): number => {
    while (taken.has(next)) next++;
    return next++;
  };
  const { names } = plainAppearance(key);
  const places = matches.map(({ component, overlap }, c) => {
    if (component === 0) return free();
    if (overlap >= same) names[c] = before.names[component - 1] ?? '';
    return before.places[component - 1] ?? free();
  });
  return { ...plainAppearance(key), places, names };
}
