import { existsSync, readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProjectFile, type ProjectFile } from '../../../src/main/store/project-file.ts';
import { startChild } from './child.ts';
import { detail, finish, generation, random, search, temporaryFolder } from './samples.ts';

let folder: ReturnType<typeof temporaryFolder>;
const path = (): string => folder.at('a.lens');
/** Moments are drawn anew each time; the seed is told when a test fails. */
const seed = Date.now() % 2 ** 31;
const draw = random(seed);
const told = `(moments drawn with seed ${seed})`;

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

function inProject<T>(use: (project: ProjectFile) => T, at = path()): T {
  const project = openProjectFile(at);
  try {
    return use(project);
  } finally {
    project.close();
  }
}

/** Past the application: a sound file, and rows of nothing but the project's data set. */
function assertSound(at = path()): void {
  const db = new Sqlite(at);
  expect(db.pragma('integrity_check', { simple: true }), told).toBe('ok');
  expect(db.pragma('foreign_key_check'), told).toEqual([]);
  for (const table of ['data_column', 'chunk', 'level_chunk', 'fit', 'selection'])
    expect(
      db.prepare(`SELECT count(*) FROM ${table} WHERE dataset IS NOT (SELECT dataset FROM project)`).pluck().get(),
      told,
    ).toBe(0);
  expect(db.prepare('SELECT count(*) FROM dataset').pluck().get()).toBeLessThanOrEqual(1);
  db.close();
  const left = readdirSync(folder.path).map((name) => folder.at(name));
  expect(
    left.filter((name) => name.endsWith('.tmp') || name.startsWith(`${at}-`)),
    told,
  ).toEqual([]);
}

/** The whole data set is of one generation, cell by cell. */
function assertGeneration(project: ProjectFile, number: number): void {
  const [about, cells] = generation(number);
  expect(project.readDataset(), told).toMatchObject({ rows: about.rows, source: about.source });
  about.columns.forEach(({ name }, j) => {
    const read = project.readCells(name);
    const written = cells[j]!;
    expect(read.kind).toBe(written.kind);
    if (read.kind === 'values' && written.kind === 'values')
      expect(Buffer.compare(Buffer.from(read.values), Buffer.from(written.values)), told).toBe(0);
    if (read.kind === 'codes' && written.kind === 'codes') {
      expect(read.levels).toEqual(written.levels);
      expect(Buffer.compare(Buffer.from(read.codes), Buffer.from(written.codes)), told).toBe(0);
    }
  });
}

describe('a process killed while it reads data in', () => {
  it('leaves the data that it acknowledged, or newer, whole, and nothing else (8 moments)', async () => {
    inProject((project) => finish(project.writeDataset(...generation(0))));
    let newest = 0;
    for (let round = 0; round < 8; round++) {
      const child = startChild('imports', path(), String(newest + 1));
      await child.line('data');
      await setTimeout(draw() * 150);
      await child.kill();
      const acknowledged = Number(child.lines.at(-1)?.split(' ')[2]);
      inProject((project) => {
        const found = Number(project.readDataset()?.source.name.split(' ')[1]);
        // The next one may be done and its line not yet printed.
        expect([acknowledged, acknowledged + 1], told).toContain(found);
        assertGeneration(project, found);
        newest = found;
      });
      assertSound();
    }
  });

  it.each([1, 2, 5, 9, 10])('at step %i of 10 leaves the former data, fits and selection', async (step) => {
    inProject((project) => {
      finish(project.writeDataset(...generation(0)));
      project.addCandidate(project.addFit({ ...search(), status: 'done' }), detail(1));
      project.writeSelection(new Uint8Array(150_000).fill(3));
    });
    const child = startChild('import-to', path(), '7', String(step));
    expect(await child.ended).toBe('SIGKILL');
    expect(child.lines).toEqual(['stepped']);
    inProject((project) => {
      expect(project.notices).toEqual([
        'Reading new data was interrupted before it was done; the project has the data that it had before.',
      ]);
      assertGeneration(project, 0);
      expect(project.fits()[0]?.candidates).toHaveLength(1);
      expect(project.readSelection()).toEqual(new Uint8Array(150_000).fill(3));
    });
    assertSound();
  });

  it('after the last step leaves the new data', async () => {
    inProject((project) => finish(project.writeDataset(...generation(0))));
    const child = startChild('import-to', path(), '7', '11');
    expect(await child.ended).toBe('SIGKILL');
    expect(child.lines).toEqual(['done', 'stepped']);
    inProject((project) => {
      expect(project.notices).toEqual([]);
      assertGeneration(project, 7);
    });
    assertSound();
  });
});

describe('a process killed while it fits', () => {
  it('leaves every fit and candidate that it acknowledged, and at most one more (8 moments)', async () => {
    inProject((project) => finish(project.writeDataset(...generation(0, 3))));
    for (let round = 0; round < 8; round++) {
      const child = startChild('fits', path());
      await child.line('candidate');
      await setTimeout(draw() * 80);
      await child.kill();
      inProject((project) => {
        const found = project.fits();
        const acknowledged = child.lines.map((line) => line.split(' '));
        let candidates = 0;
        for (const [word, id, k] of acknowledged) {
          const fit = found.find((each) => each.id === Number(id));
          expect(fit, told).toBeDefined();
          if (word === 'candidate') {
            candidates++;
            expect(project.readDetail({ fit: Number(id), k: Number(k), family: 'VVV' }), told).toEqual(detail(Number(k)));
          }
          if (word === 'end') expect(fit, told).toMatchObject({ status: 'done', seconds: Number(id) / 8 });
        }
        expect(found.some((fit) => fit.status === 'running')).toBe(false);
        const kept = found.reduce((sum, fit) => sum + fit.candidates.length, 0);
        expect([candidates, candidates + 1], told).toContain(kept);
        for (const fit of found) project.removeFit(fit.id);
      });
      assertSound();
    }
  });
});

describe('a process killed while it saves', () => {
  it('leaves its project, and under the new name nothing or a whole copy (8 moments or more)', async () => {
    inProject((project) => finish(project.writeDataset(...generation(0))));
    const target = folder.at('copy.lens');
    let former = 0;
    let within = 0;
    // At least one of them within a copy: otherwise they say nothing.
    for (let round = 0; round < 8 || (within === 0 && round < 40); round++) {
      const child = startChild('saves', path(), target);
      await child.line('view');
      await setTimeout(draw() * 120);
      await child.kill();
      if (readdirSync(folder.path).some((name) => name.endsWith('.tmp'))) within++;
      const last = (word: string): number => Number(child.lines.findLast((line) => line.startsWith(word))?.split(' ')[1] ?? 0);
      inProject((project) => {
        assertGeneration(project, 0);
        const number = Number(project.readView().form.number);
        expect([last('view'), last('view') + 1], told).toContain(number);
      });
      assertSound();
      const saved = last('saved') || former;
      if (!existsSync(target)) {
        expect(saved, told).toBe(0);
        continue;
      }
      inProject((copy) => {
        assertGeneration(copy, 0);
        former = Number(copy.readView().form.number);
        if (last('view') > 0 && saved > 0) expect([saved, last('view')], told).toContain(former);
      }, target);
      assertSound(target);
    }
    expect(within, told).toBeGreaterThan(0);
  });
});

describe('a process killed while it creates projects', () => {
  it('leaves no half project (6 moments)', async () => {
    for (let round = 0; round < 6; round++) {
      const child = startChild('creations', folder.at(`r${round}`));
      await child.line('begin');
      await setTimeout(draw() * 60);
      await child.kill();
      const created = child.lines.filter((line) => line.startsWith('created')).length;
      const names = readdirSync(folder.path).filter((name) => name.startsWith(`r${round}-`) && name.endsWith('.lens'));
      expect(names.length, told).toBeGreaterThanOrEqual(created);
      for (const name of names) {
        expect(
          inProject((project) => project.readDataset(), folder.at(name)),
          told,
        ).toBeNull();
        assertSound(folder.at(name));
      }
      // Opening one swept up what was under way.
      inProject(() => {});
      expect(
        readdirSync(folder.path).filter((name) => name.endsWith('.tmp')),
        told,
      ).toEqual([]);
    }
  });
});
