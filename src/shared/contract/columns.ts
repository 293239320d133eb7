import { z } from 'zod';
import { LabelsExport } from './exports.ts';
import { CandidateKey, call, nothing } from './parts.ts';

/** Components 1…K combined into clusters; a name for each cluster, combined or not, '' for none. As `export.labels` takes them. */
const { groups, names } = LabelsExport.shape;

/** What a column of the project's own is made of. */
export const ColumnSource = z.discriminatedUnion('kind', [
  /** yes where the row is now selected (hidden, excluded), otherwise no. */
  z.object({ kind: z.literal('state'), state: z.enum(['selected', 'hidden', 'excluded']) }),
  /** Each row's cluster as text, 'noise' for noise; missing where the fit left the row out. */
  z.object({ kind: z.literal('clusters'), candidate: CandidateKey, groups, names }),
  /** 1 − the largest responsibility of a component, or of a cluster where they are combined; missing where the fit left the row out. */
  z.object({ kind: z.literal('uncertainty'), candidate: CandidateKey, groups }),
]);
export type ColumnSource = z.infer<typeof ColumnSource>;

/** Columns beside those of the file. The project event tells of them. */
export const columnCalls = {
  'column.add': call(z.object({ name: z.string().trim().min(1).max(200), from: ColumnSource }), nothing),
  /** Only of columns that were added. */
  'column.remove': call(z.object({ name: z.string() }), nothing),
} as const;
