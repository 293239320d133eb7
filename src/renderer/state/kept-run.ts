import { presenceOf } from '../../shared/geometry/presence.ts';
import { type Appearance, appearanceOf, type Match, matchedAppearance, plainAppearance } from '../../shared/model/appearance.ts';
import type { Fit, GaussianMixture } from '../../shared/model/mixture.ts';
import { PriorOptions } from '../../shared/model/variational.ts';
import { isOpen, type Run } from './player-run.ts';
import type { Shown } from './shown.ts';

/** Where the kept fit of the same model on the same rows ended, and where the run did. Nats. */
export interface BesideKept {
  readonly measure: 'ELBO' | 'log-likelihood';
  readonly run: number;
  readonly kept: number;
  readonly rows: number;
  /** False: nobody watches longer, and it would climb on. */
  readonly converged: boolean;
  /** The sticks of a Dirichlet process are broken in another order than the bound likes best: by rows, most first. */
  readonly outOfOrder: boolean;
}

/** As EM is watched: what else a fit may be asked for makes it another model. */
const floor = 1e-6;
const prior = (asked: PriorOptions | null): string => JSON.stringify(PriorOptions.parse(asked ?? {}));

const isLike = (run: Run, rows: number, { options, rows: used, incomplete }: Fit): boolean =>
  options.method === run.method &&
  options.columns.join('\n') === run.columns.join('\n') &&
  used === rows &&
  incomplete === 0 &&
  options.weights === null &&
  !options.noise &&
  !options.prior &&
  options.proportions === 'free' &&
  (run.method === 'em' ? options.floor === floor : prior(options.bayesian) === prior(run.bayesian));

/** A run that has ended beside the kept candidate that it can be held against: of the fit shown, else of the newest; null: none. */
export function besideKept(run: Run, rows: number, fits: readonly Fit[], shown: Shown | null): BesideKept | null {
  const bound = run.steps.at(-1)?.bound;
  if (isOpen(run) || bound === undefined) return null;
  const newest = [...fits].filter(({ status }) => status !== 'running').sort((a, b) => b.id - a.id);
  const measure = run.method === 'em' ? 'log-likelihood' : 'ELBO';
  for (const fit of shown ? [shown.fit, ...newest] : newest) {
    if (!isLike(run, rows, fit)) continue;
    const one = fit.candidates.find(({ k, family }) => k === run.k && family === run.family);
    const kept = one && (run.method === 'em' ? one.logLikelihood : one.elbo);
    if (one?.degenerate || typeof kept !== 'number') continue;
    return { measure, run: bound, kept, rows, converged: run.converged, outOfOrder: outOfOrder(run.mixtures.at(-1)) };
  }
  return null;
}

function outOfOrder(mixture: GaussianMixture | undefined): boolean {
  const posterior = mixture?.variational;
  if (posterior?.prior.weights !== 'process') return false;
  const { counts } = posterior;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.some((count, c) => c > 0 && count > counts[c - 1]! + 1e-6 * total);
}

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

/** The components of a run in the colours of those of the kept candidate that they end near; null where the two cannot be held together. */
export function lookOfRun(
  run: Run,
  shown: Shown | null,
  kept: GaussianMixture | null,
  appearances: readonly Appearance[],
): Appearance | null {
  const last = run.mixtures.at(-1);
  if (!shown || !kept || !last || kept.weights.length !== shown.key.k) return null;
  if (shown.fit.options.columns.join('\n') !== run.columns.join('\n')) return null;
  const look = appearanceOf(appearances, shown.key) ?? plainAppearance(shown.key);
  return matchedAppearance({ fit: 0, k: run.k, family: run.family }, nearestOf(last, kept), look);
}
