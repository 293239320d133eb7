import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { bits, longFit, type Visitor } from './visitor.ts';

export const callsOfData = {
  async 'samples.list'({ ok }: Visitor) {
    const samples = await ok('samples.list', {});
    expect(samples.map(({ id }) => id)).toContain('old-faithful');
    for (const sample of samples) for (const text of Object.values(sample)) expect(text).not.toBe('');
  },

  async 'jobs.list'({ ok, done }: Visitor) {
    const { job } = await ok('dataset.read', { source: { kind: 'sample', sample: 'iris' }, options: {} });
    expect((await ok('jobs.list', {})).map(({ id }) => id)).toContain(job);
    await done(job);
    const listed = (await ok('jobs.list', {})).find(({ id }) => id === job);
    expect(listed).toMatchObject({ kind: 'read', status: 'done', share: 1, error: null });
  },

  async 'jobs.cancel'({ ok, fails, ended, sample, door }: Visitor) {
    await sample('wine');
    const { job, fit } = await ok('fit.start', longFit);
    await door.next(({ name, value }) => name === 'job' && value.id === job && value.detail !== '');
    const since = performance.now();
    const cancelled = await ok('jobs.cancel', { job });
    expect(performance.now() - since).toBeLessThan(1000);
    expect(cancelled).toMatchObject({ id: job, kind: 'fit', status: 'cancelled', error: { code: 'cancelled' } });
    expect(await ended(job)).toEqual(cancelled);
    expect((await ok('project.read', {})).fits.find(({ id }) => id === fit)!.status).toBe('cancelled');
    expect(await ok('jobs.cancel', { job })).toEqual(cancelled);
    expect(await fails('jobs.cancel', { job: 1_000_000 })).toMatchObject({ code: 'missing' });
  },

  async 'selection.read'({ ok, sample }: Visitor) {
    await sample('old-faithful');
    const { rows } = await ok('selection.read', {});
    expect(rows).toBeInstanceOf(Uint8Array);
    expect(rows.every((flags) => flags === 0)).toBe(true);
  },

  async 'selection.write'({ ok, fails, sample }: Visitor) {
    const dataset = await sample('old-faithful');
    const { path } = await ok('project.read', {});
    const rows = Uint8Array.from({ length: dataset.rows }, (_, i) => i % 8);
    await ok('selection.write', { rows });
    expect(bits((await ok('selection.read', {})).rows).equals(bits(rows))).toBe(true);
    expect(await fails('selection.write', { rows: [...rows] })).toMatchObject({ code: 'usage' });
    expect(await fails('selection.write', { rows: new Float64Array(dataset.rows) })).toMatchObject({ code: 'usage' });
    await ok('project.close', {});
    await ok('project.open', { path: path! });
    expect(bits((await ok('selection.read', {})).rows).equals(bits(rows))).toBe(true);
    // What was seen of another project, or of another table, is not written into this one.
    const none = new Uint8Array(dataset.rows);
    await ok('selection.write', { rows: none, of: { path: null, dataset: dataset.id } });
    await ok('selection.write', { rows: none, of: { path: path!, dataset: dataset.id + 1 } });
    expect(bits((await ok('selection.read', {})).rows).equals(bits(rows))).toBe(true);
    await ok('selection.write', { rows: none, of: { path: path!, dataset: dataset.id } });
    expect(bits((await ok('selection.read', {})).rows).equals(bits(none))).toBe(true);
  },

  async 'dataset.read'({ ok, fails, ended, done, sample, file, folder, door }: Visitor) {
    const before = await sample('old-faithful');
    const read = async (input: Parameters<typeof ok<'dataset.read'>>[1]) => done((await ok('dataset.read', input)).job);

    const path = await file('numbers.csv', 'a;b\n1,5;x\n2,5;y\n');
    await read({ source: { kind: 'path', path }, options: {} });
    const guessed = await ok('project.read', {});
    expect(guessed).toMatchObject({ name: 'numbers', dataset: { rows: 2, source: { path, name: 'numbers.csv' } } });
    expect(guessed.dataset!.report.dialect).toMatchObject({ delimiter: ';', decimal: ',' });
    expect(guessed.dataset!.columns[0]).toMatchObject({ name: 'a', type: 'number', mean: 2 });

    const id = await read({ source: { kind: 'again' }, options: { types: { a: 'text' } } });
    const again = await ok('project.read', {});
    expect(again).toMatchObject({ path: guessed.path, dataset: { id, columns: [{ name: 'a', type: 'text' }, { name: 'b' }] } });

    const upload = 'f00d'.repeat(8);
    copyFileSync(path, join(await folder('inbox'), upload));
    await read({ source: { kind: 'upload', upload, name: 'Uploaded.csv' }, options: {} });
    const uploaded = await ok('project.read', {});
    expect(uploaded).toMatchObject({ name: 'Uploaded', dataset: { rows: 2, source: { name: 'Uploaded.csv' } } });

    const absent = join(path, 'absent.csv');
    const failed = await ended((await ok('dataset.read', { source: { kind: 'path', path: absent }, options: {} })).job);
    expect(failed.status).toBe('failed');
    expect(failed.error!.message).toContain('absent.csv');
    expect(failed.error!.hint).not.toBe('');
    expect(await fails('dataset.read', { source: { kind: 'sample', sample: 'no such' }, options: {} })).toMatchObject({
      code: 'missing',
      message: expect.stringContaining('no such'),
    });
    for (const source of [
      { kind: 'upload', upload: '../x', name: 'x' },
      { kind: 'upload', upload: 'f'.repeat(32), name: 'x' },
    ])
      expect(await fails('dataset.read', { source, options: {} })).toMatchObject({ code: 'missing' });
    expect(await fails('dataset.read', { source: { kind: 'guess' }, options: {} })).toMatchObject({ code: 'usage' });
    expect(await ok('project.read', {})).toEqual(uploaded);

    expect(before.rows).toBe(272);
    expect((await door.next(({ name, value }) => name === 'project' && value.path === uploaded.path)).value).toEqual(uploaded);
    expect(existsSync(guessed.path!)).toBe(true);
  },

  async 'dataset.page'({ ok, fails, table }: Visitor) {
    await table('number,word,day\n0.1,ä,2024-02-29\n,NA,\n-3,"a ""b"", c",2024-03-01\n');
    expect(await ok('dataset.page', { from: 0, count: 1000 })).toEqual({
      from: 0,
      columns: [
        ['0.1', null, '-3'],
        ['ä', null, 'a "b", c'],
        [expect.stringContaining('2024-02-29'), null, expect.stringContaining('2024-03-01')],
      ],
    });
    expect((await ok('dataset.page', { from: 2, count: 1 })).columns[0]).toEqual(['-3']);
    expect((await ok('dataset.page', { from: 3, count: 5 })).columns).toEqual([[], [], []]);
    expect(await fails('dataset.page', { from: 0, count: 1001 })).toMatchObject({ code: 'usage' });
    expect(await fails('dataset.page', { from: -1, count: 1 })).toMatchObject({ code: 'usage' });
    await ok('project.close', {});
    expect(await fails('dataset.page', { from: 0, count: 1 })).toMatchObject({ code: 'missing' });
  },

  async 'dataset.cells'({ ok, fails, table }: Visitor) {
    const numbers = [0.1, 1e300, 5e-324, -1.7976931348623157e308, 123456789.12345679];
    const words = ['b', 'a', 'b', 'a', 'b'];
    await table(`number,gap,word\n${numbers.map((value, i) => `${value},${i === 1 ? '' : i + 0.5},${words[i]}`).join('\n')}\n`);
    const { cells } = await ok('dataset.cells', { columns: ['word', 'number', 'gap'] });
    const [word, number, gap] = cells;
    if (word?.kind !== 'codes' || number?.kind !== 'values' || gap?.kind !== 'values') throw new Error('other kinds of cells');
    expect([...word.codes].map((code) => word.levels[code])).toEqual(words);
    expect(word.codes).toBeInstanceOf(Int32Array);
    expect(bits(number.values).equals(bits(Float64Array.from(numbers)))).toBe(true);
    expect(gap.values).toEqual(Float64Array.of(0.5, Number.NaN, 2.5, 3.5, 4.5));
    expect(await ok('dataset.cells', { columns: [] })).toEqual({ cells: [] });
    for (const name of ['absent', '__proto__', 'constructor'])
      expect(await fails('dataset.cells', { columns: [name] })).toMatchObject({
        code: 'missing',
        message: expect.stringContaining(name),
      });
  },
};
