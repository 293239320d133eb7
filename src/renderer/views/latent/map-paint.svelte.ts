import type { LatentModel, LatentRows } from '../../../shared/contract/latent.ts';
import type { ColumnCells } from '../../../shared/model/column.ts';
import { columnPaint, levelPaint, type RowPaint, rampPaint } from '../../charts/latent-colours.ts';
import { parse, plainColour, type Rgb } from '../../charts/palette.ts';
import type { Lens } from '../../state/lens.svelte.ts';
import { RowColours } from '../row-colours.svelte.ts';
import { type Colouring, usualColouring } from './colouring.ts';

export interface Painted {
  readonly colours: Uint8Array | Rgb;
  readonly markers: Uint8Array | null;
  readonly paint: RowPaint | null;
}

/** Colours and markers of the rows of a map. To be made while a component is set up. */
export class MapPaint {
  readonly colouring: Colouring;
  readonly value: Painted;
  #cells: { readonly column: string; readonly cells: ColumnCells } | null = $state.raw(null);

  constructor(lens: Lens, model: () => LatentModel, rows: () => LatentRows) {
    const n = $derived(rows().errors.length);
    const results = $derived(lens.picture.rows?.labels.length === n ? lens.picture.rows : null);
    const clusters = new RowColours(
      lens,
      () => results,
      () => lens.picture.clusters.paint,
    );
    this.colouring = $derived.by((): Colouring => {
      const { colour, coloured } = lens.view.latent;
      const columns = lens.project.dataset?.columns ?? [];
      if (colour === 'column' && columns.some(({ name }) => name === coloured)) return { by: 'column', column: coloured! };
      if (colour === 'auto' || colour === 'column' || (colour === 'clusters' && !results))
        return usualColouring(model(), columns, results !== null);
      return { by: colour };
    });
    $effect(() => {
      const wanted = this.colouring;
      if (wanted.by !== 'column' || this.#cells?.column === wanted.column) return;
      void lens
        .attempt(() => lens.cells(wanted.column))
        .then((cells) => {
          if (cells) this.#cells = { column: wanted.column, cells };
        });
    });
    const painted = (paint: RowPaint): Painted => ({ colours: paint.colours, markers: paint.markers, paint });
    this.value = $derived.by((): Painted => {
      const plain = { colours: parse(plainColour(lens.theme)), markers: null, paint: null };
      const { by } = this.colouring;
      if (by === 'error') return painted(rampPaint(rows().errors, lens.theme));
      if (by === 'part') return painted(levelPaint(rows().part, ['trained on', 'held out'], lens.theme));
      if (by === 'clusters') return { ...clusters.value, paint: null };
      const known = this.#cells;
      if (this.colouring.by !== 'column' || known?.column !== this.colouring.column) return plain;
      const dates = lens.project.dataset?.columns.find(({ name }) => name === known.column)?.type === 'date';
      const length = known.cells.kind === 'values' ? known.cells.values.length : known.cells.codes.length;
      return length === n ? painted(columnPaint(known.cells, lens.theme, dates)) : plain;
    });
  }
}
