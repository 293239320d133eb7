import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseModels } from '../../../../src/main/shells/command-line/compare-options.ts';
import { lens, sample, temporaryFolder } from './child.ts';

const folder = temporaryFolder();
afterAll(folder.remove);
const compareAny = (...more: string[]) =>
  lens(['compare', sample('old-faithful.csv'), '--folds', '3', ...more], { cwd: folder.path });
const compare = (...more: string[]) => compareAny('--k', '1-2', ...more);

describe('compare', () => {
  test('--json prints every model with its name, nats per row and standard error, best first', async () => {
    const { code, out, err } = await compare('--models', 'gaussian,em,variational,pca', '--json');
    expect([code, err]).toEqual([0, '']);
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({ rows: 272, columns: ['eruptions', 'waiting'], folds: 3, seed: 1, leftOut: [] });
    const nats = answer.models.map((model: { nats_per_row: number }) => model.nats_per_row);
    expect([...nats].sort((a, b) => b - a)).toEqual(nats);
    expect(answer.models.map(({ model }: { model: string }) => model).sort()).toEqual(
      ['bayesian', 'gaussian-diagonal', 'gaussian-full', 'mixture', 'pca'], // biome-ignore format: one list
    );
    const [first, second] = answer.models;
    expect([first.group, second.group]).toEqual([0, 0]);
    expect(first.name).toMatch(/mixture/);
    expect(first.nats_per_row).toBeCloseTo(-4.2, 1);
    expect(first.standard_error).toBeGreaterThan(0.03);
    expect(first.folds).toHaveLength(3);
    expect(answer.pairs).toHaveLength(10);
  });

  test('for a person leads with what cannot be told apart, and writes what models say of rows', async () => {
    const rows = join(folder.path, 'rows.csv');
    const { code, out } = await compareAny('--models', 'gaussian-full,pca,bayesian', '--row-scores', rows);
    expect(code).toBe(0);
    expect(out).toContain('The Bayesian Gaussian mixture predicts rows that it has not seen best');
    expect(out).toMatch(/2 {2}Gaussian, full covariance +−4\.\d+ ± 0\.\d+ +−0\.\d+ ± 0\.\d+/);
    const [header, ...lines] = readFileSync(rows, 'utf8').trim().split('\n');
    expect(header).toBe('row,gaussian-full,pca,bayesian');
    expect(lines).toHaveLength(272);
    expect(Number(lines[0]?.split(',')[1])).toBeLessThan(0);
  });

  test('names columns that no model can take, and counts the rows left out', async () => {
    const file = join(folder.path, 'mixed.csv');
    const lines = Array.from({ length: 30 }, (_, i) => `${i % 7},${i === 3 ? '' : Math.sin(i)},${i % 2 ? 'a' : 'b'},5`);
    writeFileSync(file, `x,y,word,same\n${lines.join('\n')}\n`);
    const { code, out } = await lens(['compare', file, '--columns', 'x,y,word,same', '--models', 'gaussian-full'], {
      cwd: folder.path,
    });
    expect(code).toBe(0);
    expect(out).toContain("2 columns left out for all models: 'word' holds categories, not numbers; 'same' has one value");
    expect(out).toContain('1 row with a missing cell is left out');
    expect(out).toContain('Only the Gaussian with full covariance has a score');
  });

  test('wrong use and bad input end with codes of their own', async () => {
    expect(await compare('--models', 'forest')).toMatchObject({ code: 2, err: expect.stringContaining('The models are') });
    expect(await compare('--columns', 'nothing')).toMatchObject({ code: 3 });
    const tiny = join(folder.path, 'tiny.csv');
    writeFileSync(tiny, 'x\n1\n2\n3\n');
    expect(await lens(['compare', tiny], { cwd: folder.path })).toMatchObject({
      code: 3,
      err: expect.stringContaining('too few for 5 folds'),
    });
  });
});

test('models go by the names that they have elsewhere, too', () => {
  expect(parseModels('kde,EM,gaussian')).toEqual(['gaussian-full', 'gaussian-diagonal', 'kernel-density', 'mixture']);
});
