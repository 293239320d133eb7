import type { ColumnCells } from '../../../shared/model/column.ts';
import { cellsByName, evenly, takeCells } from '../../state/cells-of-rows.ts';
import type { Lens } from '../../state/lens.svelte.ts';

/** More cells than this are not fetched for a comparison by eye: some rows of them, evenly taken, are. */
const most = 5_000_000;
const some = 1000;

/**
 * Cells of some columns, in the rows that `within` names (null: in all), once all of them are there. To be made while a component is
 * set up: it follows what `names` and `within` read.
 */
export class TableCells {
  all: ReadonlyMap<string, ColumnCells> | null = $state.raw(null);
  /** Of so many rows; null: of all. */
  taken: number | null = $state(null);

  constructor(lens: Lens, names: () => readonly string[], within: () => Int32Array | null) {
    let turn = 0;
    $effect(() => {
      const asked = names();
      const rows = within();
      const { dataset } = lens.project;
      const mine = ++turn;
      if (!dataset) return;
      const whole = dataset.rows * asked.length <= most;
      const fetch = async (): Promise<ReadonlyMap<string, ColumnCells>> => {
        if (!whole) {
          const places = evenly(rows?.length ?? dataset.rows, some);
          const taken = rows ? places.map((place) => rows[place]!) : places;
          return cellsByName(dataset.columns, (await lens.client.call('dataset.rows', { rows: taken })).columns);
        }
        const all = await Promise.all(asked.map((name) => lens.cells(name)));
        const cells = rows ? all.map((one) => takeCells(one, rows)) : all;
        return new Map(cells.map((one, i) => [asked[i]!, one]));
      };
      void lens.attempt(fetch).then((cells) => {
        if (mine !== turn || !cells) return;
        this.all = cells;
        this.taken = whole ? null : Math.min(some, rows?.length ?? some);
      });
    });
  }
}
