import { presenceOf } from '../../shared/geometry/presence.ts';
import { type Appearance, appearanceOf, type Match, matchedAppearance, plainAppearance } from '../../shared/model/appearance.ts';
import type { GaussianMixture } from '../../shared/model/mixture.ts';
import { isOpen, type Run } from './player-run.ts';
import type { Shown } from './shown.ts';

/**
 * How far apart two components are, column by column: Bhattacharyya's distance of Gaussians along the axes,
 * Σ_j Δ_j² / 4(s_j² + t_j²) + ½ ln((s_j² + t_j²) / 2 s_j t_j).
 */
function apart(a: GaussianMixture, c: number, b: GaussianMixture, other: number): number {
  return a.means[c]!.reduce((sum, mean, j) => {
    const [s, t] = [a.covariances[c]![j]![j]!, b.covariances[other]![j]![j]!];
    return sum + (mean - b.means[other]![j]!) ** 2 / (4 * (s + t)) + 0.5 * Math.log((s + t) / (2 * Math.sqrt(s * t)));
  }, 0);
}

/** For each component that has rows the one of the other mixture that lies nearest, the nearest pairs first, each taken once. */
export function nearestOf(now: GaussianMixture, before: GaussianMixture): Match[] {
  const [here, there] = [presenceOf(now), presenceOf(before)];
  const pairs = here.flatMap((one, c) =>
    one < 0.5 ? [] : there.flatMap((two, other) => (two < 0.5 ? [] : [{ c, other, far: apart(now, c, before, other) }])),
  );
  const matches: Match[] = here.map(() => ({ component: 0, overlap: 0 }));
  const taken = new Set<number>();
  for (const { c, other } of pairs.sort((a, b) => a.far - b.far || a.c - b.c)) {
    if (matches[c]!.component > 0 || taken.has(other)) continue;
    taken.add(other);
    matches[c] = { component: other + 1, overlap: 0 };
  }
  return matches;
}

/** The components (from 0) in the order of those that they go with; those that go with none take the places left. */
export function orderOf(matches: readonly Match[]): number[] {
  const alone = [...matches.keys()].filter((c) => matches[c]!.component === 0);
  return matches.map((_, place) => {
    const found = matches.findIndex(({ component }) => component === place + 1);
    return found < 0 ? alone.shift()! : found;
  });
}

/** Where the run stands at last, and the kept mixture, if it has as many components in the same columns; null where the two cannot be held together. */
function together(run: Run, shown: Shown | null, kept: GaussianMixture | null): Match[] | null {
  const last = run.mixtures.at(-1);
  if (!shown || !kept || !last || kept.weights.length !== shown.key.k || run.k !== shown.key.k) return null;
  if (shown.fit.options.columns.join('\n') !== run.columns.join('\n')) return null;
  return nearestOf(last, kept);
}

const isInOrder = (order: readonly number[]): boolean => order.every((from, at) => from === at);

/**
 * A run of EM with its components numbered as those of the kept candidate that they end near. Where the start says which
 * component is which, and where sticks have an order of their own, they keep theirs.
 */
export function numberedRun(run: Run, shown: Shown | null, kept: GaussianMixture | null): Run {
  const matches = run.method === 'em' && !run.ordered ? together(run, shown, kept) : null;
  const order = matches && orderOf(matches);
  if (!order || isInOrder(order)) return run;
  const sorted = <T>(all: readonly T[]): T[] => order.map((c) => all[c]!);
  const mixtures = run.mixtures.map((mixture) => ({
    ...mixture,
    weights: sorted(mixture.weights),
    means: sorted(mixture.means),
    covariances: sorted(mixture.covariances),
  }));
  return { ...run, mixtures };
}

/** The kept candidate's, or those that the start gave. */
export type Numbering = 'kept' | 'start';

/** Of a run that has ended; null where there is nothing to be numbered by, or but one component. */
export function numberingOf(run: Run, shown: Shown | null, kept: GaussianMixture | null): Numbering | null {
  const matches = run.k > 1 && !isOpen(run) ? together(run, shown, kept) : null;
  return matches && (isInOrder(orderOf(matches)) ? 'kept' : 'start');
}

/** The components of a run in the colours of those of the kept candidate that they end near; null where the two cannot be held together. */
export function lookOfRun(
  run: Run,
  shown: Shown | null,
  kept: GaussianMixture | null,
  appearances: readonly Appearance[],
): Appearance | null {
  const matches = together(run, shown, kept);
  if (!shown || !matches) return null;
  const look = appearanceOf(appearances, shown.key) ?? plainAppearance(shown.key);
  return matchedAppearance({ fit: 0, k: run.k, family: run.family }, matches, look);
}
