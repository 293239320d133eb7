import type { RowResults } from '../../shared/contract.ts';
import { type Clusters, clustersAsDrawn, type Groups, mergeRows, mergingOf, withMerging } from '../../shared/model/merging.ts';
import type { Lens } from './lens.svelte.ts';

/** The clusters of the candidate shown: its components, or what they were combined into. */
export class Clustering {
  readonly #lens: Lens;
  /** Null where nothing is combined. */
  readonly groups: Groups | null = $derived.by(() => {
    const { shownCandidate, view } = this.#lens;
    return shownCandidate ? mergingOf(view.merges, shownCandidate.key) : null;
  });
  readonly clusters: Clusters = $derived.by(() => {
    const { detail } = this.#lens;
    const k = detail?.mixture?.weights.length ?? 0;
    return clustersAsDrawn(this.groups?.flat().length === k ? this.groups : null, k);
  });
  /** What the candidate says of each row, by clusters. */
  readonly rows: RowResults | null = $derived.by(() => {
    const { rowResults } = this.#lens;
    const { combined, groups, numbers } = this.clusters;
    return rowResults && combined && rowResults.k === numbers.length ? mergeRows(rowResults, groups) : rowResults;
  });

  constructor(lens: Lens) {
    this.#lens = lens;
  }

  /** Shows the components combined so, everywhere; K groups of one component each undo it. */
  combine(groups: Groups): void {
    const { shownCandidate, view } = this.#lens;
    if (shownCandidate) view.merges = withMerging(view.merges, shownCandidate.key, groups);
  }
}
