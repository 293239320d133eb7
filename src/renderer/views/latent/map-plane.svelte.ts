import type { LatentRows } from '../../../shared/contract/latent.ts';
import {
  byKl,
  componentAxes,
  dimensionAxes,
  type LatentAxis,
  type LatentPlane,
  placesAlong,
} from '../../../shared/geometry/latent-plane.ts';
import type { Lens } from '../../state/lens.svelte.ts';
import { percent } from '../../widgets/format.ts';

const named = ({ name, share }: LatentAxis): string => (share === null ? name : `${name} (${percent(share)})`);

/** What spans the map, by what the person chose, and where the rows lie in it. To be made while a component is set up. */
export class MapPlane {
  readonly space: 'dimensions' | 'components';
  /** Indices of the axes shown. */
  readonly across: number;
  readonly up: number;
  readonly x: LatentAxis;
  /** null: one dimension only; reconstruction errors stand in its place. */
  readonly y: LatentAxis | null;
  /** Where rows are seen from: 0, or the mean of all codes. */
  readonly zero: Float64Array;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly names: readonly [string, string];
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly #order: readonly number[];

  constructor(lens: Lens, rows: () => LatentRows, kl: () => readonly number[]) {
    const latent = $derived(rows().latent);
    this.space = $derived(latent > 2 ? lens.view.latent.space : 'dimensions');
    const components = $derived(this.space === 'components' ? componentAxes(rows()) : null);
    /** Dimensions in the order to choose from: those that tell most first. */
    this.#order = $derived(byKl(kl()));
    const axes = $derived.by(() => {
      if (components) return components.axes;
      const dimensions = dimensionAxes(latent);
      return this.#order.map((dimension) => dimensions[dimension]!);
    });
    this.across = $derived(Math.min(lens.view.latent.across, latent - 1));
    this.up = $derived.by(() => {
      const wanted = Math.min(lens.view.latent.up, latent - 1);
      return wanted === this.across && latent > 1 ? (this.across === 0 ? 1 : 0) : wanted;
    });
    this.x = $derived(axes[this.across]!);
    this.y = $derived(latent > 1 ? axes[this.up]! : null);
    this.zero = $derived(components ? components.mean : new Float64Array(latent));
    this.xs = $derived(placesAlong(rows(), this.zero, this.x));
    this.ys = $derived(this.y ? placesAlong(rows(), this.zero, this.y) : rows().errors);
    this.names = $derived([named(this.x), this.y ? named(this.y) : 'Reconstruction error (nats)']);
    this.options = $derived(
      axes.map(({ name, share }, i) => ({ value: String(i), label: share === null ? name : `PC ${i + 1}, ${percent(share)}` })),
    );
  }

  /** The plane through a code: dimensions that are not on the axes stay as they are in it. */
  through(held: Float32Array): LatentPlane {
    const { x, y, across, up } = this;
    if (this.space === 'components') return { origin: this.zero, x, y };
    const shown = y ? [this.#order[across], this.#order[up]] : [this.#order[across]];
    return { origin: Float64Array.from(held, (value, i) => (shown.includes(i) ? 0 : value)), x, y };
  }

  /** Where a code lies on the map; null where there is one dimension only. */
  placeOf(code: Float32Array): readonly [number, number] | null {
    const { x, y, zero } = this;
    if (!y) return null;
    const along = ({ direction }: LatentAxis) => code.reduce((sum, value, i) => sum + (value - zero[i]!) * direction[i]!, 0);
    return [along(x), along(y)];
  }
}
