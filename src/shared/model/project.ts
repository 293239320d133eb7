import { z } from 'zod';
import { Dataset } from './dataset.ts';
import { Merging } from './merging.ts';
import { Fit } from './mixture.ts';

export const views = ['welcome', 'data', 'distributions', 'mixture', 'dimensions', 'rows', 'export'] as const;

/** The three faces of the view of many dimensions, and what each shows. */
export const DimensionsView = z.object({
  face: z.enum(['matrix', 'parallel', 'projection']).default('matrix'),
  /** Columns in their order; null: those of the fit, the most separating first where they are too many. */
  columns: z.array(z.string()).nullable().default(null),
  /** What a projection separates the clusters by. */
  by: z.enum(['means', 'both']).default('means'),
  /** Which directions stand on the axes of the projection, from 0. */
  across: z.number().int().min(0).default(0),
  up: z.number().int().min(0).default(1),
});
export type DimensionsView = z.infer<typeof DimensionsView>;

/** What the person was looking at: kept in the project, so that it opens as it was left. */
export const ViewState = z.object({
  view: z.enum(views).default('welcome'),
  /** Columns ticked for the next fit. */
  chosen: z.array(z.string()).default([]),
  /** Axes of the scatterplot. */
  x: z.string().nullable().default(null),
  y: z.string().nullable().default(null),
  /** The candidate shown everywhere. */
  shown: z.object({ fit: z.number().int(), k: z.number().int(), family: z.string() }).nullable().default(null),
  /** Components combined into clusters, for each candidate where they are. */
  merges: z.array(Merging).default([]),
  dimensions: DimensionsView.prefault({}),
  /** Probability content of the ellipses. */
  ellipse: z.number().default(0.5),
  /** The fit form as it stands: a FitOptions in the making, validated when Fit is pressed. */
  form: z.record(z.string(), z.unknown()).default({}),
});
export type ViewState = z.infer<typeof ViewState>;

export const Project = z.object({
  /** The .lens file; null only while it lives in memory (command line). */
  path: z.string().nullable(),
  name: z.string(),
  dataset: Dataset.nullable(),
  fits: z.array(Fit),
  view: ViewState,
  /** What was found and mended on opening, in words; empty when all was well. */
  notices: z.array(z.string()),
});
export type Project = z.infer<typeof Project>;

export const RecentProject = z.object({
  path: z.string(),
  name: z.string(),
  /** ISO time of the last change. */
  modified: z.string(),
  bytes: z.number().int(),
});
export type RecentProject = z.infer<typeof RecentProject>;
