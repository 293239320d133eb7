import type { CandidateKey, RowResults } from '../../shared/contract.ts';
import {
  type Appearance,
  appearanceOf,
  matchedAppearance,
  plainAppearance,
  withAppearance,
} from '../../shared/model/appearance.ts';
import {
  type Clusters,
  clustersAsDrawn,
  type Groups,
  mergeRows,
  mergingOf,
  nameOfCluster,
  withMerging,
} from '../../shared/model/merging.ts';
import type { CandidateDetail } from '../../shared/model/mixture.ts';
import type { Project, ViewState } from '../../shared/model/project.ts';
import type { Client } from '../client.ts';
import { sameData } from './adopt.ts';
import type { Shown } from './shown.ts';

/** What is needed here of the Lens. */
interface Host {
  readonly client: Client;
  readonly project: Project;
  readonly view: ViewState;
  readonly shownCandidate: Shown | null;
  readonly detail: CandidateDetail | null;
  readonly rowResults: RowResults | null;
  readonly trial: { readonly detail: CandidateDetail | null };
}

interface Words {
  /** Components of each cluster; null: nothing is combined. */
  readonly groups: number[][] | null;
  /** Of each cluster, '' for none. */
  readonly names: string[];
}

/** The clusters of the candidate shown: its components, or what they were combined into. */
export class Clustering {
  readonly #lens: Host;
  /** The candidate that was dressed last. */
  #last: CandidateKey | null = null;
  /** Null where nothing is combined. */
  readonly groups: Groups | null = $derived.by(() => {
    const { shownCandidate, view, trial } = this.#lens;
    // Under another prior components come in another order.
    return shownCandidate && !trial.detail ? mergingOf(view.merges, shownCandidate.key) : null;
  });
  /** Colours and names of the components; null before they were matched with those of the candidate before. */
  readonly appearance: Appearance | null = $derived.by(() => {
    const { shownCandidate, view } = this.#lens;
    return shownCandidate ? appearanceOf(view.appearances, shownCandidate.key) : null;
  });
  readonly clusters: Clusters = $derived.by(() => {
    const { detail } = this.#lens;
    const k = detail?.mixture?.weights.length ?? 0;
    return clustersAsDrawn(this.groups?.flat().length === k ? this.groups : null, k, this.appearance);
  });
  /** What the person made of the components, for the files and columns that are written of them. */
  readonly words: Words | null = $derived.by(() => {
    const { shownCandidate } = this.#lens;
    if (!shownCandidate) return null;
    const clusters = clustersAsDrawn(this.groups, shownCandidate.key.k, this.appearance);
    return {
      groups: this.groups?.map((group) => [...group]) ?? null,
      names: clusters.groups.map((_, g) => nameOfCluster(clusters, g)),
    };
  });
  /** What the candidate says of each row, by clusters. */
  readonly rows: RowResults | null = $derived.by(() => {
    const { rowResults } = this.#lens;
    const { combined, groups, numbers } = this.clusters;
    return rowResults && combined && rowResults.k === numbers.length ? mergeRows(rowResults, groups) : rowResults;
  });

  constructor(lens: Host) {
    this.#lens = lens;
  }

  /** Shows the components combined so, everywhere; K groups of one component each undo it. */
  combine(groups: Groups): void {
    const { shownCandidate, view } = this.#lens;
    if (shownCandidate) view.merges = withMerging(view.merges, shownCandidate.key, groups);
  }

  /**
   * Gives a candidate that was not looked at before the colours and names of those components of the last one that its own go on
   * from. While a fit runs its candidates change, and look as they are numbered.
   */
  async dress(key: CandidateKey): Promise<void> {
    const lens = this.#lens;
    const { project } = lens;
    if (project.fits.find(({ id }) => id === key.fit)?.status === 'running') return;
    const former = this.#last && appearanceOf(lens.view.appearances, this.#last);
    if (!appearanceOf(lens.view.appearances, key)) {
      const plain = plainAppearance(key);
      const look = former && this.#last ? await this.#matched(key, this.#last, former) : plain;
      if (!sameData(project, lens.project)) return;
      // Meanwhile the person may have named one of its components.
      if (!appearanceOf(lens.view.appearances, key)) lens.view.appearances = withAppearance(lens.view.appearances, look ?? plain);
    }
    this.#last = key;
  }

  /** Null where it cannot be told, as when the former is gone. */
  #matched(key: CandidateKey, before: CandidateKey, former: Appearance): Promise<Appearance | null> {
    return this.#lens.client.call('fit.match', { candidate: key, before }).then(
      ({ matches }) => matchedAppearance(key, matches, former),
      () => null,
    );
  }

  /** Names a component of the candidate shown, from 0; '' takes its name away. */
  name(component: number, name: string): void {
    const { shownCandidate, view } = this.#lens;
    if (!shownCandidate) return;
    const look = this.appearance ?? plainAppearance(shownCandidate.key);
    const names = look.names.map((old, c) => (c === component ? name.trim().slice(0, 60) : old));
    view.appearances = withAppearance(view.appearances, { ...look, names });
  }
}
