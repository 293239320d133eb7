import { type Places, placesIn } from '../../../shared/geometry/places.ts';
import type { Projection } from '../../../shared/geometry/projection.ts';
import type { GaussianMixture } from '../../../shared/model/mixture.ts';
import type { Lens } from '../../state/lens.svelte.ts';
import { rowsOfItsOwn } from '../../workers/plots.ts';

interface Asked {
  readonly columns: readonly Float64Array[];
  readonly projection: Projection;
  readonly directions: readonly [number, number];
  readonly expected: GaussianMixture | null;
}

/** Where the rows lie on two directions: found here where rows are few, otherwise in the worker. To be made while a component is set up. */
export class ProjectedRows {
  #arrived: { readonly of: Asked; readonly places: Places } | null = $state.raw(null);
  /** Null until they are found. */
  readonly value: Places | null;

  /** `asked` gives the same object as long as nothing changes; null: nothing can be projected. */
  constructor(lens: Lens, asked: () => Asked | null) {
    const here = ({ columns, projection, directions, expected }: Asked) => placesIn(columns, projection, directions, expected);
    const isMany = ({ columns }: Asked) => (columns[0]?.length ?? 0) > rowsOfItsOwn;
    let turn = 0;
    $effect(() => {
      const of = asked();
      const mine = ++turn;
      if (!of || !isMany(of)) return;
      const { columns, ...rest } = of;
      void lens.plots
        .places(columns, rest)
        .catch(() => here(of))
        .then((places) => {
          if (mine === turn) this.#arrived = { of, places };
        });
    });
    this.value = $derived.by(() => {
      const of = asked();
      if (!of) return null;
      return isMany(of) ? (this.#arrived?.of === of ? this.#arrived.places : null) : here(of);
    });
  }
}
