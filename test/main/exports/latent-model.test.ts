import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shortest } from '../../../src/main/datasets/shortest.ts';
import { isLatentFile, readLatentFile } from '../../../src/main/exports/latent-model.ts';
import { readModelJson } from '../../../src/main/exports/model.ts';
import { LatentOptions } from '../../../src/shared/model/latent.ts';
import type { LatentFile } from '../../../src/shared/model/latent-file.ts';
import { type TestApp, testApp } from '../use-cases/application.ts';

let home: TestApp;
let path: string;
let model: number;
beforeAll(async () => {
  home = testApp();
  const words = ['red', 'blue', 'gr,een'];
  const lines = Array.from(
    { length: 120 },
    (_, i) => `${Math.sin(i)},${words[i % 3]},${i % 4},${i % 7 === 0 ? '' : Math.exp(Math.cos(i))}`,
  );
  writeFileSync(join(home.folder, 'mixed.csv'), `a,"b",c,d\n${lines.join('\n').replaceAll('gr,een', '"gr,een"')}\n`);
  await home.read('mixed.csv');
  path = join(home.folder, 'vae.json');
  const started = await home.app.call('latent.start', {
    options: LatentOptions.parse({
      columns: ['a', 'b', 'c', 'd'],
      likelihoods: { c: 'poisson', d: 'log-normal' },
      layers: [6, 5],
      latent: 3,
      epochs: 3,
      samples: 2,
    }),
    backend: 'plain',
  });
  model = started.model;
  await home.done(started.job);
  await home.done((await home.app.call('export.latentModel', { model, target: { kind: 'path', path } })).job);
});
afterAll(() => home.close());

const read = async () => (await readModelJson(path)) as LatentFile;
const faultOf = async (change: (file: LatentFile) => void): Promise<string> => {
  const file = structuredClone(await read());
  change(file);
  try {
    readLatentFile(path, file);
  } catch (thrown) {
    return (thrown as Error).message;
  }
  return 'none';
};

describe('a VAE as a file', () => {
  it('is read back with every bit of its weights', async () => {
    const json = await read();
    expect(isLatentFile(json)).toBe(true);
    const { trained, file } = readLatentFile(path, json);
    expect(file).toMatchObject({ latent: 3, hidden: [6, 5], seed: 1, epochs: 3, source: 'mixed.csv' });
    const { means } = await home.app.call('latent.rows', { model });
    const scored = join(home.folder, 'scored.csv');
    const target = { kind: 'path', path: scored } as const;
    await home.done((await home.app.call('export.score', { model: path, target, format: 'csv' })).job);
    const lines = readFileSync(scored, 'utf8').trim().split('\n').slice(1);
    lines.forEach((line, row) => {
      const codes = line.replace('"gr,een"', '').split(',').slice(4, 7);
      expect(codes.map((text) => Math.fround(Number(text)))).toEqual(Array.from(means.subarray(3 * row, 3 * row + 3)));
    });
    expect(trained.weights.every(Number.isFinite)).toBe(true);
  });

  it.each<[string, (file: LatentFile) => void]>([
    ['encoder.0.weights is not 7 × 6', ({ encoder }) => encoder[0].weights.pop()],
    ['decoder.1.bias has 5 entries, not 6', ({ decoder }) => decoder[1].bias.pop()],
    ['encoder has 2 layers, not 3', ({ encoder }) => encoder.pop()],
    ['noiseLogVariances has 1 entries, not 2', ({ noiseLogVariances }) => noiseLogVariances.pop()],
    ['a column is named twice', ({ encoding }) => Object.assign(encoding.columns[1], { name: 'a' })],
    ["the inputs of column 'b' are out of place", ({ encoding }) => Object.assign(encoding.columns[1], { inputAt: 7 })],
    ["column 'a' has a scale of 0", ({ encoding }) => Object.assign(encoding.columns[0], { scale: 0 })],
    ["column 'b' has 3 inputs and 3 outputs, not 2", ({ encoding }) => encoding.columns[1].levels?.pop()],
    ['it has no columns', ({ encoding }) => encoding.columns.splice(0)],
    ['expected 1 at version', (file) => Object.assign(file, { version: 2 })],
    ['at latent', (file) => Object.assign(file, { latent: 0 })],
  ])('that is damaged is refused: %s', async (fault, change) => {
    expect(await faultOf(change)).toContain(fault);
  });

  it('tells a mixture and a VAE apart', () => {
    expect([null, 3, 'x', [], {}, { format: 'latent-lens-mixture' }].some(isLatentFile)).toBe(false);
  });
});

describe('the shortest digits of a single-precision number', () => {
  it('read back to the same bits, and are no more than nine', () => {
    let state = 1;
    for (let i = 0; i < 20_000; i++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      const [value] = new Float32Array(Uint32Array.of(state).buffer);
      if (!Number.isFinite(value)) continue;
      expect(Math.fround(shortest(value))).toBe(value);
      expect(
        String(Math.abs(shortest(value)))
          .replace(/e.*|\.|^0\.0*/g, '')
          .replace(/^0+|0+$/g, '').length,
      ).toBeLessThanOrEqual(9);
    }
    expect(shortest(Math.fround(0.1))).toBe(0.1);
  });
});
