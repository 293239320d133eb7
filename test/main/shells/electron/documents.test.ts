import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { App } from '../../../../src/main/app.ts';
import { documentIn, openDocument } from '../../../../src/main/shells/electron/documents.ts';
import { openFilters, saveFilters } from '../../../../src/main/shells/electron/file-kinds.ts';
import { LensError } from '../../../../src/shared/errors.ts';

describe('the file that a command line names', () => {
  const here = resolve('/data');
  it('is the word after the application, seen from the caller’s folder', () => {
    expect(documentIn(['electron', 'out/main/electron.js', 'a.csv'], here, false)).toBe(resolve(here, 'a.csv'));
    expect(documentIn(['latent-lens', 'a.lens'], here, true)).toBe(resolve(here, 'a.lens'));
  });
  it('is found among Chromium’s switches', () => {
    expect(documentIn(['latent-lens', '--no-sandbox', '--x=y', '/data/b.csv'], here, true)).toBe(resolve('/data/b.csv'));
    expect(documentIn(['electron', '--no-sandbox', 'out/main/electron.js'], here, false)).toBeNull();
  });
  it('is none when only the application is named', () => {
    expect(documentIn(['electron', 'out/main/electron.js'], here, false)).toBeNull();
    expect(documentIn(['latent-lens'], here, true)).toBeNull();
  });
});

describe('a document', () => {
  const asked: unknown[] = [];
  const app = {
    call: async (name: string, input: unknown) => {
      asked.push([name, input]);
      if (JSON.stringify(input).includes('broken')) throw new LensError('input', 'It is damaged.', 'Take another.');
      return {};
    },
  } as unknown as App;

  it('is opened as a project by its ending, and read as a table otherwise', async () => {
    expect(await openDocument(app, '/d/a.LENS')).toBeNull();
    expect(await openDocument(app, '/d/a.csv')).toBeNull();
    expect(asked).toEqual([
      ['project.open', { path: '/d/a.LENS' }],
      ['dataset.read', { source: { kind: 'path', path: '/d/a.csv' }, options: {} }],
    ]);
  });
  it('says what is wrong with it', async () => {
    expect(await openDocument(app, '/d/broken.lens')).toEqual({
      code: 'input',
      message: 'It is damaged.',
      hint: 'Take another.',
    });
  });
});

describe('the native dialogs', () => {
  it('offer the kind that is asked for, and everything', () => {
    expect(openFilters('project')?.map(({ extensions }) => extensions)).toEqual([['lens'], ['*']]);
    expect(saveFilters('labels.CSV').map(({ extensions }) => extensions)).toEqual([['csv'], ['*']]);
    expect(saveFilters('labels').map(({ extensions }) => extensions)).toEqual([['*']]);
  });
  it('know no other kind', () => {
    expect(openFilters('constructor')).toBeNull();
  });
});
