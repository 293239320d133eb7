import type { Page } from '@playwright/test';
import type * as Electron from 'electron';

/** The running Electron shell as a test sees it: Electron itself, or its double. */
export interface Shell {
  readonly kind: 'electron' | 'double';
  /** The first window's page. */
  readonly page: Page;
  /** Runs a function in the main process, with the electron module. It must not use anything from around it. */
  evaluate<R, A = undefined>(deed: (electron: typeof Electron, argument: A) => R | Promise<R>, argument?: A): Promise<R>;
  /** Resolves with the exit code when the process is gone. */
  readonly exited: Promise<number | null>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** Words after the application's own: files to open, switches. */
  readonly args?: readonly string[];
  /** The folder for projects and settings, and for what the browser keeps. */
  readonly dataFolder: string;
}
