import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, lens, sample, temporaryFolder } from './child.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const words = ['cluster', sample('old-faithful.csv'), '--k', '1-2', '--families', 'EEE', '--starts', '3', '--threads', '1'];
const all = [
  '--held-out',
  '3',
  '--lrt',
  '--stability',
  '--subsamples',
  '20',
  '--merge',
  '--standard-errors',
  '--replicates',
  '19',
];

describe('cluster with assessments', () => {
  let ended: Ended;
  // biome-ignore lint/suspicious/noExplicitAny: what was printed, looked at field by field.
  let answer: any;
  beforeAll(async () => {
    ended = await lens([...words, ...all, '--json'], { cwd: folder.path });
    answer = JSON.parse(ended.out);
  });

  test('prints a field for each beside those of the fit', () => {
    expect(ended).toMatchObject({ code: 0, err: '' });
    const fields = ['heldOut', 'likelihoodRatio', 'stability', 'merge', 'standardErrors'];
    expect(Object.keys(answer).slice(-5)).toEqual(fields);
    expect(answer.candidates).toHaveLength(2);
  });

  test('tells held-out nats per row of each candidate', () => {
    const { options, candidates, best } = answer.heldOut;
    expect(options).toEqual({ kind: 'held-out', folds: 3, seed: 1 });
    expect(candidates[0].nats).toBeCloseTo(-4.76, 1);
    expect(candidates[1].standardError).toBeGreaterThan(0.01);
    expect(best).toBe(1);
  });

  test('tests K in the best family with the samples asked for', () => {
    const { tests, k } = answer.likelihoodRatio;
    expect(tests).toHaveLength(1);
    expect(tests[0].bootstrap).toHaveLength(19);
    expect(tests[0]).toMatchObject({ k: 1, pValue: 0.05 });
    expect(tests[0].statistic).toBeCloseTo(299.2, 1);
    expect(k).toBeNull();
  });

  test('finds both clusters stable, apart and well determined', () => {
    expect(answer.stability.options.subsamples).toBe(20);
    const [, two] = answer.stability.candidates;
    expect(two.ari).toBeGreaterThan(0.95);
    expect(two.clusters).toHaveLength(2);
    expect(answer.merge.levels.map(({ clusters }: { clusters: number }) => clusters)).toEqual([2, 1]);
    expect(answer.standardErrors.weights.standardErrors[0]).toBeCloseTo(0.029, 1);
    expect(answer.standardErrors.means.standardErrors[0][1]).toBeCloseTo(0.47, 0);
  });
});

test('a person gets a table for each, and a verdict', async () => {
  const { code, out } = await lens([...words, '--held-out', '2', '--lrt', '--merge', '--replicates', '19'], { cwd: folder.path });
  expect(code).toBe(0);
  expect(out).toContain('Held-out log-likelihood, 2 folds');
  expect(out).toContain('K = 2, EEE predicts rows that it has not seen best (−');
  expect(out).toMatch(/1 against 2 +299\.2\d +0\.05 +19/);
  expect(out).toContain('Every test was significant at the level 0.05; try larger K.');
  expect(out).toMatch(/1 +0\.00 +1\+2/);
  expect(out).not.toContain('Stability');
});

test('the level of the tests is as asked for', async () => {
  const { out } = await lens([...words, '--lrt', '--level', '0.01', '--replicates', '19'], { cwd: folder.path });
  expect(out).toContain('19 samples cannot give a p-value of 0.01 or less: ask for 99 or more.');
});

test('labels say which components were combined into as many clusters as asked for', async () => {
  const flags = ['--merge-to', '1', '--labels', 'merged.csv', '--noise', '--json'];
  const { out } = await lens([...words, ...flags], { cwd: folder.path });
  const { best, merge } = JSON.parse(out);
  expect(merge.levels.at(-1).groups).toEqual([[1, 2].slice(0, best.k)]);
  const lines = readFileSync(join(folder.path, 'merged.csv'), 'utf8').trimEnd().split('\n');
  expect(lines[0]).toMatch(/probability_noise,merged_cluster$/);
  const merged = lines.slice(1).map((line) => line.split(',').at(-1));
  expect(new Set(merged)).toEqual(new Set(best.noise.rows > 0 ? ['0', '1'] : ['1']));
  expect(merged.filter((cluster) => cluster === '0').length).toBeLessThanOrEqual(best.noise.rows);
});

test('more starts are made only as far as they are allowed', async () => {
  const asked = ['cluster', sample('iris.csv'), '--k', '5', '--families', 'VVV', '--starts', '2', '--threads', '1', '--json'];
  const startsWith = async (...flags: string[]) =>
    JSON.parse((await lens([...asked, ...flags], { cwd: folder.path })).out).candidates[0].starts;
  const few = await startsWith();
  expect(await startsWith('--max-starts', '40', '--budget', '0')).toBe(few);
  // Splits and merges of neighbours count as well.
  const some = await startsWith('--max-starts', '12', '--budget', '100');
  expect(some).toBeGreaterThan(few);
  expect(some).toBeLessThan(25);
});

test.each([
  ['--level', '1'],
  ['--level', '0'],
  ['--budget', '-1'],
])('%s %s is out of bounds', async (flag, value) => {
  const { code, err } = await lens([...words, flag, value], { cwd: folder.path });
  expect([code, err]).toEqual([2, expect.stringMatching(/A number (from|between) 0/)]);
});

test.each([
  ['--held-out', '1'],
  ['--held-out', 'many'],
  ['--replicates', '1'],
])('%s %s is wrong use', async (flag, value) => {
  const { code, err } = await lens([...words, flag, value], { cwd: folder.path });
  expect(code).toBe(2);
  expect(err).toContain('A whole number from 2');
});
