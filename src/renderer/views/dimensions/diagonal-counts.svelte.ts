import { type Bins, binCounts } from '../../../shared/geometry/bins.ts';
import type { MatrixColumn } from '../../charts/matrix.ts';
import type { ColumnCounts } from '../../charts/matrix-diagonal.ts';
import type { Lens } from '../../state/lens.svelte.ts';
import { rowsOfItsOwn } from '../../workers/plots.ts';

interface Asked {
  readonly columns: readonly MatrixColumn[];
  readonly bins: readonly Bins[];
  readonly flags: Uint8Array | null;
}

/** Rows a bin on the diagonal: counted here where rows are few, otherwise in the worker. */
export class DiagonalCounts {
  readonly all: readonly ColumnCounts[];

  constructor(lens: Lens, asked: () => Asked) {
    let arrived: { readonly bins: readonly Bins[]; readonly counts: readonly ColumnCounts[] } | null = $state.raw(null);
    let turn = 0;
    const isMany = () => (asked().columns[0]?.values.length ?? 0) > rowsOfItsOwn;
    const here = ({ columns, bins, flags }: Asked) =>
      columns.map(({ values }, i): ColumnCounts => {
        const selected = flags?.some((flag) => flag & 1) ? binCounts(values, bins[i]!, flags) : null;
        return { counts: binCounts(values, bins[i]!, flags, 'included'), selected };
      });
    $effect(() => {
      const now = asked();
      const mine = ++turn;
      if (!isMany()) return;
      void Promise.all(now.columns.map(({ values }, i) => lens.plots.bins(values, now.bins[i]!, now.flags)))
        .catch(() => here(now))
        .then((counts) => {
          if (mine === turn) arrived = { bins: now.bins, counts };
        });
    });
    this.all = $derived.by(() => {
      const { bins } = asked();
      if (!isMany()) return here(asked());
      // What was counted for the last selection stays until the next is counted.
      const known = arrived?.bins === bins ? arrived.counts : null;
      return bins.map(({ count }, i) => known?.[i] ?? { counts: new Int32Array(count), selected: null });
    });
  }
}
