import { copyFileSync, existsSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import { expect } from 'vitest';
import { ViewState } from '../../src/shared/model/project.ts';
import type { Visitor } from './visitor.ts';

/** One test for each call: what it does, and how it fails. */
export const callsOfProjects = {
  async 'app.about'({ ok }: Visitor) {
    const { version, threads, projectsFolder } = await ok('app.about', {});
    expect(version).not.toBe('');
    expect(threads).toBeGreaterThanOrEqual(1);
    expect(isAbsolute(projectsFolder)).toBe(true);
    expect(existsSync(projectsFolder)).toBe(true);
  },

  async 'settings.read'({ ok }: Visitor) {
    expect(['system', 'light', 'dark']).toContain((await ok('settings.read', {})).theme);
  },

  async 'settings.write'({ ok, fails }: Visitor) {
    expect(await ok('settings.write', { theme: 'dark', threads: 2 })).toMatchObject({ theme: 'dark', threads: 2, ellipse: 0.5 });
    expect(await ok('settings.read', {})).toMatchObject({ theme: 'dark', threads: 2 });
    expect(await fails('settings.write', { theme: 'pink' })).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('settings.write at theme'),
    });
    expect(await ok('settings.read', {})).toMatchObject({ theme: 'dark', threads: 2 });
    expect(await ok('settings.write', {})).toMatchObject({ theme: 'system', threads: null });
  },

  async 'project.read'({ ok, sample, door }: Visitor) {
    await ok('project.close', {});
    expect(await ok('project.read', {})).toMatchObject({ path: null, dataset: null, fits: [], view: { view: 'welcome' } });
    const dataset = await sample('old-faithful');
    const project = await ok('project.read', {});
    expect(project).toMatchObject({ dataset: { rows: 272, columns: [{ name: 'eruptions' }, { name: 'waiting' }] }, fits: [] });
    expect(isAbsolute(project.path!)).toBe(true);
    const told = await door.next(({ name, value }) => name === 'project' && value.path === project.path);
    expect(told.value).toMatchObject({ name: project.name, dataset });
  },

  async 'project.recent'({ ok, sample }: Visitor) {
    await sample('old-faithful');
    const { path, name } = await ok('project.read', {});
    const listed = (await ok('project.recent', {})).find((recent) => recent.path === path)!;
    expect(listed.name).toBe(name);
    expect(listed.bytes).toBeGreaterThan(0);
    expect(Number.isNaN(Date.parse(listed.modified))).toBe(false);
  },

  async 'project.open'({ ok, fails, fitted, file }: Visitor) {
    await fitted();
    const before = await ok('project.read', {});
    await ok('project.close', {});
    expect(await ok('project.open', { path: before.path! })).toEqual(before);
    expect(await ok('project.read', {})).toEqual(before);

    const absent = join(await file('x', ''), 'absent.lens');
    expect(await fails('project.open', { path: absent })).toMatchObject({
      code: 'missing',
      message: expect.stringContaining(absent),
      hint: expect.stringMatching(/./),
    });
    expect(await fails('project.open', { path: await file('no.lens', 'no project') })).toMatchObject({ code: 'input' });
    expect(await fails('project.open', { path: '' })).toMatchObject({ code: 'usage' });
    expect(await ok('project.read', {})).toEqual(before);
  },

  async 'project.adopt'({ ok, fails, sample, folder }: Visitor) {
    const dataset = await sample('old-faithful');
    const { path } = await ok('project.read', {});
    await ok('project.close', {});
    const upload = 'adopted0'.repeat(4);
    copyFileSync(path!, join(await folder('inbox'), upload));
    const project = await ok('project.adopt', { upload, name: 'Brought along.lens' });
    expect(project).toMatchObject({ name: 'Brought along', dataset: { rows: dataset.rows, columns: dataset.columns } });
    expect(project.path!.startsWith(await folder('projects'))).toBe(true);
    for (const id of [upload, '0'.repeat(32), '../projects/x', '..'])
      expect(await fails('project.adopt', { upload: id, name: 'a.lens' })).toMatchObject({ code: 'missing' });
    expect(await ok('project.read', {})).toEqual(project);
  },

  async 'project.close'({ ok, sample, door }: Visitor) {
    await sample('old-faithful');
    const { path } = await ok('project.read', {});
    expect(await ok('project.close', {})).toMatchObject({ path: null, dataset: null });
    await door.next(({ name, value }) => name === 'project' && value.path === null);
    expect(await ok('project.close', {})).toMatchObject({ path: null, dataset: null });
    expect(existsSync(path!)).toBe(true);
  },

  async 'project.saveAs'({ ok, fails, done, fitted, file, door }: Visitor) {
    await fitted();
    const before = await ok('project.read', {});
    const path = join(await file('x', ''), '..', 'Saved as.lens');
    const { job } = await ok('project.saveAs', { path });
    expect(await done(job)).toBe(path);
    await door.next(({ name, value }) => name === 'project' && value.path === path);
    const after = await ok('project.read', {});
    expect(after).toEqual({ ...before, path, name: 'Saved as' });
    expect(existsSync(before.path!)).toBe(true);
    expect(await fails('project.saveAs', { path: join(path, 'no folder', 'a.lens') })).toMatchObject({ code: 'input' });
    await ok('project.close', {});
    expect(await fails('project.saveAs', { path })).toMatchObject({ code: 'missing' });
  },

  async 'export.project'({ ok, fails, done, sample, file, folder }: Visitor) {
    await sample('old-faithful');
    const { path, dataset } = await ok('project.read', {});
    const copy = join(await file('x', ''), '..', 'Copy.lens');
    const { job } = await ok('export.project', { target: { kind: 'path', path: copy } });
    expect(await done(job)).toBe(copy);
    expect((await ok('project.read', {})).path).toBe(path);

    const download = await ok('export.project', { target: { kind: 'download', name: 'Copy.lens' } });
    const id = String(await done(download.job));
    expect(id).toMatch(/^[a-z0-9]{16,64}$/);
    expect(existsSync(join(await folder('outbox'), id))).toBe(true);

    expect((await ok('project.open', { path: copy })).dataset).toEqual(dataset);
    await ok('project.close', {});
    expect(await fails('export.project', { target: { kind: 'path', path: copy } })).toMatchObject({ code: 'missing' });
  },

  async 'project.delete'({ ok, fails, sample, file }: Visitor) {
    await sample('old-faithful');
    const { path } = await ok('project.read', {});
    expect(await fails('project.delete', { path: path! })).toMatchObject({ code: 'usage' });
    await ok('project.close', {});
    const left = await ok('project.delete', { path: path! });
    expect(left.map((recent) => recent.path)).not.toContain(path);
    expect(existsSync(path!)).toBe(false);
    const foreign = await file('foreign.lens', 'not ours');
    await ok('project.delete', { path: foreign });
    expect(existsSync(foreign), basename(foreign)).toBe(true);
  },

  async 'project.remember'({ ok, fails, sample }: Visitor) {
    await sample('old-faithful');
    const { path } = await ok('project.read', {});
    const view = {
      ...ViewState.parse({}),
      view: 'mixture' as const,
      chosen: ['waiting'],
      x: 'waiting',
      y: null,
      shown: { fit: 1, k: 2, family: 'VVV' },
      merges: [{ fit: 1, k: 2, family: 'VVV', groups: [[1, 2]] }],
      ellipse: 0.95,
      form: { ks: [1, 2], deep: { text: 'ä' } },
    };
    await ok('project.remember', view);
    await ok('project.close', {});
    expect((await ok('project.open', { path: path! })).view).toEqual(view);
    expect(await fails('project.remember', { ...view, view: 'kitchen' })).toMatchObject({ code: 'usage' });
    expect((await ok('project.read', {})).view).toEqual(view);

    // What was seen of another project, or of another table, is not written into this one.
    const { path: here, dataset } = await ok('project.read', {});
    const other = { ...view, chosen: ['eruptions'] };
    await ok('project.remember', { ...other, of: { path: null, dataset: null } });
    await ok('project.remember', { ...other, of: { path: here, dataset: dataset!.id + 1 } });
    expect((await ok('project.read', {})).view).toEqual(view);
    await ok('project.remember', { ...other, of: { path: here, dataset: dataset!.id } });
    expect((await ok('project.read', {})).view).toEqual(other);
  },
};
