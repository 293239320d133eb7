import { z } from 'zod';
import { ColumnProfile, ColumnType } from './column.ts';

export const formats = ['csv', 'parquet', 'json'] as const;
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'latin-1'] as const;

/** How the text was taken apart. For Parquet and JSON only `format` says anything. */
export const Dialect = z.object({
  format: z.enum(formats),
  delimiter: z.string(),
  /** '' when nothing is quoted. */
  quote: z.string(),
  decimal: z.enum(['.', ',']),
  encoding: z.enum(encodings),
  header: z.boolean(),
  /** Cells that count as missing, compared after trimming. */
  missing: z.array(z.string()),
});
export type Dialect = z.infer<typeof Dialect>;

/** Every guess that a person may correct; what is left out is guessed. */
export const ReadOptions = z.object({
  format: z.enum(formats).optional(),
  delimiter: z.string().length(1).optional(),
  quote: z.string().max(1).optional(),
  decimal: z.enum(['.', ',']).optional(),
  encoding: z.enum(encodings).optional(),
  header: z.boolean().optional(),
  /** In place of the default codes: '', NA, N/A, -, ?, null, NaN (any case). */
  missing: z.array(z.string()).optional(),
  /** Column name (as reported) → type. */
  types: z.record(z.string(), ColumnType).optional(),
});
export type ReadOptions = z.infer<typeof ReadOptions>;

/**
 * A value or a row that could not be taken. A value that is not of its column's type leaves a missing cell and its
 * row stays; a row with the wrong number of fields (column '') is left out as a whole.
 */
export const Rejection = z.object({
  /** 1-based line of the file. */
  line: z.number().int(),
  column: z.string(),
  value: z.string(),
  reason: z.string(),
});
export type Rejection = z.infer<typeof Rejection>;

export const ImportReport = z.object({
  dialect: Dialect,
  /** Sentences: what was guessed, renamed, dropped. */
  notes: z.array(z.string()),
  /** The first 1,000. */
  rejected: z.array(Rejection),
  rejectedRows: z.number().int(),
  rejectedValues: z.number().int(),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const Source = z.object({
  /** Where it was read from, as the person knows it: a path, an uploaded file's name or a sample's title. */
  name: z.string(),
  path: z.string(),
  size: z.number().int(),
  /** SHA-256 of the file's bytes, hex. */
  hash: z.string(),
});
export type Source = z.infer<typeof Source>;

export const Dataset = z.object({
  id: z.number().int(),
  rows: z.number().int(),
  columns: z.array(ColumnProfile),
  source: Source,
  options: ReadOptions,
  report: ImportReport,
});
export type Dataset = z.infer<typeof Dataset>;

/** Where the rows come from. An upload is named by the id that the shell gave it. */
export const ReadSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), path: z.string() }),
  z.object({ kind: z.literal('upload'), upload: z.string(), name: z.string() }),
  z.object({ kind: z.literal('sample'), sample: z.string() }),
  /** The present data set's own file once more, with corrected options. */
  z.object({ kind: z.literal('again') }),
]);
export type ReadSource = z.infer<typeof ReadSource>;

export const Sample = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  source: z.string(),
  licence: z.string(),
});
export type Sample = z.infer<typeof Sample>;
