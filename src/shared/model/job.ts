import { z } from 'zod';

export const JobKind = z.enum(['read', 'fit', 'latent', 'scoreboard', 'doubt', 'rows', 'export', 'save']);
export type JobKind = z.infer<typeof JobKind>;

export const ErrorRecord = z.object({
  code: z.enum(['usage', 'input', 'missing', 'cancelled', 'unconverged', 'internal']),
  message: z.string(),
  hint: z.string(),
});

/** Work that takes a while, as the status bar shows it. Sent at most ten times a second, and once when it ends. */
export const Job = z.object({
  id: z.number().int(),
  kind: JobKind,
  title: z.string(),
  status: z.enum(['queued', 'running', 'done', 'cancelled', 'failed']),
  /** 0…1; null when it cannot be told yet. */
  share: z.number().nullable(),
  /** Seconds left; null when it cannot be told yet. */
  eta: z.number().nullable(),
  /** What is being done right now: 'K = 4, VVV, start 3, iteration 27'. */
  detail: z.string(),
  error: ErrorRecord.nullable(),
  /** What it made: the data set's id, the fit's id, or the file that an export wrote. */
  result: z.union([z.number().int(), z.string()]).nullable(),
  /** Sentences on what was found on the way; absent when there is nothing to say. */
  notes: z.array(z.string()).optional(),
});
export type Job = z.infer<typeof Job>;
