import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { LatentModel } from '../../src/shared/contract/latent.ts';
import type { Input } from '../../src/shared/contract.ts';
import type { LatentEpoch } from '../../src/shared/model/latent.ts';
import { bits, type Visitor } from './visitor.ts';

const columns = ['sepal_length', 'sepal_width', 'petal_length', 'species'];

/** Seconds of work at most. */
const small = { columns, layers: [8], epochs: 6, warmUp: 20, samples: 5 } satisfies Input<'latent.start'>['options'];

/** Iris with a small VAE. */
async function trained({ ok, done, sample }: Visitor): Promise<number> {
  await sample('iris');
  const { job, model } = await ok('latent.start', { options: small, backend: 'plain' });
  expect(await done(job)).toBe(model);
  return model;
}

async function exported(visitor: Visitor, call: 'export.codes' | 'export.latentModel' | 'export.latentScript', name: string) {
  const { ok, done, file, fails } = visitor;
  const model = await trained(visitor);
  const path = join(dirname(await file('x', '')), name);
  const { job } = await ok(call, { model, target: { kind: 'path', path } });
  expect(await done(job)).toBe(path);
  expect(await fails(call, { model: 99, target: { kind: 'path', path } })).toMatchObject({ code: 'missing' });
  return { model, path };
}

const table = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

export const callsOfLatent = {
  async 'latent.propose'({ ok, fails, sample }: Visitor) {
    await sample('iris');
    const { columns: proposed, inputs, picture, leftOut } = await ok('latent.propose', { columns });
    expect(proposed.map(({ likelihood }) => likelihood)).toEqual(['gaussian', 'gaussian', 'gaussian', 'categorical']);
    expect([inputs, picture, leftOut]).toEqual([6, null, []]);
    expect(await fails('latent.propose', { columns: ['none'] })).toMatchObject({ code: 'missing' });
    expect(await fails('latent.propose', { columns: [] })).toMatchObject({ code: 'usage' });
  },

  async 'latent.start'({ ok, fails, done, ended, sample, table: read, door }: Visitor) {
    await sample('iris');
    const { job, model } = await ok('latent.start', { options: small, backend: 'plain' });
    const begun = (await door.next(({ name, value }) => name === 'latent' && value.id === model)).value as LatentModel;
    expect(begun).toMatchObject({ status: 'running', backend: 'plain', result: null, error: null });
    const told = (await door.next(({ name, value }) => name === 'epochs' && value.model === model)).value as {
      epochs: LatentEpoch[];
    };
    expect(told.epochs[0]).toMatchObject({ epoch: 1 });
    await done(job);
    const [{ result, status }] = await ok('latent.list', {});
    expect([status, result?.epochs, result?.rows, result?.heldOutRows]).toEqual(['done', 6, 150, 30]);
    expect(result?.elbo.train).toBeCloseTo((result?.reconstruction.train ?? 0) - (result?.kl.train ?? 0), 9);
    const again = await ok('latent.start', { options: small, backend: 'plain' });
    expect(again.model).toBe(model);
    await done(again.job);

    const endless = { ...small, columns: ['sepal_length', 'petal_length'], epochs: 100_000, patience: 100_000, warmUp: 0 };
    const long = await ok('latent.start', { options: endless, backend: 'plain' });
    await door.next(({ name, value }) => name === 'epochs' && value.model === long.model);
    expect(await ok('jobs.cancel', { job: long.job })).toMatchObject({ status: 'cancelled' });
    const stopped = (await ok('latent.list', {})).find(({ id }) => id === long.model);
    expect(stopped).toMatchObject({ status: 'cancelled', error: null });
    // The best epoch so far is there at once, and judged soon after.
    expect((await ok('latent.rows', { model: long.model })).means.length).toBe(300);
    await door.next(({ name, value }) => name === 'latent' && value.id === long.model && value.result !== null);
    const judged = (await ok('latent.list', {})).find(({ id }) => id === long.model);
    expect(judged?.result).toMatchObject({ ended: 'stopped', health: { dimensions: expect.any(Array) } });

    expect(await fails('latent.start', { options: { ...small, columns: ['none'] } })).toMatchObject({ code: 'missing' });
    expect(await fails('latent.start', { options: { ...small, latent: 33 } })).toMatchObject({ code: 'usage' });
    expect(await fails('latent.start', { options: { ...small, likelihoods: { species: 'poisson' } } })).toMatchObject({
      code: 'input',
      message: expect.stringContaining('species'),
    });
    await read(`a,b\n${'1,2\n'.repeat(5)}`);
    expect(await fails('latent.start', { options: { columns: ['a', 'b'] } })).toMatchObject({ code: 'input' });
    expect(await ended(job)).toMatchObject({ kind: 'latent', result: model });
  },

  async 'latent.list'(visitor: Visitor) {
    const { ok } = visitor;
    const model = await trained(visitor);
    const before = await ok('latent.list', {});
    expect(before.map(({ id, name }) => [id, name])).toEqual([[model, '']]);
    const { path } = await ok('project.read', {});
    await ok('project.close', {});
    expect(await ok('latent.list', {})).toEqual([]);
    await ok('project.open', { path: path ?? '' });
    expect(await ok('latent.list', {})).toEqual(before);
  },

  async 'latent.epochs'(visitor: Visitor) {
    const { ok, fails } = visitor;
    const model = await trained(visitor);
    const epochs = await ok('latent.epochs', { model });
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6]);
    for (const { train, heldOut, klPerDimension } of epochs) {
      expect(train.elbo).toBeCloseTo(train.reconstruction - train.kl, 9);
      expect(heldOut?.elbo).toBeCloseTo((heldOut?.reconstruction ?? 0) - (heldOut?.kl ?? 0), 9);
      expect(klPerDimension).toHaveLength(2);
    }
    expect(await fails('latent.epochs', { model: 99 })).toMatchObject({ code: 'missing' });
  },

  async 'latent.rows'(visitor: Visitor) {
    const { ok, fails, sample, done } = visitor;
    const model = await trained(visitor);
    const rows = await ok('latent.rows', { model });
    expect([rows.latent, rows.means.length, rows.deviations.length, rows.elbo.length]).toEqual([2, 300, 300, 150]);
    expect(rows.deviations.every((sd) => sd > 0)).toBe(true);
    expect(rows.part.reduce((sum, part) => sum + part, 0)).toBe(30);
    const [{ result }] = await ok('latent.list', {});
    const mean = (of: number) => {
      const chosen = rows.elbo.filter((_, row) => rows.part[row] === of);
      return chosen.reduce((sum, value) => sum + value, 0) / chosen.length;
    };
    expect(mean(0)).toBeCloseTo(result?.elbo.train ?? 0, 1);
    expect(mean(1)).toBeCloseTo(result?.elbo.heldOut ?? 0, 1);
    const { path } = await ok('project.read', {});
    await ok('project.close', {});
    await ok('project.open', { path: path ?? '' });
    expect(bits((await ok('latent.rows', { model })).means).equals(bits(rows.means))).toBe(true);
    expect(await fails('latent.rows', { model: 99 })).toMatchObject({ code: 'missing' });

    // Rows that the person excludes are left out, and stay so.
    await sample('iris');
    const flags = Uint8Array.from({ length: 150 }, (_, row) => (row < 50 ? 4 : 0));
    await ok('selection.write', { rows: flags });
    const without = await ok('latent.start', { options: small, backend: 'plain' });
    await done(without.job);
    await ok('selection.write', { rows: new Uint8Array(0) });
    const { part, means } = await ok('latent.rows', { model: without.model });
    expect(part.every((one, row) => (row < 50 ? one === -1 : one >= 0))).toBe(true);
    expect(means.every((z, at) => Number.isNaN(z) === at < 100)).toBe(true);
  },

  async 'latent.decode'(visitor: Visitor) {
    const { ok, fails } = visitor;
    const model = await trained(visitor);
    const { count, columns: decoded } = await ok('latent.decode', { model, codes: Float32Array.of(0, 0, 1, -1) });
    expect([count, decoded.map(({ name }) => name)]).toEqual([2, columns]);
    expect(decoded[0]?.values[0]).toBeGreaterThan(4);
    expect(decoded[0]?.values[0]).toBeLessThan(8);
    expect(decoded[0]?.noise).toBeGreaterThan(0);
    const species = decoded[3];
    expect(species?.levels).toEqual(['setosa', 'versicolor', 'virginica']);
    for (const row of [0, 1]) {
      const shares = Array.from(species?.probabilities?.subarray(row * 3, row * 3 + 3) ?? []);
      expect(shares.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 5);
      expect(species?.values[row]).toBe(shares.indexOf(Math.max(...shares)));
    }
    expect((await ok('latent.decode', { model, codes: new Float32Array(20_000) })).count).toBe(10_000);
    expect(await fails('latent.decode', { model, codes: new Float32Array(3) })).toMatchObject({ code: 'usage' });
    expect(await fails('latent.decode', { model, codes: new Float32Array(20_002) })).toMatchObject({ code: 'usage' });
    expect(await fails('latent.decode', { model, codes: Float32Array.of(0, Number.NaN) })).toMatchObject({ code: 'usage' });
  },

  async 'latent.reconstruct'(visitor: Visitor) {
    const { ok, fails } = visitor;
    const model = await trained(visitor);
    const { means } = await ok('latent.rows', { model });
    const rows = Int32Array.of(149, 3);
    const back = await ok('latent.reconstruct', { model, rows });
    const codes = Float32Array.from([...rows].flatMap((row) => [...means.subarray(row * 2, row * 2 + 2)]));
    const decoded = await ok('latent.decode', { model, codes });
    expect(back.count).toBe(2);
    back.columns.forEach(({ values }, j) => {
      values.forEach((value, i) => {
        expect(value).toBeCloseTo(decoded.columns[j]?.values[i] ?? Number.NaN, 5);
      });
    });
    expect(await fails('latent.reconstruct', { model, rows: Int32Array.of(150) })).toMatchObject({ code: 'missing' });
  },

  async 'latent.columnErrors'(visitor: Visitor) {
    const { ok, fails } = visitor;
    const model = await trained(visitor);
    const errors = await ok('latent.columnErrors', { model });
    expect(errors.map(({ name, cells }) => [name, cells])).toEqual(columns.map((name) => [name, 150]));
    for (const { error } of errors) expect(error).toBeGreaterThanOrEqual(0);
    expect(await fails('latent.columnErrors', { model: 99 })).toMatchObject({ code: 'missing' });
  },

  async 'latent.compare'(visitor: Visitor) {
    const { ok, fails } = visitor;
    const model = await trained(visitor);
    const { rows, score, columns: distances, pairs, samples } = await ok('latent.compare', { model, seed: 3 });
    expect([rows, samples.count, distances.length, pairs.length]).toEqual([150, 150, 4, 6]);
    expect(score.accuracy).toBeGreaterThan(0.3);
    expect(score.sentence).toContain('%');
    expect(score.each).toBe(150);
    for (const { distance } of distances) expect(distance >= 0 && distance <= 1).toBe(true);
    expect(samples.columns.map(({ name }) => name)).toEqual(columns);
    expect((await ok('latent.compare', { model, seed: 3 })).score).toEqual(score);
    expect(await fails('latent.compare', { model: 99 })).toMatchObject({ code: 'missing' });
  },

  async 'latent.saveCodes'(visitor: Visitor) {
    const { ok, done, fails } = visitor;
    const model = await trained(visitor);
    const { columns: names } = await ok('latent.saveCodes', { model });
    expect(names).toEqual(['code_1', 'code_2']);
    expect((await ok('latent.saveCodes', { model })).columns).toEqual(names);
    const { means } = await ok('latent.rows', { model });
    const { cells } = await ok('dataset.cells', { columns: names });
    expect(cells[1]?.kind === 'values' && cells[1].values[7]).toBe(means[15]);
    // Mixtures of the codes label the rows of the table.
    const { job, fit } = await ok('fit.start', { columns: names, ks: [3], families: ['VVI'], starts: 2 });
    await done(job);
    expect((await ok('fit.rows', { fit, k: 3, family: 'VVI' })).labels.length).toBe(150);
    await ok('fit.delete', { fit });
    // A column that a VAE was trained on stays while it is there.
    const of = await ok('latent.start', { options: { ...small, columns: names }, backend: 'plain' });
    await done(of.job);
    expect(await fails('column.remove', { name: 'code_1' })).toMatchObject({ code: 'usage' });
    await ok('latent.delete', { model: of.model });
    await ok('column.remove', { name: 'code_1' });
  },

  async 'latent.bound'(visitor: Visitor) {
    const { ok, done, fails } = visitor;
    const model = await trained(visitor);
    const bound = async () => (await ok('latent.list', {}))[0]?.result?.importanceWeightedBound;
    expect(await bound()).toMatchObject({ train: { samples: 5 } });
    expect(await done((await ok('latent.bound', { model, samples: 200 })).job)).toBe(model);
    const tighter = await bound();
    const [{ result }] = await ok('latent.list', {});
    expect(tighter).toMatchObject({ train: { samples: 200 }, heldOut: { samples: 200 } });
    expect(tighter?.train.value).toBeGreaterThan((result?.elbo.train ?? 0) - 0.05);
    expect(tighter?.train.standardError).toBeGreaterThan(0);
    expect(await fails('latent.bound', { model, samples: 1001 })).toMatchObject({ code: 'usage' });
    expect(await fails('latent.bound', { model: 99, samples: 10 })).toMatchObject({ code: 'missing' });
  },

  async 'latent.rename'(visitor: Visitor) {
    const { ok, fails } = visitor;
    const model = await trained(visitor);
    await ok('latent.rename', { model, name: 'first sketch' });
    expect((await ok('latent.list', {}))[0]?.name).toBe('first sketch');
    expect(await fails('latent.rename', { model: 99, name: 'x' })).toMatchObject({ code: 'missing' });
  },

  async 'latent.delete'(visitor: Visitor) {
    const { ok, fails, done } = visitor;
    const model = await trained(visitor);
    await ok('latent.delete', { model });
    expect(await ok('latent.list', {})).toEqual([]);
    expect(await fails('latent.delete', { model })).toMatchObject({ code: 'missing' });
    // An id is never used twice, so that a view never shows another than the one it named.
    const next = await ok('latent.start', { options: { ...small, seed: 2 }, backend: 'plain' });
    expect(next.model).not.toBe(model);
    await done(next.job);
  },

  async 'export.codes'(visitor: Visitor) {
    const { model, path } = await exported(visitor, 'export.codes', 'codes.csv');
    const [head, ...lines] = table(path);
    expect(head?.slice(5)).toEqual([
      'code_1',
      'code_2',
      'code_sd_1',
      'code_sd_2',
      'elbo',
      'reconstruction_error',
      'log_jacobian',
      'held_out',
    ]);
    const { means, elbo, part } = await visitor.ok('latent.rows', { model });
    expect(lines).toHaveLength(150);
    lines.forEach((line, row) => {
      expect(Math.fround(Number(line[5]))).toBe(means[row * 2]);
      expect(Number(line[9])).toBe(elbo[row]);
      expect(line[12]).toBe(part[row] === 1 ? 'true' : 'false');
    });
  },

  async 'export.reconstructions'(visitor: Visitor) {
    const { ok, done, file } = visitor;
    const model = await trained(visitor);
    const path = join(dirname(await file('x', '')), 'back.csv');
    await done((await ok('export.reconstructions', { model, target: { kind: 'path', path } })).job);
    const [head, ...lines] = table(path);
    expect(head).toEqual(columns);
    expect(lines).toHaveLength(150);
    const { columns: back } = await ok('latent.reconstruct', { model, rows: Int32Array.of(11) });
    expect(Number(lines[11]?.[0])).toBeCloseTo(back[0]?.values[0] ?? 0, 5);
    expect(lines[11]?.[3]).toBe(back[3]?.levels?.[back[3].values[0] ?? -1]);
  },

  async 'export.samples'(visitor: Visitor) {
    const { ok, done, file, fails } = visitor;
    const model = await trained(visitor);
    const path = join(dirname(await file('x', '')), 'samples.csv');
    const target = { kind: 'path', path } as const;
    await done((await ok('export.samples', { model, count: 12, seed: 5, target })).job);
    const [head, ...lines] = table(path);
    expect([head, lines.length]).toEqual([columns, 12]);
    for (const line of lines) expect(['setosa', 'versicolor', 'virginica']).toContain(line[3]);
    const first = readFileSync(path, 'utf8');
    await done((await ok('export.samples', { model, count: 12, seed: 5, target })).job);
    expect(readFileSync(path, 'utf8')).toBe(first);
    expect(await fails('export.samples', { model, count: 0, target })).toMatchObject({ code: 'usage' });
  },

  async 'export.latentModel'(visitor: Visitor) {
    const { model, path } = await exported(visitor, 'export.latentModel', 'vae.json');
    const { ok, done, table: read, file } = visitor;
    const { means } = await ok('latent.rows', { model });
    const scored = join(dirname(await file('x', '')), 'scored.csv');
    const score = async () => done((await ok('export.score', { model: path, target: { kind: 'path', path: scored } })).job);
    await score();
    table(scored)
      .slice(1)
      .forEach((line, row) => {
        expect(Math.fround(Number(line[5]))).toBe(means[row * 2]);
      });
    // Another table: a level that the network never saw.
    await read('species,petal_length,sepal_width,sepal_length\nsetosa,1.4,3.5,5.1\nrose,1.4,3.5,5.1\n');
    const { job } = await ok('export.score', { model: path, target: { kind: 'path', path: scored } });
    const { notes } = await visitor.ended(job);
    expect(notes?.[0]).toMatch(/'species'.*'rose'/);
    expect(table(scored).map((line) => line.slice(0, 2))).toEqual([
      ['species', 'petal_length'],
      ['setosa', '1.4'],
      ['rose', '1.4'],
    ]);
    await read('a\n1\n2\n');
    expect(await visitor.fails('export.score', { model: path, target: { kind: 'path', path: scored } })).toMatchObject({
      code: 'missing',
      message: expect.stringContaining('sepal_length'),
    });
  },

  async 'export.latentScript'(visitor: Visitor) {
    const { path } = await exported(visitor, 'export.latentScript', 'vae.py');
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('class VAE(nn.Module)');
    expect(text).toContain('iris.csv');
  },
};
