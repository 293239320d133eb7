import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProjectFile, type ProjectFile } from '../../../src/main/store/project-file.ts';
import { ViewState } from '../../../src/shared/model/project.ts';
import { startChild } from './child.ts';
import { detail, finish, generation, search, temporaryFolder } from './samples.ts';

let folder: ReturnType<typeof temporaryFolder>;
let project: ProjectFile;
const target = (): string => folder.at('copy.lens');
const quiet = { progress: () => {}, signal: new AbortController().signal };
const others = (): string[] => readdirSync(folder.path).filter((name) => !/^(a|copy)\.lens(-wal)?$/.test(name));

beforeEach(() => {
  folder = temporaryFolder();
  project = openProjectFile(folder.at('a.lens'));
  finish(project.writeDataset(...generation(1)));
});
afterEach(() => {
  project.close();
  folder.remove();
});

const inCopy = <T>(use: (copy: ProjectFile) => T): T => {
  const copy = openProjectFile(target());
  try {
    return use(copy);
  } finally {
    copy.close();
  }
};

describe('a copy', () => {
  it('is whole: data, fits, view and selection', async () => {
    const id = project.addFit({ ...search(), status: 'done' });
    project.addCandidate(id, detail(2));
    project.writeView(ViewState.parse({ view: 'mixture' }));
    project.writeSelection(new Uint8Array(150_000).fill(5));
    await project.copyTo(target(), quiet);
    inCopy((copy) => {
      expect(copy.notices).toEqual([]);
      expect(copy.readDataset()).toEqual(project.readDataset());
      for (const name of ['x', 'kind', 'y']) expect(copy.readCells(name)).toEqual(project.readCells(name));
      expect(copy.fits()).toEqual(project.fits());
      expect(copy.readDetail({ fit: id, k: 2, family: 'VVV' })).toEqual(detail(2));
      expect(copy.readView()).toEqual(project.readView());
      expect(copy.readSelection()).toEqual(project.readSelection());
    });
    expect(others()).toEqual([]);
  });

  it('goes its own way afterwards', async () => {
    await project.copyTo(target(), quiet);
    inCopy((copy) => finish(copy.writeDataset(...generation(2, 5))));
    expect(project.readDataset()?.rows).toBe(150_000);
    project.writeView(ViewState.parse({ view: 'data' }));
    expect(inCopy((copy) => copy.readView().view)).toBe('welcome');
  });

  it('tells the share done, rising to 1, and lets others go on between', async () => {
    const shares: number[] = [];
    let turns = 0;
    const turn = (): void => {
      turns++;
      if (shares.at(-1) !== 1) setImmediate(turn);
    };
    setImmediate(turn);
    await project.copyTo(target(), { ...quiet, progress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    expect(turns).toBeGreaterThan(2);
  });

  it('has what was written while it was made', async () => {
    let written = false;
    await project.copyTo(target(), {
      ...quiet,
      progress: (share) => {
        if (share < 0.3 || written) return;
        written = true;
        project.writeView(ViewState.parse({ view: 'export' }));
      },
    });
    expect(written).toBe(true);
    expect(inCopy((copy) => copy.readView().view)).toBe('export');
    expect(project.readView().view).toBe('export');
  });

  it('replaces a former one, also with the log that a killed process left', async () => {
    const child = startChild('hold', target());
    await child.line('held');
    await child.kill();
    expect(existsSync(`${target()}-wal`)).toBe(true);
    await project.copyTo(target(), quiet);
    expect(existsSync(`${target()}-wal`)).toBe(false);
    inCopy((copy) => {
      expect(copy.readView().view).toBe('welcome');
      expect(copy.readDataset()?.rows).toBe(150_000);
    });
  });

  it('does not take up the log of a file that was deleted', async () => {
    const former = openProjectFile(folder.at('b.lens'));
    finish(former.writeDataset(...generation(2, 10)));
    copyFileSync(folder.at('b.lens-wal'), `${target()}-wal`);
    former.close();
    await project.copyTo(target(), quiet);
    expect(existsSync(`${target()}-wal`)).toBe(false);
    expect(inCopy((copy) => copy.readDataset()?.rows)).toBe(150_000);
  });

  it('replaces a file of any kind', async () => {
    writeFileSync(target(), 'x,y\n');
    await project.copyTo(target(), quiet);
    expect(inCopy((copy) => copy.readDataset()?.rows)).toBe(150_000);
  });

  it('of a project in memory can be made', async () => {
    const memory = openProjectFile(':memory:');
    finish(memory.writeDataset(...generation(3, 10)));
    await memory.copyTo(target(), quiet);
    expect(memory.path).toBeNull();
    memory.close();
    expect(inCopy((copy) => copy.readDataset()?.source.name)).toBe('generation 3');
  });

  it('through a link replaces what the link leads to', async () => {
    mkdirSync(folder.at('elsewhere'));
    const real = folder.at('elsewhere/copy.lens');
    openProjectFile(real).close();
    symlinkSync(real, target());
    await project.copyTo(target(), quiet);
    const copy = openProjectFile(real);
    expect(copy.readDataset()?.rows).toBe(150_000);
    copy.close();
  });
});

describe('a copy that is cancelled', () => {
  it('leaves the former file and nothing else', async () => {
    writeFileSync(target(), 'former');
    const abort = new AbortController();
    const copying = project.copyTo(target(), {
      signal: abort.signal,
      progress: (share) => {
        if (share > 0.3) abort.abort();
      },
    });
    await expect(copying).rejects.toMatchObject({ code: 'cancelled' });
    expect(readFileSync(target(), 'utf8')).toBe('former');
    expect(others()).toEqual([]);
    expect(project.readDataset()?.rows).toBe(150_000);
  });

  it('before it began makes no file', async () => {
    await expect(project.copyTo(target(), { ...quiet, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(existsSync(target())).toBe(false);
  });

  it('by closing the project leaves nothing', async () => {
    let closed = false;
    const copying = project.copyTo(target(), {
      ...quiet,
      progress: () => {
        if (closed) return;
        closed = true;
        setImmediate(() => project.close());
      },
    });
    await expect(copying).rejects.toMatchObject({ code: 'cancelled' });
    expect(existsSync(target())).toBe(false);
    expect(others()).toEqual([]);
    project = openProjectFile(folder.at('a.lens'));
    expect(project.readDataset()?.rows).toBe(150_000);
  });
});

describe('a copy is refused', () => {
  it('over the project itself, by any name', async () => {
    symlinkSync(folder.at('a.lens'), folder.at('copy.lens'));
    for (const path of [folder.at('a.lens'), target(), `${folder.path}/../${folder.path.split('/').at(-1)}/a.lens`])
      await expect(project.copyTo(path, quiet)).rejects.toThrow("the project's own file");
  });

  it('over a project that is in use', async () => {
    const child = startChild('hold', target());
    await child.line('held');
    await expect(project.copyTo(target(), quiet)).rejects.toThrow('in use');
    await child.kill();
    expect(inCopy((copy) => copy.readView().view)).toBe('data');
    expect(others()).toEqual([]);
  });

  it('over a folder, a write-protected file, or into a folder that is not there', async () => {
    mkdirSync(folder.at('inner'));
    await expect(project.copyTo(folder.at('inner'), quiet)).rejects.toThrow('is a folder');
    writeFileSync(target(), 'kept');
    chmodSync(target(), 0o444);
    await expect(project.copyTo(target(), quiet)).rejects.toThrow('cannot be written');
    expect(readFileSync(target(), 'utf8')).toBe('kept');
    await expect(project.copyTo(folder.at('nowhere/copy.lens'), quiet)).rejects.toMatchObject({ code: 'missing' });
    expect(others()).toEqual(['inner']);
  });
});
