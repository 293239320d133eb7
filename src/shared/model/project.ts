import { z } from 'zod';
import { Appearance } from './appearance.ts';
import { Dataset } from './dataset.ts';
import { Merging } from './merging.ts';
import { Fit } from './mixture.ts';
import { ScoreModel } from './scoreboard.ts';

export const views = [
  'welcome',
  'data',
  'distributions',
  'mixture',
  'dimensions',
  'rows',
  'latent',
  'scoreboard',
  'export',
  'ideas',
] as const;

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

/** The faces of the view of rows, and what each shows. */
export const RowsView = z.object({
  face: z.enum(['doubt', 'profiles', 'labels', 'merging']).default('doubt'),
  sort: z.enum(['uncertainty', 'density', 'row']).default('uncertainty'),
  /** Which rows are listed: all, those beyond the bound, the selected ones. */
  listed: z.enum(['all', 'beyond', 'selected']).default('all'),
  /** Rows of a higher uncertainty, or of a lower log density (null: the lowest hundredth), are picked out. */
  above: z.number().default(0.2),
  below: z.number().nullable().default(null),
  /** The cluster (from 1) that is held against the rest. */
  cluster: z.number().int().min(1).default(1),
  /** The column that clusters are compared with. */
  known: z.string().nullable().default(null),
});
export type RowsView = z.infer<typeof RowsView>;

/** What rows of the latent map are coloured by; auto: whatever says most of them. */
export const latentColours = ['auto', 'none', 'column', 'clusters', 'error', 'part'] as const;

/** The faces of the latent view, and what each shows. */
export const LatentView = z.object({
  /** null: training while it runs, then the map. */
  face: z.enum(['map', 'training', 'samples', 'reconstruction']).nullable().default(null),
  /** The model shown; null: the newest. */
  model: z.number().int().nullable().default(null),
  /** What spans the map: two dimensions of the code, or two principal components of all codes. */
  space: z.enum(['dimensions', 'components']).default('dimensions'),
  across: z.number().int().min(0).default(0),
  up: z.number().int().min(0).default(1),
  colour: z.enum(latentColours).default('auto'),
  /** The column of colour 'column'. */
  coloured: z.string().nullable().default(null),
  /** Columns ticked for the next training; null: chosen by the table. */
  columns: z.array(z.string()).nullable().default(null),
  /** The form of the next training as it stands, validated when Train is pressed. */
  form: z.record(z.string(), z.unknown()).default({}),
});
export type LatentView = z.infer<typeof LatentView>;

/** What the scoreboard shows. */
export const ScoreboardView = z.object({
  /** The comparison shown; null: the newest. */
  shown: z.number().int().nullable().default(null),
  face: z.enum(['scores', 'differences']).default('scores'),
  /** Two models held against each other row by row; null: the first, and the best of those that can be told from it. */
  pair: z.tuple([ScoreModel, ScoreModel]).nullable().default(null),
  /** The column that differences are drawn over; null: the first. */
  across: z.string().nullable().default(null),
  /** The form of the next comparison as it stands. */
  form: z.record(z.string(), z.unknown()).default({}),
});
export type ScoreboardView = z.infer<typeof ScoreboardView>;

/** A part of a scatterplot; `axes` tells it from the parts of others, which are other places. */
export const Zoom = z.object({
  axes: z.string(),
  x: z.tuple([z.number(), z.number()]),
  y: z.tuple([z.number(), z.number()]),
});
export type Zoom = z.infer<typeof Zoom>;

/** What the person was looking at: kept in the project, so that it opens as it was left. */
export const ViewState = z.object({
  view: z.enum(views).default('welcome'),
  /** Columns ticked for the next fit. */
  chosen: z.array(z.string()).default([]),
  /** Axes of the scatterplot. */
  x: z.string().nullable().default(null),
  y: z.string().nullable().default(null),
  /** What a scatterplot is zoomed to, and of which axes; null: every row is in view. */
  zoom: Zoom.nullable().default(null),
  /** The candidate shown everywhere. */
  shown: z.object({ fit: z.number().int(), k: z.number().int(), family: z.string() }).nullable().default(null),
  /** Components combined into clusters, for each candidate where they are. */
  merges: z.array(Merging).default([]),
  /** Colours and names of components, for each candidate that was looked at. */
  appearances: z.array(Appearance).default([]),
  dimensions: DimensionsView.prefault({}),
  rows: RowsView.prefault({}),
  latent: LatentView.prefault({}),
  scoreboard: ScoreboardView.prefault({}),
  /** Which of the three pages of ideas is open. */
  idea: z.enum(['em', 'variational', 'vae']).default('em'),
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
