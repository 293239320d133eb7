import type { LatentModel, LatentRows } from '../../../shared/contract/latent.ts';
import type { ColumnCells, ColumnProfile } from '../../../shared/model/column.ts';
import { columnPaint, levelPaint, type RowPaint, rampPaint } from '../../charts/latent-colours.ts';
import { parse, plainColour, type Rgb } from '../../charts/palette.ts';
import type { Lens } from '../../state/lens.svelte.ts';
import { RowColours } from '../row-colours.svelte.ts';

export type Colouring =
  | { readonly by: 'none' | 'clusters' | 'error' | 'part' }
  | { readonly by: 'column'; readonly column: string };

/** Columns that could say what rows are: levels, or whole numbers, that the network did not see. */
const telling = ({ type, levelCount, made }: ColumnProfile): boolean =>
  !made && (type === 'integer' || (levelCount !== null && levelCount >= 2 && levelCount <= 50));

/** What says most of the rows: a column that the network did not see, clusters where there are some, otherwise how well each row is told. */
export function usualColouring(model: LatentModel, columns: readonly ColumnProfile[], clustered: boolean): Colouring {
  const unseen = columns.find((column) => !model.options.columns.includes(column.name) && telling(column));
  if (unseen) return { by: 'column', column: unseen.name };
  return { by: clustered ? 'clusters' : 'error' };
}

/** A colouring as a sentence goes on with it. */
export const colouringName = (colouring: Colouring): string =>
  colouring.by === 'column'
    ? colouring.column
    : { none: 'nothing', clusters: 'cluster', error: 'reconstruction error', part: 'part (trained on, held out)' }[colouring.by];

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
      const length = known.cells.kind === 'values' ? known.cells.values.length : known.cells.codes.length;
      return length === n ? painted(columnPaint(known.cells, lens.theme)) : plain;
    });
  }
}
