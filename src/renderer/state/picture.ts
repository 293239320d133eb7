import type { RowResults } from '../../shared/contract.ts';
import { type Appearance, appearanceOf } from '../../shared/model/appearance.ts';
import { type Clusters, clustersAsDrawn, type Merging, mergingOf } from '../../shared/model/merging.ts';
import type { CandidateDetail, GaussianMixture } from '../../shared/model/mixture.ts';
import { figure } from '../../shared/words/format.ts';
import type { Player } from './player.svelte.ts';
import type { Shown } from './shown.ts';

/** The one mixture that the views draw just now, and what it says of each row. */
export interface Picture {
  /** The mixture's columns, in its order; empty while there is none. */
  readonly columns: readonly string[];
  readonly mixture: GaussianMixture | null;
  readonly rows: RowResults | null;
  /** Colours and numbers of its components: where they are combined, those of their clusters. */
  readonly clusters: Clusters;
  /** Rows that the mixture was fitted to. */
  readonly count: number;
  /** 'K = 3, VVV', and where in the player's run; empty while there is none. */
  readonly name: string;
  /** True: a half-step of the player, which may move on. */
  readonly moving: boolean;
}

/** The player's half-step while it is open, otherwise the candidate shown. */
export function pictureOf(
  player: Player,
  shown: Shown | null,
  results: {
    readonly detail: CandidateDetail | null;
    readonly rowResults: RowResults | null;
    /** A Bayesian mixture under another concentration, shown in the place of the kept one. */
    readonly trial: { readonly detail: CandidateDetail | null; readonly concentration: number | null };
    /** How the components of the player's run look. */
    readonly runLook: Appearance | null;
  },
  { merges, appearances }: { readonly merges: readonly Merging[]; readonly appearances: readonly Appearance[] },
): Picture {
  const { run, step } = player;
  const tried = results.trial.detail ? results.trial.concentration : null;
  if (player.open)
    return {
      columns: run?.columns ?? [],
      mixture: player.mixture,
      rows: player.rows,
      clusters: clustersAsDrawn(null, player.mixture?.weights.length ?? 0, results.runLook),
      count: player.count,
      name:
        run && step
          ? `K = ${run.k}, ${run.family} in iteration ${step.iteration} of ${run.method === 'em' ? 'EM' : 'variational inference'}`
          : '',
      moving: true,
    };
  return {
    columns: shown?.fit.options.columns ?? [],
    mixture: results.detail?.mixture ?? null,
    rows: results.rowResults,
    clusters: clustersAsDrawn(
      shown && tried === null && results.detail?.candidate.k === shown.key.k ? mergingOf(merges, shown.key) : null,
      results.detail?.mixture?.weights.length ?? 0,
      shown && appearanceOf(appearances, shown.key),
    ),
    count: shown?.fit.rows ?? 0,
    name: shown
      ? `K = ${shown.candidate.k}, ${shown.candidate.family}${tried === null ? '' : ` with α = ${figure(tried, 2)}`}`
      : '',
    moving: false,
  };
}
