import type { ColumnCells } from '../../../shared/model/column.ts';
import type { Lens } from '../../state/lens.svelte.ts';

/** Cells of some columns, once all of them are there. To be made while a component is set up: it follows what `names` reads. */
export class TableCells {
  all: ReadonlyMap<string, ColumnCells> | null = $state.raw(null);

  constructor(lens: Lens, names: () => readonly string[]) {
    let turn = 0;
    $effect(() => {
      const asked = names();
      const mine = ++turn;
      void lens
        .attempt(() => Promise.all(asked.map((name) => lens.cells(name))))
        .then((cells) => {
          if (mine === turn && cells) this.all = new Map(cells.map((one, i) => [asked[i]!, one]));
        });
    });
  }
}
