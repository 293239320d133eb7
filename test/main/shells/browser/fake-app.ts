import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, Folders } from '../../../../src/main/app.ts';
import type { CallName, LensEvent, Output, Parsed } from '../../../../src/shared/contract.ts';
import { LensError } from '../../../../src/shared/errors.ts';

type Calls = { [N in CallName]?: (input: Parsed<N>) => Output<N> | Promise<Output<N>> };

export interface FakeApp extends App {
  /** How many listen to its events. */
  readonly listeners: ReadonlySet<(event: LensEvent) => void>;
  emit(event: LensEvent): void;
}

export function fakeApp(folders: Folders, calls: Calls = {}): FakeApp {
  const listeners = new Set<(event: LensEvent) => void>();
  return {
    folders,
    listeners,
    async call(name, input) {
      const call = calls[name];
      if (!call) throw new LensError('missing', `The fake knows no ${name}.`);
      return call(input);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(event) {
      for (const listener of listeners) listener(event);
    },
    async close() {},
  };
}

export interface House {
  readonly folders: Folders;
  readonly renderer: string;
  readonly root: string;
  remove(): void;
}

/** Folders as an application has them, and a renderer of two files. */
export function makeHouse(): House {
  const root = mkdtempSync(join(tmpdir(), 'latent-lens-test-'));
  const folder = (name: string) => {
    mkdirSync(join(root, name), { recursive: true });
    return join(root, name);
  };
  const renderer = folder('renderer');
  folder('renderer/assets');
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Latent Lens</title>');
  writeFileSync(join(renderer, 'assets', 'index-A_b1-.js'), 'export {};');
  writeFileSync(join(root, 'secret.txt'), 'secret');
  return {
    root,
    renderer,
    folders: { projects: folder('projects'), inbox: folder('inbox'), outbox: folder('outbox') },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export const jobEvent = (id: number, detail: string): LensEvent => ({
  name: 'job',
  value: { id, kind: 'fit', title: 'Fit', status: 'running', share: null, eta: null, detail, error: null, result: null },
});
