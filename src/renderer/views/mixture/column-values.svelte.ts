import type { Lens } from '../../state/lens.svelte.ts';

/** The values of some columns, as they become known. Columns that hold no values are left out. */
export class ColumnValues {
  /** Null until all of the columns asked for are there. */
  values: ReadonlyMap<string, Float64Array> | null = $state.raw(null);

  /** To be made while a component is set up: it follows what `names` reads. */
  constructor(lens: Lens, names: () => readonly string[]) {
    let turn = 0;
    let of: number | undefined;
    $effect(() => {
      const asked = [...new Set(names())];
      // Another data set brings other cells under the same names.
      const dataset = lens.project.dataset?.id;
      if (dataset !== of) this.values = null;
      of = dataset;
      const mine = ++turn;
      void lens
        .attempt(() => Promise.all(asked.map((name) => lens.cells(name))))
        .then((cells) => {
          if (mine !== turn || !cells) return;
          const found = new Map<string, Float64Array>();
          cells.forEach((one, i) => {
            if (one.kind === 'values') found.set(asked[i]!, one.values);
          });
          this.values = found;
        });
    });
  }

  get(name: string | null): Float64Array | null {
    return name === null ? null : (this.values?.get(name) ?? null);
  }
}
