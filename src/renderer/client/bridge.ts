import type { CallName, Input, LensEvent, Output, Result } from '../../shared/contract.ts';
import { fromErrorValue, LensError } from '../../shared/errors.ts';
import type { Client, FileKind } from '../client.ts';
import { plain } from './plain.ts';

/** What Electron's preload puts on the window. */
export interface Bridge {
  call(name: string, input: unknown): Promise<Result<unknown>>;
  subscribe(listener: (event: LensEvent) => void): () => void;
  pathForFile(file: File): string;
  chooseOpen(kind: FileKind): Promise<string | null>;
  chooseSave(name: string): Promise<string | null>;
  onCommand(listener: (id: string) => void): () => void;
  readonly platform: string;
}

/** The contract over Electron's IPC. Files are read where they lie. */
export function bridgeClient(bridge: Bridge): Client {
  return {
    shell: 'electron',
    async call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
      const result = await bridge.call(name, plain(input));
      if (!result.ok) throw fromErrorValue(result.error);
      return result.value as Output<N>;
    },
    subscribe: (listener) => bridge.subscribe(listener),
    watchConnection(listener) {
      listener('open');
      return () => {};
    },
    onCommand: (listener) => bridge.onCommand(listener),
    async upload(file) {
      const path = bridge.pathForFile(file);
      if (path === '')
        throw new LensError(
          'input',
          `'${file.name}' is not a file on this machine.`,
          'Save it to a folder first, then drop it from there.',
        );
      return { kind: 'path', path };
    },
    async chooseOpen(kind) {
      const path = await bridge.chooseOpen(kind);
      return path === null ? null : { kind: 'path', path };
    },
    async chooseSave(name) {
      const path = await bridge.chooseSave(name);
      return path === null ? null : { kind: 'path', path };
    },
    async deliver() {},
  };
}
