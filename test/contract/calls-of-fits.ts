import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { LensEvent } from '../../src/shared/contract.ts';
import type { Fit } from '../../src/shared/model/mixture.ts';
import { ModelFile } from '../../src/shared/model/model-file.ts';
import { longFit, smallFit, type Visitor } from './visitor.ts';

const idRule = /^[a-z0-9]{16,64}$/;

/** Header and rows of a written table; its cells hold no commas or quotes here. */
function rowsOf(path: string): { header: string[]; rows: string[][] } {
  const [header, ...rows] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  return { header: header!.split(','), rows: rows.map((row) => row.split(',')) };
}

export const callsOfFits = {
  async 'fit.start'({ ok, fails, done, sample, door }: Visitor) {
    await sample('old-faithful');
    // A family of its own: ids of fits begin anew in every project, and events of other tests were heard before.
    const asked = { ...smallFit, families: ['VII' as const] };
    const { job, fit } = await ok('fit.start', asked);
    expect((await ok('project.read', {})).fits.map(({ id }) => id)).toEqual([fit]);
    expect(await done(job)).toBe(fit);
    const stored = (await ok('project.read', {})).fits[0]!;
    const isIt = (event: LensEvent) => event.name === 'fit' && event.value.created === stored.created;
    const ended = await door.next((event) => isIt(event) && (event.value as Fit).status === 'done');
    expect(ended.value).toEqual(stored);
    const growing = await door.next(isIt);
    expect(growing.value).toMatchObject({ id: fit, status: 'running' });
    expect(stored).toMatchObject({ rows: 272, excluded: 0, options: { ...asked, ks: [1, 2], criterion: 'bic', seed: 1 } });
    expect(stored.candidates.map(({ k, family }) => `${family} ${k}`)).toEqual(['VII 1', 'VII 2']);
    expect(stored.candidates[stored.best!]).toMatchObject({ k: 2, converged: true, degenerate: false, failure: null });
    const trace = await door.next(({ name, value }) => name === 'trace' && value.family === 'VII');
    expect(trace.value).toMatchObject({ fit, trace: expect.any(Array) });

    const seen = await ok('fit.start', asked);
    expect(seen.fit).toBe(fit);
    expect(await done(seen.job)).toBe(fit);

    const wrong = (change: object) => fails('fit.start', { ...smallFit, ...change });
    expect(await wrong({ columns: [] })).toMatchObject({ code: 'usage', message: expect.stringContaining('columns') });
    expect(await wrong({ ks: [0] })).toMatchObject({ code: 'usage', message: expect.stringContaining('ks.0') });
    expect(await wrong({ families: ['XXX'] })).toMatchObject({ code: 'usage' });
    expect(await wrong({ columns: ['absent'] })).toMatchObject({ code: 'missing', message: expect.stringContaining("'absent'") });
    await sample('iris');
    expect(await wrong({ columns: ['species'] })).toMatchObject({ code: 'input', message: expect.stringContaining("'species'") });
    await ok('project.close', {});
    expect(await wrong({})).toMatchObject({ code: 'missing' });
  },

  async 'fit.detail'({ ok, fails, fitted }: Visitor) {
    const key = await fitted();
    const { candidate, mixture, sizes, trace, ledger } = await ok('fit.detail', key);
    expect(candidate).toMatchObject({ k: key.k, family: key.family });
    expect(mixture!.weights.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 12);
    expect(mixture!.covariances.map((component) => component.map((row) => row.length))).toEqual([[2, 2], [2, 2]]); // biome-ignore format: a small shape
    expect(sizes.reduce((sum, size) => sum + size)).toBe(272);
    expect(trace.at(-1)).toBeCloseTo(candidate.logLikelihood!, 6);
    for (let i = 1; i < trace.length; i++) expect(trace[i]).toBeGreaterThanOrEqual(trace[i - 1]! - 1e-8);
    expect(ledger).toHaveLength(candidate.starts);
    expect(await fails('fit.detail', { ...key, k: 3 })).toMatchObject({ code: 'missing', hint: expect.stringMatching(/./) });
    expect(await fails('fit.detail', { ...key, fit: 99 })).toMatchObject({ code: 'missing' });
    expect(await fails('fit.detail', { fit: key.fit, k: 2 })).toMatchObject({ code: 'usage' });
  },

  async 'fit.rows'({ ok, fails, fitted }: Visitor) {
    const key = await fitted();
    const { k, labels, uncertainty, logDensity, responsibilities } = await ok('fit.rows', key);
    expect(k).toBe(2);
    expect(labels).toBeInstanceOf(Int32Array);
    expect(uncertainty).toBeInstanceOf(Float64Array);
    expect(logDensity).toBeInstanceOf(Float64Array);
    expect(responsibilities).toBeInstanceOf(Float32Array);
    expect([labels.length, uncertainty.length, logDensity.length, responsibilities.length]).toEqual([272, 272, 272, 544]);
    for (let i = 0; i < 272; i++) {
      const [one, other] = [responsibilities[2 * i]!, responsibilities[2 * i + 1]!];
      expect(one + other).toBeCloseTo(1, 5);
      expect(labels[i]).toBe(one > other ? 1 : 2);
      expect(uncertainty[i]).toBeCloseTo(1 - Math.max(one, other), 5);
    }
    const { candidate } = await ok('fit.detail', key);
    expect(logDensity.reduce((sum, value) => sum + value)).toBeCloseTo(candidate.logLikelihood!, 5);
    expect(await fails('fit.rows', { ...key, fit: 99 })).toMatchObject({ code: 'missing' });
  },

  async 'fit.delete'({ ok, fails, fitted, sample }: Visitor) {
    const { fit } = await fitted();
    await ok('fit.delete', { fit });
    expect((await ok('project.read', {})).fits).toEqual([]);
    expect(await fails('fit.delete', { fit })).toMatchObject({ code: 'missing' });
    await sample('wine');
    const running = await ok('fit.start', longFit);
    expect(await fails('fit.delete', { fit: running.fit })).toMatchObject({ code: 'usage', hint: expect.stringMatching(/./) });
    await ok('jobs.cancel', { job: running.job });
    await ok('fit.delete', { fit: running.fit });
  },

  async 'export.labels'({ ok, fails, done, fitted, file, folder }: Visitor) {
    const candidate = await fitted();
    const path = join(await file('x', ''), '..', 'labels.csv');
    const { job } = await ok('export.labels', { candidate, target: { kind: 'path', path } });
    expect(await done(job)).toBe(path);
    const { header, rows } = rowsOf(path);
    expect(header).toEqual([
      ...['eruptions', 'waiting'],
      ...['cluster', 'uncertainty', 'log_density', 'probability_1', 'probability_2'],
    ]);
    expect(rows).toHaveLength(272);
    expect(rows[0]!.slice(0, 2)).toEqual(['3.6', '79']);
    const { labels } = await ok('fit.rows', candidate);
    expect(rows.map((row) => Number(row[2]))).toEqual([...labels]);

    const words = { groups: [[1, 2]], names: ['all'] };
    await done((await ok('export.labels', { candidate, target: { kind: 'path', path }, ...words })).job);
    const combined = rowsOf(path);
    expect(combined.header.slice(-2)).toEqual(['merged_cluster', 'cluster_name']);
    expect(combined.rows[0]!.slice(-2)).toEqual(['1', 'all']);
    await done((await ok('export.labels', { candidate, target: { kind: 'path', path } })).job);
    for (const wrong of [{ groups: [[1], [1, 2]] }, { groups: [[1]] }, { names: ['one'] }])
      expect(await fails('export.labels', { candidate, target: { kind: 'path', path }, ...wrong })).toMatchObject({
        code: 'usage',
      });

    const download = await ok('export.labels', { candidate, target: { kind: 'download', name: 'labels.csv' } });
    const id = String(await done(download.job));
    expect(id).toMatch(idRule);
    expect(readFileSync(join(await folder('outbox'), id), 'utf8')).toBe(readFileSync(path, 'utf8'));
    expect(await fails('export.labels', { candidate, target: { kind: 'path', path: '' } })).toMatchObject({ code: 'usage' });
    expect(await fails('export.labels', { candidate: { ...candidate, fit: 99 }, target: { kind: 'path', path } })).toMatchObject({
      code: 'missing',
    });
  },

  async 'export.model'({ ok, fails, done, fitted, file }: Visitor) {
    const candidate = await fitted();
    const path = join(await file('x', ''), '..', 'model.json');
    const { job } = await ok('export.model', { candidate, target: { kind: 'path', path } });
    expect(await done(job)).toBe(path);
    const model = ModelFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    const { mixture } = await ok('fit.detail', candidate);
    expect(model).toMatchObject({ ...mixture, columns: smallFit.columns, k: 2, family: 'VVI' });
    const absent = { candidate: { ...candidate, k: 9 }, target: { kind: 'path', path: `${path}.2` } };
    expect(await fails('export.model', absent)).toMatchObject({ code: 'missing' });
    expect(existsSync(`${path}.2`)).toBe(false);
  },

  async 'export.score'({ ok, fails, done, fitted, sample, file }: Visitor) {
    const candidate = await fitted();
    const path = (name: string) => join(folder, '..', name);
    const folder = await file('x', '');
    const target = (name: string) => ({ kind: 'path' as const, path: path(name) });
    await done((await ok('export.model', { candidate, target: target('model.json') })).job);
    await done((await ok('export.labels', { candidate, target: target('labels.csv') })).job);
    const { job } = await ok('export.score', { model: path('model.json'), target: target('scores.csv') });
    expect(await done(job)).toBe(path('scores.csv'));
    const [labels, scores] = [rowsOf(path('labels.csv')), rowsOf(path('scores.csv'))];
    expect(scores.header).toEqual(labels.header);
    expect(scores.rows.map((row) => row[2])).toEqual(labels.rows.map((row) => row[2]));

    const no = await file('no.json', '{}');
    expect(await fails('export.score', { model: no, target: target('a.csv') })).toMatchObject({ code: 'input' });
    await sample('iris');
    expect(await fails('export.score', { model: path('model.json'), target: target('a.csv') })).toMatchObject({
      code: 'missing',
      message: expect.stringContaining("'eruptions'"),
    });
    expect(existsSync(path('a.csv'))).toBe(false);
  },
};
