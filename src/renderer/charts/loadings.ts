import type { Direction } from '../../shared/geometry/projection.ts';
import { decimals } from '../widgets/format.ts';

/** A column's part in a direction. */
export interface Loading {
  readonly name: string;
  /** −1…1: the direction's length is 1 over columns in standard deviations. */
  readonly value: number;
}

/** The loadings of a direction with their columns, the largest first. */
export const loadingsOf = (names: readonly string[], { loadings }: Direction): readonly Loading[] =>
  loadings.map((value, j) => ({ name: names[j] ?? '', value })).sort((a, b) => Math.abs(b.value) - Math.abs(a.value));

/** '+0.82' or '−0.44' */
export const signedFigure = (value: number): string =>
  Math.abs(value) < 0.005 ? decimals(0, 2) : `${value < 0 ? '' : '+'}${decimals(value, 2)}`;

/** As many columns as make up three quarters of a direction (of its squared length), at most three: 'mostly petal_length (+0.82) and petal_width (+0.44)'. */
export function meaningOf(names: readonly string[], direction: Direction): string {
  const all = loadingsOf(names, direction);
  let explained = 0;
  const main: Loading[] = [];
  for (const one of all) {
    if (main.length === 3 || (explained >= 0.75 && main.length > 0)) break;
    main.push(one);
    explained += one.value ** 2;
  }
  const parts = main.map(({ name, value }) => `${name} (${signedFigure(value)})`);
  const list = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : (parts[0] ?? '');
  if (all.length === 1) return `${all[0]!.name} alone`;
  return explained >= 0.75 ? `mostly ${list}` : `many columns, foremost ${list}`;
}
