import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LatentOptions, type Likelihood } from '../../../../src/shared/model/latent.ts';
import { type TestApp, testApp } from '../../use-cases/application.ts';

function hasTorch(): boolean {
  try {
    execFileSync('/usr/bin/python3', ['-c', 'import torch, numpy'], { stdio: 'ignore', timeout: 120_000 });
    return true;
  } catch {
    return false;
  }
}
const torch = hasTorch();

let home: TestApp;
beforeAll(() => {
  home = testApp();
});
afterAll(() => home.close());

async function train(over: Partial<LatentOptions> & Pick<LatentOptions, 'columns'>): Promise<number> {
  const options = LatentOptions.parse({ layers: [7], epochs: 4, samples: 2, warmUp: 10, ...over });
  const { job, model } = await home.app.call('latent.start', { options, backend: 'plain' });
  await home.done(job);
  return model;
}

async function script(model: number, name: string): Promise<string> {
  const { job } = await home.app.call('export.latentScript', { model, target: { kind: 'path', path: join(home.folder, name) } });
  await home.done(job);
  return readFileSync(join(home.folder, name), 'utf8');
}

/** What a script prints; it asserts by itself that the codes are ours. */
const run = (...words: string[]): string =>
  execFileSync('/usr/bin/python3', ['-W', 'error::RuntimeWarning', ...words], {
    cwd: home.folder,
    encoding: 'utf8',
    stdio: 'pipe',
  });

/** A column of each likelihood, as a German program writes it: decimal commas, missing cells, umlauts, dates. */
function everything(): string {
  const towns = ['Köln', 'Bonn', 'Bad "Ems"', '3'];
  const lines = Array.from({ length: 90 }, (_, i) => {
    const cell = (value: string, every: number) => (i % every === 2 ? 'NA' : value);
    return [
      cell((10 * Math.sin(i)).toFixed(3).replace('.', ','), 11),
      cell(`"${towns[i % 4]?.replaceAll('"', '""')}"`, 13),
      cell(String((i * i) % 5), 17),
      Math.exp(3 * Math.cos(i))
        .toFixed(4)
        .replace('.', ','),
      i % 3 === 0 ? 'ja' : 'nein',
      `2024-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 28) + 1).padStart(2, '0')}`,
      String((i % 3) + 1),
    ].join(';');
  });
  return `Größe;town;count;Lohn;Raucher;day;class\n${lines.join('\n')}\n`;
}

describe.skipIf(!torch)('a PyTorch script of a VAE', () => {
  it('reproduces the codes of columns of every likelihood from the source file', async () => {
    await home.table('alles.csv', everything());
    const likelihoods: Record<string, Likelihood> = { count: 'poisson', Lohn: 'log-normal', class: 'categorical' };
    const columns = ['Größe', 'town', 'count', 'Lohn', 'Raucher', 'day', 'class'];
    const model = await train({ columns, likelihoods, latent: 3 });
    const text = await script(model, 'alles.py');
    expect(text).toMatch(/^[\x20-\x7e\n]*$/);
    expect(run('alles.py', 'alles.csv', 'codes.csv')).toContain('codes of 90 rows differ');
    const { means, deviations } = await home.app.call('latent.rows', { model });
    const lines = readFileSync(join(home.folder, 'codes.csv'), 'utf8').trim().split(/\r?\n/).slice(1);
    lines.forEach((line, row) => {
      const numbers = line.split(',').map(Number);
      for (let l = 0; l < 3; l++) {
        expect(numbers[l]).toBeCloseTo(means[row * 3 + l] ?? Number.NaN, 5);
        expect(numbers[3 + l]).toBeCloseTo(deviations[row * 3 + l] ?? Number.NaN, 5);
      }
    });
  });

  it('prints the ELBO that we have, but for the draws', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => `${Math.sin(i)},${Math.cos(i * 1.3) + Math.sin(i)}`);
    await home.table('two.csv', `a,b\n${rows.join('\n')}\n`);
    for (const over of [{ layers: [], noise: 'shared' as const }, { activation: 'tanh' as const }]) {
      const model = await train({ columns: ['a', 'b'], ...over });
      await script(model, 'two.py');
      const printed = Number(/ELBO (-?[\d.]+)/.exec(run('two.py', 'two.csv'))?.[1]);
      const { elbo } = await home.app.call('latent.rows', { model });
      expect(printed).toBeCloseTo(elbo.reduce((sum, value) => sum + value, 0) / elbo.length, 1);
    }
  });

  it('reads the exported codes where a column is not of the file, or the file is none that it can read', async () => {
    await home.table('made.csv', `a,b\n${Array.from({ length: 60 }, (_, i) => `${Math.sin(i)},${i % 5}`).join('\n')}\n`);
    await home.app.call('selection.write', { rows: Uint8Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 1 : 0)) });
    await home.app.call('column.add', { name: 'even', from: { kind: 'state', state: 'selected' } });
    const model = await train({ columns: ['a', 'even'] });
    const path = join(home.folder, 'made-codes.csv');
    await home.done((await home.app.call('export.codes', { model, target: { kind: 'path', path } })).job);
    const text = await script(model, 'made.py');
    expect(text).toContain('"Codes as CSV" of the project');
    expect(text).toContain('PATH = sys.argv[1] if len(sys.argv) > 1 else "made-codes.csv"');
    expect(run('made.py')).toContain('codes of 60 rows differ');
  });

  it('refuses another table', async () => {
    await home.table('short.csv', `a,b\n${Array.from({ length: 60 }, (_, i) => `${Math.sin(i)},${Math.cos(i)}`).join('\n')}\n`);
    await script(await train({ columns: ['a', 'b'] }), 'short.py');
    writeFileSync(join(home.folder, 'other.csv'), 'a,b\n1,2\n');
    expect(() => run('short.py', 'other.csv')).toThrow('has 1 rows, not the 60');
    const changed = readFileSync(join(home.folder, 'short.csv'), 'utf8').replace(/^0,1$/m, '5,1');
    writeFileSync(join(home.folder, 'changed.csv'), changed);
    expect(() => run('short.py', 'changed.csv')).toThrow('does not give the same codes');
  });
});
