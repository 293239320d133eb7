import { join } from 'node:path';
import { type CallName, type LensEvent, type Output, type Parsed, Settings } from '../shared/contract.ts';
import { createPool } from './jobs/pool.ts';
import { createJobs } from './jobs/registry.ts';
import { addColumn, removeColumn } from './use-cases/columns.ts';
import type { Context } from './use-cases/context.ts';
import { readCells, readDataset, readPage } from './use-cases/datasets.ts';
import { createDesk } from './use-cases/desk.ts';
import { listDoubts, startDoubt } from './use-cases/doubt.ts';
import { exportLabels, exportModel, exportScore } from './use-cases/exports.ts';
import { exportFile } from './use-cases/exports-file.ts';
import { exportReport } from './use-cases/exports-report.ts';
import { exportScript } from './use-cases/exports-script.ts';
import { candidateRows, readDetail, removeFit, startFit } from './use-cases/fits.ts';
import { flowBetween, rowsOfFlow } from './use-cases/flow.ts';
import { type Folders, prepareFolders } from './use-cases/folders.ts';
import { latentUseCases } from './use-cases/latent-calls.ts';
import { matchCandidates } from './use-cases/matching.ts';
import { openOptimum, readOptimum } from './use-cases/optimum.ts';
import { playEm } from './use-cases/player.ts';
import { readProject } from './use-cases/present.ts';
import { adoptProject, closeProject, exportProject, openProject, saveProjectAs } from './use-cases/projects.ts';
import { deleteProject, recentProjects } from './use-cases/recent.ts';
import { compareLabels, readRows } from './use-cases/rows.ts';
import { listSamples } from './use-cases/samples.ts';
import { listScoreboards, removeScoreboard, scoreRows, startScoreboard } from './use-cases/scoreboard.ts';
import { readJson, writeJson } from './use-cases/small-files.ts';
import { variationalAgain } from './use-cases/variational-again.ts';
import { playVariational } from './use-cases/variational-play.ts';

export type { Folders } from './use-cases/folders.ts';

export interface AppOptions {
  /** Settings, recent projects, projects/, inbox/ (uploads), outbox/ (downloads). */
  readonly dataFolder: string;
  readonly samplesFolder: string;
  readonly version: string;
  /** Worker threads for fits, unless the settings say otherwise. */
  readonly threads: number;
  /** The entry of a worker thread. */
  readonly worker: URL;
  /** Projects live in memory: for the command line. */
  readonly memory: boolean;
}

export interface App {
  call<N extends CallName>(name: N, input: Parsed<N>): Promise<Output<N>>;
  subscribe(listener: (event: LensEvent) => void): () => void;
  readonly folders: Folders;
  close(): Promise<void>;
}

type UseCases = { readonly [N in CallName]: (input: Parsed<N>) => Output<N> | Promise<Output<N>> };

/** The application behind the contract, without any shell. */
export function createApp(options: AppOptions): App {
  const { dataFolder, samplesFolder, version, worker, memory } = options;
  const settingsFile = join(dataFolder, 'settings.json');
  const readSettings = () => readJson(settingsFile, Settings, Settings.parse({}));
  const threads = (memory ? null : readSettings().threads) ?? options.threads;
  const folders: Folders = {
    projects: join(dataFolder, 'projects'),
    inbox: join(dataFolder, 'inbox'),
    outbox: join(dataFolder, 'outbox'),
  };
  if (!memory) prepareFolders(folders);

  const listeners = new Set<(event: LensEvent) => void>();
  const emit = (event: LensEvent) => {
    for (const listener of listeners) listener(event);
  };
  const jobs = createJobs((value) => emit({ name: 'job', value }));
  const desk = createDesk(jobs);
  const context: Context = {
    folders,
    settingsFile,
    recentFile: join(dataFolder, 'recent.json'),
    samplesFolder,
    version,
    threads,
    memory,
    jobs,
    heavy: createPool(worker, threads),
    light: createPool(worker, 1),
    desk,
    emit,
  };

  const useCases: UseCases = {
    'app.about': () => ({ version, threads, projectsFolder: folders.projects }),
    'settings.read': () => readSettings(),
    'settings.write': (settings) => {
      writeJson(context.settingsFile, settings);
      return settings;
    },
    'samples.list': () => listSamples(context),
    'jobs.list': () => jobs.list(),
    'jobs.cancel': ({ job }) => jobs.cancel(job),
    'project.read': () => readProject(context),
    'project.recent': () => recentProjects(context),
    'project.open': ({ path }) => openProject(context, path),
    'project.adopt': (input) => adoptProject(context, input),
    'project.close': () => closeProject(context),
    'project.saveAs': ({ path }) => saveProjectAs(context, path),
    'project.delete': ({ path }) => deleteProject(context, path),
    'project.remember': ({ of, ...view }) => {
      if (of === undefined || desk.session?.isStill(of)) desk.session?.file.writeView(view);
      return {};
    },
    'selection.read': () => ({ rows: desk.session?.file.readSelection() ?? new Uint8Array(0) }),
    'selection.write': ({ of, rows }) => {
      if (of === undefined || desk.session?.isStill(of)) desk.session?.file.writeSelection(rows);
      return {};
    },
    'dataset.read': (input) => readDataset(context, input),
    'dataset.page': (input) => readPage(context, input),
    'dataset.cells': ({ columns }) => readCells(context, columns),
    'column.add': (input) => addColumn(context, input),
    'column.remove': ({ name }) => {
      removeColumn(context, name);
      return {};
    },
    'dataset.rows': ({ rows }) => readRows(context, rows),
    'fit.compare': (input) => compareLabels(context, input),
    'fit.start': (input) => startFit(context, input),
    'fit.detail': (key) => readDetail(context, key),
    'fit.rows': (key) => candidateRows(context, key),
    'fit.match': (input) => matchCandidates(context, input),
    'fit.flow': (input) => flowBetween(context, input),
    'fit.flowRows': (input) => rowsOfFlow(context, input),
    'optimum.open': (input) => openOptimum(context, input),
    'optimum.read': (input) => readOptimum(context, input),
    'em.play': (input) => playEm(context, input),
    'variational.again': (input) => variationalAgain(context, input),
    'variational.play': (input) => playVariational(context, input),
    'fit.delete': ({ fit }) => {
      removeFit(context, fit);
      return {};
    },
    'scoreboard.start': (input) => startScoreboard(context, input),
    'scoreboard.list': () => listScoreboards(context),
    'scoreboard.rows': ({ scoreboard }) => scoreRows(context, scoreboard),
    'scoreboard.delete': ({ scoreboard }) => {
      removeScoreboard(context, scoreboard);
      return {};
    },
    'doubt.start': (input) => startDoubt(context, input),
    'doubt.list': ({ fit }) => listDoubts(context, fit),
    'export.labels': (input) => exportLabels(context, input),
    'export.model': ({ candidate, target }) => exportModel(context, candidate, target),
    'export.score': (input) => exportScore(context, input),
    'export.script': (input) => exportScript(context, input),
    'export.report': (input) => exportReport(context, input),
    'export.file': (input) => exportFile(context, input),
    'export.project': ({ target }) => exportProject(context, target),
    ...latentUseCases(context),
  };

  return {
    folders,
    call: async (name, input) => useCases[name](input),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      await desk.replace(null);
      await Promise.all([context.heavy.close(), context.light.close()]);
    },
  };
}
