import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LatentOptions } from '../../../src/shared/model/latent.ts';
import { FitOptions } from '../../../src/shared/model/mixture.ts';
import type { Project } from '../../../src/shared/model/project.ts';
import { ScoreboardOptions } from '../../../src/shared/model/scoreboard.ts';
import { type TestApp, testApp, twoGroups } from './application.ts';

let test: TestApp;
beforeEach(() => {
  test = testApp();
});
afterEach(() => test.close());

const read = () => test.app.call('project.read', {});
const told = (when: (project: Project) => boolean) =>
  new Promise<Project>((found) =>
    test.app.subscribe((event) => event.name === 'project' && when(event.value) && found(event.value)),
  );

describe('a project', () => {
  it('is a file from the moment its table is read, named after it', async () => {
    await test.table('geyser.csv', twoGroups());
    const { path, name } = await read();
    expect(name).toBe('geyser');
    expect(existsSync(path!)).toBe(true);
    await test.table('geyser.csv', twoGroups());
    expect((await read()).name).toBe('geyser 2');
  });

  it('is left alone when the next file cannot be read', async () => {
    await test.table('groups.csv', twoGroups());
    await test.fit({ columns: ['a', 'b'] });
    const before = await read();
    await expect(test.table('empty.csv', '')).rejects.toMatchObject({ code: 'input' });
    expect(await read()).toEqual(before);
    expect(readdirSync(test.app.folders.projects).filter((name) => name.endsWith('.lens'))).toEqual(['groups.lens']);
  });

  it('that is closed while something of it is being prepared has nothing begun in it, nor has the next', async () => {
    await test.table('groups.csv', twoGroups());
    const { path, dataset } = await read();
    const columns = ['a', 'b'];
    const asked = [
      test.app.call('fit.start', FitOptions.parse({ columns, ks: [2], families: ['VVV'] })),
      test.app.call('latent.start', { options: LatentOptions.parse({ columns }), backend: 'plain' }),
      test.app.call('scoreboard.start', ScoreboardOptions.parse({ columns, models: ['gaussian-full'] })),
    ];
    const ends = Promise.allSettled(asked);
    await test.app.call('project.close', {});
    await test.table('groups.csv', twoGroups());
    for (const end of await ends) expect(end).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
    expect((await test.app.call('jobs.list', {})).filter(({ status }) => status === 'running')).toEqual([]);
    for (const one of [await read(), await test.app.call('project.open', { path: path! })]) {
      expect(one.dataset?.rows).toBe(dataset!.rows);
      expect(one.fits).toEqual([]);
    }
  });

  it('that is opened again says which fit no longer agrees with its data', async () => {
    await test.table('groups.csv', twoGroups());
    await test.fit({ columns: ['a', 'b'] });
    const { path } = await read();
    await test.app.call('project.close', {});
    const file = new Database(path!);
    const { detail } = file.prepare('SELECT detail FROM candidate').get() as { detail: string };
    const changed = JSON.parse(detail);
    changed.mixture.means[0][0] += 1;
    file.prepare('UPDATE candidate SET detail = ?').run(JSON.stringify(changed));
    file.close();
    const noticed = told((project) => project.notices.length > 0);
    await test.app.call('project.open', { path: path! });
    expect((await noticed).notices[0]).toMatch(/stored log-likelihood is .* but the data give .* Do not trust this fit/);
  });

  it('that is sound opens without a word', async () => {
    await test.table('groups.csv', twoGroups());
    await test.fit({ columns: ['a', 'b'] });
    const { path } = await read();
    await test.app.call('project.close', {});
    expect((await test.app.call('project.open', { path: path! })).notices).toEqual([]);
    await test.app.call('fit.rows', { fit: 1, k: 2, family: 'VVV' });
    expect((await read()).notices).toEqual([]);
  });

  it('saved under another name goes on there, and the first stays as it was', async () => {
    await test.table('groups.csv', twoGroups());
    const first = (await read()).path!;
    const { job } = await test.app.call('project.saveAs', { path: 'other' });
    const path = await test.done(job);
    expect(path).toBe(join(test.app.folders.projects, 'other.lens'));
    await test.fit({ columns: ['a', 'b'] });
    expect((await read()).fits).toHaveLength(1);
    expect((await test.app.call('project.open', { path: first })).fits).toEqual([]);
  });

  it('that is open is not deleted', async () => {
    await test.table('groups.csv', twoGroups());
    const { path } = await read();
    await expect(test.app.call('project.delete', { path: path! })).rejects.toMatchObject({ code: 'usage' });
    expect(existsSync(path!)).toBe(true);
    await test.app.call('project.close', {});
    await test.app.call('project.delete', { path: path! });
    expect(existsSync(path!)).toBe(false);
  });

  it('ends its fit when another table takes its place', async () => {
    await test.table('groups.csv', twoGroups(2000));
    const path = (await read()).path!;
    const running = test.fit({ columns: ['a', 'b'], ks: [9], starts: 500 });
    const outcome = expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await new Promise<void>((begun) => test.app.subscribe((event) => event.name === 'trace' && begun()));
    await test.table('next.csv', twoGroups());
    await outcome;
    expect((await test.app.call('project.open', { path })).fits[0]?.status).toBe('cancelled');
  });
});
