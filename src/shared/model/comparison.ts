import { z } from 'zod';

const count = z.number().int();

/** Clusters of a candidate against the values of a column that says what the rows are. */
export const Comparison = z.object({
  column: z.string(),
  /** Values of the column among the rows counted; numbers ascend, names stand in the column's order. */
  levels: z.array(z.object({ name: z.string(), rows: count })),
  /** Clusters 1…, and last, as 0, the noise where there is some. */
  clusters: z.array(z.object({ cluster: count, rows: count })),
  /** levels × clusters: rows of both. */
  counts: z.array(z.array(count)),
  /** Rows counted; rows left out of the fit; rows of the fit without a value in the column. */
  rows: count,
  excluded: count,
  missing: count,
  /** Adjusted Rand index: 1 = the same groups, 0 = what chance would give. */
  ari: z.number(),
  /** Each cluster holds one value only; each value lies in one cluster only; their harmonic mean. 0…1. */
  homogeneity: z.number(),
  completeness: z.number(),
  vMeasure: z.number(),
  /** For each level the cluster that it goes with, one to one, such that most rows agree; null for none. */
  matched: z.array(count.nullable()),
  /** Rows in those cells, as a share of the rows counted. */
  agreement: z.number(),
});
export type Comparison = z.infer<typeof Comparison>;

/** A column with more values than this says who a row is, not what. */
export const mostLevels = 100;
