import type { RowResults } from '../../shared/contract.ts';
import { blend, parse, plainColour, type Rgb } from '../charts/palette.ts';
import { markersOf } from '../charts/points.ts';
import type { Lens } from '../state/lens.svelte.ts';

/** From this many rows on, colours are mixed in the worker; below, a player's every half-step has its own at once. */
const many = 200_000;

interface Mixed {
  readonly colours: Uint8Array | Rgb;
  readonly markers: Uint8Array | null;
}

/** Each row's colour, blended by its responsibilities, and its marker. To be made while a component is set up. */
export class RowColours {
  #mixed: Mixed | null = $state.raw(null);
  readonly value: Mixed;

  constructor(lens: Lens, results: () => RowResults | null, paint: () => readonly number[] | undefined) {
    const here = (of: RowResults): Mixed => ({
      colours: blend(of.responsibilities, of.labels, of.k, lens.theme, paint()),
      markers: markersOf(of.labels, paint()),
    });
    this.value = $derived.by(() => {
      const of = results();
      if (of && of.labels.length <= many) return here(of);
      // Until they are mixed: those of before, where they are of these rows.
      if (of && this.#mixed?.markers?.length === of.labels.length) return this.#mixed;
      return { colours: parse(plainColour(lens.theme)), markers: null };
    });
    let turn = 0;
    $effect(() => {
      const of = results();
      const [theme, by] = [lens.theme, paint()];
      const mine = ++turn;
      if (!of || of.labels.length <= many) return;
      void lens.plots
        .colours(of, theme, by)
        .catch(() => here(of))
        .then((mixed) => {
          if (mine === turn) this.#mixed = mixed;
        });
    });
  }
}
