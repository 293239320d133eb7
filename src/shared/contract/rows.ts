import { z } from 'zod';
import { Comparison } from '../model/comparison.ts';
import { CandidateKey, call, int32 } from './parts.ts';

/** Calls about single rows and what clusters say of them. */
export const rowCalls = {
  /** Cells of these rows (indices from 0, at most 1,000) as text, column by column, in the rows' order; null = missing. */
  'dataset.rows': call(
    z.object({ rows: int32.refine((rows) => rows.length <= 1000, 'at most 1000 rows at a time') }),
    z.object({ columns: z.array(z.array(z.string().nullable())) }),
  ),
  /** Clusters against a column of known labels. `groups`: components combined into clusters; null = each its own. */
  'fit.compare': call(
    z.object({ candidate: CandidateKey, groups: z.array(z.array(z.number().int())).nullable(), column: z.string() }),
    Comparison,
  ),
} as const;
