import type { CallName, Input, LensEvent, Output, Target } from '../shared/contract.ts';
import type { ReadSource } from '../shared/model/dataset.ts';

/**
 * The contract as the renderer sees it, over Electron's IPC (client/bridge.ts) or a WebSocket (client/browser.ts).
 * Calls reject with LensError, and never hang: when the line to the application breaks, what waits for an answer rejects.
 */
export type Connection = 'connecting' | 'open' | 'lost';

export type FileKind = 'table' | 'project' | 'model';

/** What a person picked: a path of this machine, or a file that the browser holds. */
export type Chosen = { readonly kind: 'path'; readonly path: string } | { readonly kind: 'file'; readonly file: File };

export interface UploadWatch {
  progress(share: number): void;
  readonly signal: AbortSignal;
}

export interface Client {
  readonly shell: 'electron' | 'browser';
  call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
  subscribe(listener: (event: LensEvent) => void): () => void;
  /** Tells how the line stands: at once, and whenever that changes. */
  watchConnection(listener: (connection: Connection) => void): () => void;
  /** Commands that the shell's own menu asks for, by the ids of commands.ts. */
  onCommand(listener: (id: string) => void): () => void;
  /** Makes a dropped or picked file readable for the application: its path, or an upload. */
  upload(file: File, watch?: UploadWatch): Promise<Exclude<ReadSource, { kind: 'sample' | 'again' }>>;
  chooseOpen(kind: FileKind): Promise<Chosen | null>;
  /** Where an export goes: asked for in Electron, a download under this name in the browser. */
  chooseSave(name: string): Promise<Target | null>;
  /** Hands a finished export over: starts the download in the browser, nothing for a path. */
  deliver(target: Target, result: string | number | null): Promise<void>;
}
