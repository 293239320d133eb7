import { basename } from 'node:path';
import { LensError } from '../../shared/errors.ts';
import type { ColumnCells, ColumnProfile } from '../../shared/model/column.ts';
import type { Dataset } from '../../shared/model/dataset.ts';
import { type Project, ViewState } from '../../shared/model/project.ts';
import type { ProjectFile } from '../store/project-file.ts';
import { createRecall } from './recall.ts';

/** An open project: its file, and what was read or computed from it and may be wanted again. */
export interface Session {
  readonly file: ProjectFile;
  dataset(): Dataset;
  /** Is this the project, and its table the one, that something was seen of? */
  isStill(of: { readonly path: string | null; readonly dataset: number | null }): boolean;
  column(name: string): ColumnProfile;
  cells(name: string): ColumnCells;
  /** Computes once and keeps the most recent few. */
  readonly recall: <T>(key: string, compute: () => Promise<T>) => Promise<T>;
  /** Says something in words beside the project. */
  notice(words: string): void;
  /** After a column was added or removed: the others are as they were. */
  columnsChanged(): void;
  /** After the data set was replaced: nothing remembered holds any more. */
  forget(): void;
  project(): Project;
}

export const noProject: Project = { path: null, name: '', dataset: null, fits: [], view: ViewState.parse({}), notices: [] };

export function createSession(
  file: ProjectFile,
  name = file.path ? basename(file.path).replace(/\.lens$/i, '') : 'untitled',
): Session {
  const notices = [...file.notices];
  const cells = new Map<string, ColumnCells>();
  let recall = createRecall(4);
  let dataset = file.readDataset();

  const session: Session = {
    file,
    dataset: () => {
      if (dataset) return dataset;
      throw new LensError('missing', 'The project holds no table yet.', 'Open a table first.');
    },
    isStill: (of) => of.path === file.path && of.dataset === (dataset?.id ?? null),
    column: (name) => {
      const found = session.dataset().columns.find((column) => column.name === name);
      if (found) return found;
      throw new LensError(
        'missing',
        `There is no column '${name}'.`,
        `The columns are: ${session
          .dataset()
          .columns.map((column) => column.name)
          .join(', ')}.`,
      );
    },
    cells: (name) => {
      const known = cells.get(name);
      if (known) return known;
      session.column(name);
      const read = file.readCells(name);
      cells.set(name, read);
      return read;
    },
    recall: (key, compute) => recall(key, compute),
    notice: (words) => {
      notices.push(words);
    },
    columnsChanged: () => {
      dataset = file.readDataset();
      for (const name of cells.keys()) if (!dataset?.columns.some((column) => column.name === name)) cells.delete(name);
    },
    forget: () => {
      cells.clear();
      recall = createRecall(4);
      dataset = file.readDataset();
    },
    project: () => ({ path: file.path, name, dataset, fits: file.fits(), view: file.readView(), notices }),
  };
  return session;
}
