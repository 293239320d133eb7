import { z } from 'zod';
import { CandidateKey, call, started, Target, uint8 } from './parts.ts';

export const scriptLanguages = ['python', 'r'] as const;
export type ScriptLanguage = (typeof scriptLanguages)[number];

/** How a table is written. Parquet keeps the types of its columns. */
export const TableFormat = z.enum(['csv', 'parquet']).default('csv');
export type TableFormat = z.infer<typeof TableFormat>;
/** By the ending of a file's name. */
export const tableFormatOf = (name: string): TableFormat => (/\.(parquet|pq)$/i.test(name) ? 'parquet' : 'csv');

/** Labels of a candidate, row by row. */
export const LabelsExport = z.object({
  candidate: CandidateKey,
  target: Target,
  format: TableFormat,
  /** Components 1…K combined into clusters: the file gains `merged_cluster`. */
  groups: z.array(z.array(z.number().int()).min(1)).min(1).nullish(),
  /** A name for each cluster, combined or not, '' for none: the file gains `cluster_name`. */
  names: z.array(z.string().max(200)).nullish(),
});

/** Result of each job: the path written (path targets) or the download's id. */
export const exportCalls = {
  /** A script for scikit-learn or mclust that reproduces the candidate from the table and checks its log-likelihood. */
  'export.script': call(z.object({ candidate: CandidateKey, language: z.enum(scriptLanguages), target: Target }), started),
  /** One page about the candidate, its alternatives and what to distrust: an HTML file of its own. */
  'export.report': call(z.object({ candidate: CandidateKey, target: Target }), started),
  /** What the shell made itself, such as the picture of a chart, as a file. */
  'export.file': call(z.object({ title: z.string().min(1).max(200), content: uint8, target: Target }), started),
} as const;
