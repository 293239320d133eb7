import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseLayers, parseLikelihoods } from '../../../../src/main/shells/command-line/vae-options.ts';
import { lens, records, sample, temporaryFolder } from './child.ts';

const folder = temporaryFolder();
afterAll(folder.remove);
const at = (name: string) => join(folder.path, name);
const small = ['--layers', '8', '--epochs', '5', '--backend', 'plain', '--bound-samples', '5'];
const vae = (...words: string[]) => lens(['vae', ...words], { cwd: folder.path });
const figures = ['elbo', 'reconstruction', 'kl', 'importanceWeightedBound', 'logJacobian'] as const;

describe('vae', () => {
  test('--json has every figure as a number, and the same bits for the same seed', async () => {
    const once = await vae(sample('iris.csv'), ...small, '--json');
    expect([once.code, once.err]).toEqual([0, '']);
    const answer = JSON.parse(once.out);
    expect(answer).toMatchObject({
      rows: 150,
      columns: ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'],
      epochs: 5,
      verdict: 'still improving',
    });
    for (const figure of figures) {
      expect(Number.isFinite(answer[figure].train), figure).toBe(true);
      expect(Number.isFinite(answer[figure].heldOut), figure).toBe(true);
    }
    expect(answer.elbo.train).toBeCloseTo(answer.reconstruction.train - answer.kl.train, 9);
    // Of standardised columns: −Σ log of their population standard deviations.
    expect(answer.logJacobian.train).toBeCloseTo(0.7356372, 6);
    expect(answer.klPerDimension).toHaveLength(2);
    expect(answer.activeUnits).toBeGreaterThanOrEqual(0);
    const { seconds: _, ...rest } = answer;
    const { seconds: __, ...again } = JSON.parse((await vae(sample('iris.csv'), ...small, '--json', '--threads', '1')).out);
    expect(again).toEqual(rest);
    const other = JSON.parse((await vae(sample('iris.csv'), ...small, '--json', '--seed', '2')).out);
    expect(other.elbo.train).not.toBe(answer.elbo.train);
  });

  test('a linear one with one noise variance reaches the ELBO of probabilistic PCA', async () => {
    const words = ['--columns', 'eruptions,waiting', '--latent', '1', '--layers', 'linear', '--noise', 'shared', '--json'];
    const { elbo, verdict } = JSON.parse((await vae(sample('old-faithful.csv'), ...words)).out);
    expect(Math.abs(elbo.train - -2.003653)).toBeLessThan(1e-3);
    expect(verdict).toBe('healthy');
  });

  test('writes codes, reconstructions, samples, the network and a script; score gives the same codes', async () => {
    const [codes, back, drawn, model, script, scores] = ['c.csv', 'r.csv', 's.csv', 'm.json', 'v.py', 'l.csv'].map(at);
    const columns = ['--columns', 'bill_length_mm,bill_depth_mm,species,sex'];
    const outputs = [
      '--codes',
      codes,
      '--reconstructions',
      back,
      '--sample',
      '9',
      '--samples',
      drawn,
      '--model',
      model,
      '--script',
      script,
    ];
    const { code, out } = await vae(sample('penguins.csv'), ...columns, ...small, ...outputs);
    expect(code).toBe(0);
    expect(out).toContain('KL of each dimension');
    const rows = records(readFileSync(codes, 'utf8'));
    expect(rows).toHaveLength(344);
    expect(records(readFileSync(back, 'utf8'))).toHaveLength(344);
    expect(Object.keys(records(readFileSync(drawn, 'utf8'))[8] ?? {})).toEqual(columns[1]?.split(','));
    expect(readFileSync(script, 'utf8')).toContain('import torch');
    const scored = await lens(['score', model, sample('penguins.csv'), '--labels', scores], { cwd: folder.path });
    expect([scored.code, scored.err]).toEqual([0, `${scores}: 344 rows with codes, their spreads and ELBO\n`]);
    const again = records(readFileSync(scores, 'utf8'));
    again.forEach((row, i) => {
      for (const name of ['code_1', 'code_2', 'code_sd_1', 'elbo', 'reconstruction_error'])
        expect(row[name]).toBe(rows[i]?.[name]);
    });

    writeFileSync(at('new.csv'), 'bill_length_mm,bill_depth_mm,species,sex\n40,18,Adelie,male\n41,17,Emperor,male\n');
    const unknown = await lens(['score', model, at('new.csv'), '--labels', scores], { cwd: folder.path });
    expect(unknown.code).toBe(0);
    expect(unknown.err).toContain("Column 'species' has a level that the model does not know ('Emperor')");
    const [, emperor] = records(readFileSync(scores, 'utf8'));
    expect([emperor?.species, Number.isFinite(Number(emperor?.code_1))]).toEqual(['Emperor', true]);

    writeFileSync(at('far.csv'), 'bill_length_mm,bill_depth_mm,species,sex\n40,18,Adelie,male\n1e30,17,Adelie,male\n');
    const far = await lens(['score', model, at('far.csv'), '--labels', scores], { cwd: folder.path });
    expect(far.code).toBe(0);
    expect(far.err).toMatch(/'bill_length_mm' has 1e\+30 in row 2 far beyond the values of the training \(from 32\.1 to 59\.6\)/);
  });

  test.each<[string, string, string[], number, RegExp]>([
    ['constant columns', 'a,b\n3,5\n3,5\n3,5\n', [], 3, /'a' is constant \(3\)/],
    ['five rows', 'a,b\n1,2\n2,3\n3,1\n4,5\n5,4\n', [], 3, /only 5 rows/],
    ['a column that is not there', 'a,b\n1,2\n', ['--columns', 'a,none'], 3, /no column 'none'/],
    [
      'an infinite value',
      `a,b\n${'1,2\n2,1\n'.repeat(20)}Inf,3\n`,
      ['--columns', 'a,b'],
      3,
      /'a' holds an infinite value in row 41/,
    ],
    [
      'a likelihood that does not suit',
      `a,b\n${'1.5,2\n2,1\n'.repeat(20)}`,
      ['--likelihoods', 'a=poisson'],
      3,
      /'a'.*1\.5 in row 1/,
    ],
    ['--sample without a file', 'a\n1\n', ['--sample', '3'], 2, /--samples/],
    ['a table of an unknown kind', 'a\n1\n', ['--samples', 's.xyz'], 2, /ends in \.csv, or in \.parquet \(\.pq\), not in \.xyz/],
    ['an output that is the input', 'a\n1\n', ['--codes', 'bad.csv'], 2, /bad\.csv is read or written already/],
  ])('%s: one line, and nothing written', async (_, text, words, exit, message) => {
    writeFileSync(at('bad.csv'), text);
    const { code, out, err } = await vae('bad.csv', ...words, '--model', 'none.json');
    expect([code, out]).toEqual([exit, '']);
    expect(err).toMatch(message);
    expect(err).toMatch(/^latent-lens: [^\n]+\n$/);
    expect(existsSync(at('none.json'))).toBe(false);
  });

  test('columns that cannot be modelled are told of, and the others trained on', async () => {
    const lines = Array.from(
      { length: 60 },
      (_, i) => `${1e9 * Math.sin(i)},${1e9 + Math.cos(i)},7,,${i === 5 ? 'once' : 'xy'[i % 2]}`,
    );
    writeFileSync(at('odd.csv'), `large,far,same,nothing,word\n${lines.join('\n')}\n`);
    const names = ['--columns', 'large,far,same,nothing,word'];
    const words = [...names, ...small, '--json', '--reconstructions', 'back.csv'];
    const { columns, leftOut, notes, elbo } = JSON.parse((await vae('odd.csv', ...words)).out);
    expect(columns).toEqual(['large', 'far', 'word']);
    expect(leftOut.map(({ name }: { name: string }) => name)).toEqual(['same', 'nothing']);
    expect(notes.join(' ')).toMatch(/'same' is constant \(7\).*'nothing' has no value.*'once'/);
    expect(Number.isFinite(elbo.heldOut)).toBe(true);
    const [back] = records(readFileSync(at('back.csv'), 'utf8'));
    expect([Object.keys(back ?? {}), back?.same]).toEqual([['large', 'far', 'same', 'word'], '7']);
  });

  test('the noise of dates is told in days, not in milliseconds', async () => {
    const days = Array.from({ length: 60 }, (_, i) =>
      new Date(Date.UTC(2020, 0, 1 + ((i * 37) % 400))).toISOString().slice(0, 10),
    );
    writeFileSync(at('dates.csv'), `when,x\n${days.map((day, i) => `${day},${Math.sin(i) + i / 7}`).join('\n')}\n`);
    const { out } = await vae('dates.csv', '--columns', 'when,x', ...small);
    expect(out).toMatch(/when +gaussian +\d+ d\n/);
  });
});

test('layers and likelihoods are read as they are written', () => {
  expect([parseLayers('128,64'), parseLayers('linear'), parseLayers(' 7 ')]).toEqual([[128, 64], [], [7]]);
  for (const bad of ['', '0', '12,', '2000', '1,1,1,1,1,1,1', 'deep']) expect(() => parseLayers(bad), bad).toThrow('Layers are');
  expect(parseLikelihoods('a=poisson,b = Log-Normal')).toEqual({ a: 'poisson', b: 'log-normal' });
  expect(parseLikelihoods('"x, y=z=bernoulli"')).toEqual({ 'x, y=z': 'bernoulli' });
  for (const bad of ['a', '=poisson', 'a=laplace']) expect(() => parseLikelihoods(bad), bad).toThrow('ikelihoods are');
});
