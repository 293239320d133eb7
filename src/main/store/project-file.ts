import { resolve } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { CandidateKey } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import type { ColumnCells, ColumnProfile } from '../../shared/model/column.ts';
import type { Dataset } from '../../shared/model/dataset.ts';
import type { Doubt } from '../../shared/model/doubt-results.ts';
import type { CandidateDetail, Fit } from '../../shared/model/mixture.ts';
import type { ViewState } from '../../shared/model/project.ts';
import { compact } from './compact.ts';
import { connectToFile, connectToMemory } from './connect.ts';
import { type CopyWatch, copyProject } from './copy.ts';
import { datasetsIn } from './datasets.ts';
import { doubtsIn } from './doubts.ts';
import { exclusionsIn } from './exclusions.ts';
import { damaged, isSqlError, storeError } from './failures.ts';
import { fitsIn } from './fits.ts';
import { type Latents, latentsIn } from './latent.ts';
import { mend } from './mend.ts';
import { migrations } from './migrations/list.ts';
import { type Scoreboards, scoreboardsIn } from './scoreboards.ts';
import { viewsIn } from './views.ts';

/**
 * A project: one SQLite file, held by one process. When a call has returned, what it wrote outlives a kill and a loss
 * of power.
 */
export interface ProjectFile {
  /** Absolute; null in memory. */
  readonly path: string | null;
  /** What was found and mended on opening, in words. */
  readonly notices: readonly string[];
  readDataset(): Dataset | null;
  /** Into shared memory. */
  readCells(column: string): ColumnCells;
  /**
   * A chunk a step, yielding the share done, under a new id; the last step switches the project to it and removes the
   * former data set with its fits and selection. Ending the iteration early (`return()`) leaves all as it was.
   */
  writeDataset(dataset: Omit<Dataset, 'id'>, cells: readonly ColumnCells[]): Generator<number, number>;
  /** Beside the columns that there are, at the end. */
  addColumn(profile: ColumnProfile, cells: ColumnCells): void;
  removeColumn(name: string): void;
  /** Of the present data set; candidates by k, then in the order of `familyCodes`. */
  fits(): Fit[];
  addFit(fit: Omit<Fit, 'id' | 'candidates' | 'best'>): number;
  /** In place of the former one of the same k and family. */
  addCandidate(fit: number, detail: CandidateDetail): void;
  endFit(fit: number, status: Fit['status'], seconds: number): void;
  readDetail(key: CandidateKey): CandidateDetail | null;
  /** With its candidates and assessments. */
  removeFit(fit: number): void;
  readDoubts(fit: number): Doubt[];
  /** In place of the former one of the same kind and subject. */
  addDoubt(doubt: Doubt): void;
  /** Variational autoencoders of the present data set. */
  readonly latents: Omit<Latents, 'endInterrupted'>;
  /** Comparisons of models on the present data set. */
  readonly scoreboards: Omit<Scoreboards, 'endInterrupted'>;
  readView(): ViewState;
  writeView(view: ViewState): void;
  readSelection(): Uint8Array;
  writeSelection(rows: Uint8Array): void;
  /** Keeps which rows a fit leaves out (1 = excluded); answers with the name that the fit keeps. */
  addExclusion(rows: Uint8Array): string;
  readExclusion(hash: string): Uint8Array | null;
  /** A whole copy, in place only when complete; this project goes on. */
  copyTo(path: string, watch: CopyWatch): Promise<void>;
  close(): void;
}

/** Opens the project at `path`, or creates it there; ':memory:' is one that is never kept. */
export function openProjectFile(path: string): ProjectFile {
  const own = path === ':memory:' ? null : resolve(path);
  let db: Database | null = null;
  try {
    const connection = own === null ? connectToMemory(migrations) : connectToFile(own, migrations);
    db = connection.db;
    return projectOver(db, own, connection.notices);
  } catch (thrown) {
    db?.close();
    throw isSqlError(thrown) ? damaged(own ?? path, thrown.message) : storeError(thrown, own ?? path);
  }
}

function projectOver(db: Database, path: string | null, connected: readonly string[]): ProjectFile {
  const datasets = datasetsIn(db);
  const fits = fitsIn(db);
  const doubts = doubtsIn(db);
  const views = viewsIn(db);
  const exclusions = exclusionsIn(db);
  const latents = latentsIn(db);
  const scoreboards = scoreboardsIn(db);
  const notices = [...connected, ...db.transaction(() => mend(datasets, fits, latents, scoreboards))()];

  const inWords = (thrown: unknown): unknown =>
    db.open || thrown instanceof LensError
      ? storeError(thrown, path ?? 'the project in memory')
      : new LensError('cancelled', 'The project was closed meanwhile.', 'Open it again; it is as it was left.');
  const told = <A extends readonly unknown[], T>(work: (...input: A) => T) => {
    return (...input: A): T => {
      try {
        return work(...input);
      } catch (thrown) {
        throw inWords(thrown);
      }
    };
  };

  return {
    path,
    notices,
    readDataset: told(datasets.read),
    readCells: told(datasets.cells),
    *writeDataset(dataset, cells) {
      try {
        return yield* datasets.write(dataset, cells);
      } catch (thrown) {
        throw inWords(thrown);
      }
    },
    addColumn: told(datasets.addColumn),
    removeColumn: told(datasets.removeColumn),
    fits: told(fits.all),
    addFit: told(fits.add),
    addCandidate: told(fits.addCandidate),
    endFit: told(fits.end),
    readDetail: told(fits.detail),
    removeFit: told((fit: number) => {
      fits.remove(fit);
      exclusions.dropUnused();
    }),
    readDoubts: told(doubts.of),
    addDoubt: told(doubts.add),
    latents: {
      all: told(latents.all),
      get: told(latents.get),
      stamp: told(latents.stamp),
      add: told(latents.add),
      shape: told(latents.shape),
      addEpochs: told(latents.addEpochs),
      epochs: told(latents.epochs),
      end: told(latents.end),
      setResult: told(latents.setResult),
      weights: told(latents.weights),
      setRows: told(latents.setRows),
      rows: told(latents.rows),
      rename: told(latents.rename),
      remove: told((id: number) => {
        latents.remove(id);
        exclusions.dropUnused();
      }),
    },
    scoreboards: {
      all: told(scoreboards.all),
      add: told(scoreboards.add),
      resume: told(scoreboards.resume),
      addModel: told(scoreboards.addModel),
      end: told(scoreboards.end),
      used: told(scoreboards.used),
      rows: told(scoreboards.rows),
      remove: told((id: number) => {
        scoreboards.remove(id);
        exclusions.dropUnused();
      }),
    },
    readView: told(views.view),
    writeView: told(views.setView),
    readSelection: told(views.selection),
    writeSelection: told(views.setSelection),
    addExclusion: told(exclusions.add),
    readExclusion: told(exclusions.read),
    async copyTo(target, watch) {
      try {
        await copyProject(db, path, target, watch);
      } catch (thrown) {
        throw inWords(thrown);
      }
    },
    close: told(() => {
      if (path !== null && db.open) compact(db);
      db.close();
    }),
  };
}
