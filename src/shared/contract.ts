import { z } from 'zod';
import { alternativeCalls } from './contract/alternatives.ts';
import { columnCalls } from './contract/columns.ts';
import { exportCalls, LabelsExport, TableFormat } from './contract/exports.ts';
import { latentCalls, latentEvents } from './contract/latent.ts';
import { matchingCalls } from './contract/matching.ts';
import { CandidateKey, Cells, call, nothing, RowResults, started, Target, uint8 } from './contract/parts.ts';
import { rowCalls } from './contract/rows.ts';
import { scoreboardCalls, scoreboardEvents } from './contract/scoreboard.ts';
import { variationalCalls } from './contract/variational.ts';
import { ReadOptions, ReadSource, Sample } from './model/dataset.ts';
import { Doubt, DoubtOptions } from './model/doubt-results.ts';
import { type ErrorRecord, Job } from './model/job.ts';
import { CandidateDetail, FamilyCode, Fit, FitOptions } from './model/mixture.ts';
import { Play, PlayOptions } from './model/player.ts';
import { Project, RecentProject, ViewState } from './model/project.ts';

export { CandidateKey, Cells, RowResults, Target } from './contract/parts.ts';

/**
 * Every call that a shell may make and every event that it may hear, one schema each. The types are inferred from the
 * schemas. Long work answers at once with a job; how it goes and ends is told by `job` events.
 */

export const About = z.object({
  version: z.string(),
  /** Worker threads in the pool. */
  threads: z.number().int(),
  /** Where projects are kept unless saved elsewhere. */
  projectsFolder: z.string(),
});

export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Probability content of the ellipses that a new project begins with. */
  ellipse: z.number().gt(0).lt(1).default(0.5),
  /** Threads that fits use from the next start on; null = as many as the machine should give. */
  threads: z.number().int().min(1).max(256).nullable().default(null),
  motion: z.enum(['system', 'reduce']).default('system'),
  /** Above this many rows in view a scatterplot counts them to pixels instead of drawing points. */
  densityAbove: z.number().int().min(1000).max(1_000_000).default(50_000),
});
export type Settings = z.infer<typeof Settings>;

/** What something was seen of. What comes when another project, or another table, has taken its place is let go. */
const SeenOf = z.object({ path: z.string().nullable(), dataset: z.number().int().nullable() });

export const contract = {
  'app.about': call(nothing, About),
  'settings.read': call(nothing, Settings),
  'settings.write': call(Settings, Settings),
  'samples.list': call(nothing, z.array(Sample)),
  'jobs.list': call(nothing, z.array(Job)),
  /** Answers when the job has ended (at most 200 ms); a job that has ended already is left as it is. */
  'jobs.cancel': call(z.object({ job: z.number().int() }), Job),

  'project.read': call(nothing, Project),
  'project.recent': call(nothing, z.array(RecentProject)),
  'project.open': call(z.object({ path: z.string().min(1) }), Project),
  /** An uploaded .lens file is moved into the projects folder and opened there. */
  'project.adopt': call(z.object({ upload: z.string(), name: z.string() }), Project),
  /** Back to the empty start; the file stays. */
  'project.close': call(nothing, Project),
  /** A copy under the new path (or a name in the projects folder); work goes on in the copy. Result: its path. */
  'project.saveAs': call(z.object({ path: z.string().min(1) }), started),
  /** A copy of the project's file for taking along; work goes on in the present file. Result as for the other exports. */
  'export.project': call(z.object({ target: Target }), started),
  /** Moves a project of the projects folder out of the list, and its file off the disk. */
  'project.delete': call(z.object({ path: z.string().min(1) }), z.array(RecentProject)),
  'project.remember': call(ViewState.extend({ of: SeenOf.optional() }), nothing),
  /** One byte a row: bit 0 selected, bit 1 hidden, bit 2 excluded. Empty = no row is anything. */
  'selection.read': call(nothing, z.object({ rows: uint8 })),
  'selection.write': call(z.object({ rows: uint8, of: SeenOf.optional() }), nothing),

  /**
   * Result: the data set's id. A new file starts a project of its own, named after it; `again` replaces the data set of
   * the present project (and its fits). Until the job is done nothing is touched.
   */
  'dataset.read': call(z.object({ source: ReadSource, options: ReadOptions }), started),
  /** Cells as text, column by column; null = missing. */
  'dataset.page': call(
    z.object({ from: z.number().int().min(0), count: z.number().int().min(0).max(1000) }),
    z.object({ from: z.number().int(), columns: z.array(z.array(z.string().nullable())) }),
  ),
  'dataset.cells': call(z.object({ columns: z.array(z.string()) }), z.object({ cells: z.array(Cells) })),

  ...columnCalls,
  ...rowCalls,

  /** Result: the fit's id. The fit is in the project, growing, from the answer on. */
  'fit.start': call(FitOptions, z.object({ job: z.number().int(), fit: z.number().int() })),
  'fit.detail': call(CandidateKey, CandidateDetail),
  'fit.rows': call(CandidateKey, RowResults),
  /** A run of EM to be watched: every half-step with its parameters, log-likelihood and bound. Nothing is kept. */
  'em.play': call(PlayOptions, Play),
  ...variationalCalls,
  'fit.delete': call(z.object({ fit: z.number().int() }), nothing),

  /** Assesses a fit that has ended; done before with the same options, it is answered from the project. Result: the fit's id. */
  'doubt.start': call(DoubtOptions, started),
  /** The assessments of a fit that were done. */
  'doubt.list': call(z.object({ fit: z.number().int() }), z.array(Doubt)),

  /** Result: the path written (path targets) or the download's id. */
  'export.labels': call(LabelsExport, started),
  'export.model': call(z.object({ candidate: CandidateKey, target: Target }), started),
  /** Scores the present data set with a model file: the same columns as `export.labels`. */
  'export.score': call(z.object({ model: z.string().min(1), target: Target, format: TableFormat }), started),
  ...exportCalls,
  ...matchingCalls,
  ...alternativeCalls,
  ...latentCalls,
  ...scoreboardCalls,
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type Input<N extends CallName> = z.input<Contract[N]['input']>;
export type Output<N extends CallName> = z.infer<Contract[N]['output']>;
/** The input after defaults were filled in: what a use case gets. */
export type Parsed<N extends CallName> = z.infer<Contract[N]['input']>;

export const events = {
  job: Job,
  /** The project as it now stands (opened, read, closed, saved). */
  project: Project,
  /** A fit that grew by a candidate, or ended. */
  fit: Fit,
  ...latentEvents,
  ...scoreboardEvents,
  /** An assessment that was done. */
  doubt: Doubt,
  /** The start that runs just now, for charts that grow. */
  trace: z.object({
    fit: z.number().int(),
    k: z.number().int(),
    family: FamilyCode,
    start: z.number().int(),
    /** Log-likelihood after each E-step so far. */
    trace: z.array(z.number()),
  }),
} as const;

export type EventName = keyof typeof events;
export type LensEvent = { [N in EventName]: { readonly name: N; readonly value: z.infer<(typeof events)[N]> } }[EventName];

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: z.infer<typeof ErrorRecord> };
