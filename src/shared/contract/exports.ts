import { z } from 'zod';
import { CandidateKey, call, started, Target, uint8 } from './parts.ts';

export const scriptLanguages = ['python', 'r'] as const;
export type ScriptLanguage = (typeof scriptLanguages)[number];

/** How a table is written. Parquet keeps the types of its columns. */
export const TableFormat = z.enum(['csv', 'parquet']).default('csv');
export type TableFormat = z.infer<typeof TableFormat>;

/** Result of each job: the path written (path targets) or the download's id. */
export const exportCalls = {
  /** A script for scikit-learn or mclust that reproduces the candidate from the table and checks its log-likelihood. */
  'export.script': call(z.object({ candidate: CandidateKey, language: z.enum(scriptLanguages), target: Target }), started),
  /** What the shell made itself, such as the picture of a chart, as a file. */
  'export.file': call(z.object({ title: z.string().min(1).max(200), content: uint8, target: Target }), started),
} as const;
