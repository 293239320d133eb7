import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Visitor } from './visitor.ts';

export const callsOfColumns = {
  async 'column.add'({ ok, fails, done, fitted, file }: Visitor) {
    const candidate = await fitted();
    const { dataset, path, fits } = await ok('project.read', {});
    const rows = Uint8Array.from({ length: dataset!.rows }, (_, i) => (i < 3 ? 1 : 0));
    await ok('selection.write', { rows });
    await ok('column.add', { name: ' first three ', from: { kind: 'state', state: 'selected' } });
    await ok('column.add', { name: 'group', from: { kind: 'clusters', candidate } });
    await ok('column.add', { name: 'doubt', from: { kind: 'uncertainty', candidate } });

    const after = await ok('project.read', {});
    expect(after.fits).toEqual(fits);
    expect(after.dataset).toMatchObject({ id: dataset!.id, rows: dataset!.rows });
    expect(after.dataset!.columns.slice(2)).toMatchObject([
      { name: 'first three', type: 'boolean', missing: 0, made: 'rows that were selected' },
      { name: 'group', type: 'category', levelCount: 2, made: expect.stringContaining('clusters of K = 2, VVI') },
      { name: 'doubt', type: 'number', made: expect.stringContaining('uncertainty') },
    ]);
    const { labels, uncertainty } = await ok('fit.rows', candidate);
    const page = await ok('dataset.page', { from: 0, count: 1000 });
    expect(page.columns[2]).toEqual(Array.from(rows, (flag) => (flag ? 'yes' : 'no')));
    expect(page.columns[3]).toEqual(Array.from(labels, String));
    expect(page.columns[4]!.map(Number)).toEqual([...uncertainty]);

    const whole = { groups: [[1, 2]], names: ['all of them'] };
    await ok('column.add', { name: 'merged', from: { kind: 'clusters', candidate, ...whole } });
    await ok('column.add', { name: 'settled', from: { kind: 'uncertainty', candidate, groups: whole.groups } });
    const merged = await ok('dataset.cells', { columns: ['merged', 'settled'] });
    expect(merged.cells[0]).toMatchObject({ kind: 'codes', levels: ['1 all of them'], codes: new Int32Array(dataset!.rows) });
    expect(merged.cells[1]).toMatchObject({ kind: 'values', values: new Float64Array(dataset!.rows) });
    const torn = { kind: 'clusters', candidate, groups: [[1]] } as const;
    expect(await fails('column.add', { name: 'torn', from: torn })).toMatchObject({ code: 'usage' });
    const misnamed = { kind: 'clusters', candidate, names: ['one'] } as const;
    expect(await fails('column.add', { name: 'torn', from: misnamed })).toMatchObject({ code: 'usage' });
    await ok('column.remove', { name: 'merged' });
    await ok('column.remove', { name: 'settled' });

    const target = { kind: 'path' as const, path: join(await file('x', ''), '..', 'labels.csv') };
    await done((await ok('export.labels', { candidate, target })).job);
    expect(readFileSync(target.path, 'utf8')).toMatch(/^eruptions,waiting,first three,group,doubt,cluster,/);

    const state = { kind: 'state', state: 'hidden' } as const;
    expect(await fails('column.add', { name: 'group', from: state })).toMatchObject({ code: 'usage' });
    expect(await fails('column.add', { name: ' ', from: state })).toMatchObject({ code: 'usage' });
    const absent = { kind: 'clusters', candidate: { ...candidate, k: 7 } };
    expect(await fails('column.add', { name: 'other', from: absent })).toMatchObject({ code: 'missing' });

    await ok('project.close', {});
    const opened = await ok('project.open', { path: path! });
    expect(opened.dataset!.columns).toEqual(after.dataset!.columns);
    expect((await ok('dataset.page', { from: 0, count: 1000 })).columns).toEqual(page.columns);
  },

  async 'column.remove'({ ok, fails, done, sample }: Visitor) {
    await sample('old-faithful');
    await ok('column.add', { name: 'none', from: { kind: 'state', state: 'selected' } });
    expect(await fails('column.remove', { name: 'waiting' })).toMatchObject({ code: 'usage' });
    expect(await fails('column.remove', { name: 'absent' })).toMatchObject({ code: 'missing' });
    const options = { columns: ['eruptions'], ks: [1], families: ['VVV' as const], starts: 1, startLabels: 'none' };
    const { job, fit } = await ok('fit.start', options);
    await done(job);
    expect(await fails('column.remove', { name: 'none' })).toMatchObject({
      code: 'usage',
      message: expect.stringContaining('Fit'),
    });
    await ok('fit.delete', { fit });
    await ok('column.remove', { name: 'none' });
    expect((await ok('project.read', {})).dataset!.columns.map(({ name }) => name)).toEqual(['eruptions', 'waiting']);
    expect(await fails('dataset.cells', { columns: ['none'] })).toMatchObject({ code: 'missing' });
  },
};
