import { z } from 'zod';

export const columnTypes = ['number', 'integer', 'category', 'text', 'date', 'boolean'] as const;
export const ColumnType = z.enum(columnTypes);
export type ColumnType = z.infer<typeof ColumnType>;

/** Numbers, integers and dates (milliseconds since 1970, UTC) are stored as values; the rest as codes into levels. */
export const holdsValues = (type: ColumnType): boolean => type === 'number' || type === 'integer' || type === 'date';

/** What a mixture or a VAE can take as it is. */
export const isNumeric = (type: ColumnType): boolean => type === 'number' || type === 'integer';

/** Equal-width bins over [min, max]; the last bin is closed on the right. */
export const Histogram = z.object({
  min: z.number(),
  max: z.number(),
  counts: z.array(z.number().int()),
});
export type Histogram = z.infer<typeof Histogram>;

export const Level = z.object({ name: z.string(), count: z.number().int() });

/** A column as one sees it in a list: everything but its cells. */
export const ColumnProfile = z.object({
  name: z.string(),
  type: ColumnType,
  /** Cells without a value, rejected values included. */
  missing: z.number().int(),
  /** Cells that are +∞ or −∞ (numbers only). They are kept, and named when a fit is asked for. */
  infinite: z.number().int(),
  /** Over finite cells; null where the type has no values or no cell has one. sd divides by n − 1. */
  min: z.number().nullable(),
  max: z.number().nullable(),
  mean: z.number().nullable(),
  sd: z.number().nullable(),
  /** Of the columns that hold values, 24 bins for the list; null otherwise. */
  histogram: Histogram.nullable(),
  /** Of the columns that hold codes: how many levels, and the most frequent 50. */
  levelCount: z.number().int().nullable(),
  levels: z.array(Level).nullable(),
  /** Where a column that is not of the file comes from, in words; absent for the file's own. */
  made: z.string().nullish(),
});
export type ColumnProfile = z.infer<typeof ColumnProfile>;

/**
 * A column's cells. Exactly one of the two forms:
 * values: n numbers, NaN where missing. codes: n indices into levels, −1 where missing.
 * Both lie in shared memory where they travel between threads.
 */
export type ColumnCells =
  | { readonly kind: 'values'; readonly values: Float64Array }
  | { readonly kind: 'codes'; readonly codes: Int32Array; readonly levels: readonly string[] };
