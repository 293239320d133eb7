import { mostSeparating } from '../../../shared/geometry/mixture-moments.ts';
import type { GaussianMixture } from '../../../shared/model/mixture.ts';

export interface ColumnsAsked {
  /** Numeric columns of the table, in its order. */
  readonly numeric: readonly string[];
  /** Columns of the mixture shown, in its order; empty while there is none. */
  readonly fitted: readonly string[];
  /** Columns ticked for the next fit. */
  readonly chosen: readonly string[];
  /** What the person picked for this view, in their order; null: nothing yet. */
  readonly picked: readonly string[] | null;
  readonly mixture: GaussianMixture | null;
  /** How many are shown where the person did not pick, and at most. */
  readonly limit: number;
  readonly most: number;
}

export interface ColumnsShown {
  readonly names: readonly string[];
  /** How many there were to choose from. */
  readonly of: number;
  /** True: these are the ones that separate the components most. */
  readonly separating: boolean;
}

/** The columns to draw: the person's pick, or those of the fit, or those ticked for it, as far as there is room. */
export function columnsShown({ numeric, fitted, chosen, picked, mixture, limit, most }: ColumnsAsked): ColumnsShown {
  const own = picked?.filter((name) => numeric.includes(name)) ?? [];
  if (own.length > 0) return { names: own.slice(0, most), of: own.length, separating: false };
  const base =
    [fitted, chosen, numeric].map((names) => names.filter((name) => numeric.includes(name))).find((names) => names.length > 0) ??
    [];
  const isFit =
    mixture !== null && mixture.means[0]?.length === fitted.length && base.length === fitted.length && fitted.length > 0;
  if (base.length > limit && isFit)
    return { names: mostSeparating(mixture, limit).map((at) => base[at]!), of: base.length, separating: true };
  return { names: base.slice(0, limit), of: base.length, separating: false };
}

/** The names with one moved by so many places; at the ends it stays. */
export function moved(names: readonly string[], name: string, by: number): readonly string[] {
  const from = names.indexOf(name);
  if (from < 0) return names;
  const to = Math.max(0, Math.min(names.length - 1, from + by));
  const others = names.filter((one) => one !== name);
  return [...others.slice(0, to), name, ...others.slice(to)];
}
