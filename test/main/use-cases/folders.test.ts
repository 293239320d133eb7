import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { prepareFolders } from '../../../src/main/use-cases/folders.ts';

const home = mkdtempSync(join(tmpdir(), 'lens-folders-'));
afterAll(() => rmSync(home, { recursive: true }));

it('old uploads and downloads go, fresh ones and every project stay', () => {
  const folders = { projects: join(home, 'projects'), inbox: join(home, 'inbox'), outbox: join(home, 'outbox') };
  prepareFolders(folders);
  const put = (folder: string, name: string, days: number) => {
    const path = join(folder, name);
    writeFileSync(path, 'x');
    const then = Date.now() / 1000 - days * 86_400;
    utimesSync(path, then, then);
    return path;
  };
  const stay = [put(folders.projects, 'old.lens', 400), put(folders.inbox, 'fresh', 6), put(folders.outbox, 'fresh', 0.5)];
  const go = [put(folders.inbox, 'old', 8), put(folders.outbox, 'old', 2)];
  prepareFolders(folders);
  expect(stay.filter((path) => !existsSync(path))).toEqual([]);
  expect(go.filter((path) => existsSync(path))).toEqual([]);
});
