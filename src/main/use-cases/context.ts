import type { LensEvent } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import type { Pool } from '../jobs/pool.ts';
import type { Jobs } from '../jobs/registry.ts';
import type { Folders } from './folders.ts';
import type { Session } from './session.ts';

/** What every use case is given. */
export interface Context {
  readonly folders: Folders;
  readonly settingsFile: string;
  readonly recentFile: string;
  readonly samplesFolder: string;
  readonly version: string;
  readonly threads: number;
  /** Projects live in memory: for the command line. */
  readonly memory: boolean;
  readonly jobs: Jobs;
  /** Fits, as many threads as the machine should give. */
  readonly heavy: Pool;
  /** Everything a person waits for: reading, rows, exports. One thread of its own, never behind a fit. */
  readonly light: Pool;
  readonly desk: Desk;
  emit(event: LensEvent): void;
}

/** The one project that is open, or none. */
export interface Desk {
  readonly session: Session | null;
  /** Ends the jobs of the project (but the one that asks) before it closes it, then takes the next. */
  replace(next: Session | null, asking?: number): Promise<void>;
}

export function openSession(context: Context): Session {
  if (context.desk.session) return context.desk.session;
  throw new LensError('missing', 'No project is open.', 'Open a table or a project first.');
}

/** What is to be written after a wait: the check throws ('cancelled') when another project, or another table, has taken the place of this one. */
export function standing(context: Context, session: Session): () => void {
  const of = { path: session.file.path, dataset: session.dataset().id };
  return () => {
    if (context.desk.session === session && session.isStill(of)) return;
    throw new LensError('cancelled', 'Another table was opened in the meantime.');
  };
}
