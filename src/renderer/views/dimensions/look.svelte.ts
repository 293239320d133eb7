import type { PointLook } from '../../charts/points.ts';
import type { Lens } from '../../state/lens.svelte.ts';
import { RowColours } from '../row-colours.svelte.ts';

/** How each row is drawn: its colour blended by its responsibilities, its marker, and its state. */
export class RowLook {
  readonly value: PointLook;

  constructor(lens: Lens) {
    const rows = $derived(lens.project.dataset?.rows ?? 0);
    const found = $derived(lens.picture.rows);
    // Results of another data set may be a moment late.
    const results = $derived(found?.labels.length === rows ? found : null);
    const clusters = $derived(lens.picture.clusters);
    const paint = $derived(clusters.paint);
    // A selection changes neither colours nor markers: a million of them are not made anew for it.
    const mixed = new RowColours(
      lens,
      () => results,
      () => paint,
    );
    this.value = $derived({
      ...mixed.value,
      flags: lens.selection.rows.length === rows && rows > 0 ? lens.selection.rows : null,
    });
  }
}
