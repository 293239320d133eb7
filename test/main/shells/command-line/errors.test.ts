import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lens, sample, temporaryFolder } from './child.ts';

const folder = temporaryFolder();
const cwd = folder.path;
afterAll(folder.remove);
beforeAll(() => {
  writeFileSync(join(cwd, 'empty.csv'), '');
  writeFileSync(join(cwd, 'words.csv'), 'a,b\nx,y\nz,w\nx,w\n');
  writeFileSync(join(cwd, 'tiny.csv'), 'a,b\n1,2\n3,5\n');
  writeFileSync(join(cwd, 'model.json'), '{"format": "other"}');
  writeFileSync(join(cwd, 'picture.csv'), Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'));
  mkdirSync(join(cwd, 'folder.csv'));
});

/** Every error is one line on standard error; standard output stays empty. */
async function fails(exit: number, ...words: string[]): Promise<string> {
  const { code, out, err } = await lens(words, { cwd });
  expect({ code, out }).toEqual({ code: exit, out: '' });
  expect(err).toMatch(/^latent-lens: [^\n]+\n$/);
  return err;
}

describe('bad input ends with 3', () => {
  test.each([
    ['a file that is not there', ['inspect', 'absent.csv'], /absent\.csv/],
    ['a folder', ['inspect', 'folder.csv'], /folder\.csv/],
    ['an empty file', ['inspect', 'empty.csv'], /empty\.csv/],
    ['a picture', ['inspect', 'picture.csv'], /picture\.csv/],
    ['a file that is not there, to open', ['open', 'absent.csv'], /absent\.csv/],
    ['a file that is not there, to serve', ['serve', 'absent.csv', '--no-open'], /absent\.csv/],
    ['no numeric column', ['cluster', 'words.csv', '--json'], /no numeric column/],
    ['a column that is not there', ['cluster', 'tiny.csv', '--columns', 'a,c'], /no column 'c'.*a, b/],
    ['a column of words', ['cluster', 'words.csv', '--columns', 'a'], /'a'/],
    [
      'labels into a folder that is not there',
      ['cluster', sample('old-faithful.csv'), '--k', '1', '--labels', 'no/l.csv'],
      /no\/l\.csv/,
    ],
    ['a model that is not there', ['score', 'absent.json', 'tiny.csv', '--labels', 'l.csv'], /absent\.json/],
    ['a model that is none', ['score', 'model.json', 'tiny.csv', '--labels', 'l.csv'], /model\.json/],
  ] as const)('%s', async (_, words, message) => {
    expect(await fails(3, ...words)).toMatch(message);
    expect(existsSync(join(cwd, 'l.csv'))).toBe(false);
  });
});

describe('wrong use ends with 2', () => {
  test.each([
    ['a method that there is not', ['cluster', 'tiny.csv', '--method', 'sampling'], /em, variational/],
    ['row weights that are fitted too', ['cluster', 'tiny.csv', '--columns', 'a', '--weights', 'a'], /row weights/],
    [
      'an assessment of EM beside a variational fit',
      ['cluster', 'tiny.csv', '--method', 'variational', '--lrt'],
      /are of mixtures by EM\. Leave them out/,
    ],
    ['a prior beside EM', ['cluster', 'tiny.csv', '--prior', 'process'], /--method variational/],
    ['an unknown option', ['cluster', 'tiny.csv', '--priors', 'process'], /--priors/],
    ['an unknown command', ['contrast', 'tiny.csv'], /contrast.*The commands are/],
  ] as const)('%s', async (_, words, message) => expect(await fails(2, ...words)).toMatch(message));
});

test('a model is not scored on a table that lacks its columns', async () => {
  const model = {
    format: 'latent-lens-mixture',
    version: 1,
    columns: ['a', 'zebra'],
    family: 'VVV',
    k: 1,
    weights: [1],
    means: [[0, 0]],
    covariances: [
      [
        [1, 0],
        [0, 1],
      ],
    ],
    logLikelihood: 0,
    bic: 0,
    rows: 9,
    seed: 1,
    converged: true,
    source: 'x.csv',
  };
  writeFileSync(join(cwd, 'zebra.json'), JSON.stringify(model));
  expect(await fails(3, 'score', 'zebra.json', 'tiny.csv', '--labels', 'l.csv')).toMatch(/zebra/);
});

test('nothing that converged ends with 4, still tells why in the JSON, and writes no labels', async () => {
  const words = ['cluster', 'tiny.csv', '--k', '2', '--families', 'full', '--json', '--labels', 'l.csv', '--model', 'm.json'];
  const { code, out, err } = await lens(words, { cwd });
  expect(code).toBe(4);
  expect(err).toMatch(/^latent-lens: Nothing converged[^\n]+\n$/);
  const answer = JSON.parse(out);
  expect(answer.best).toBeNull();
  expect(answer.candidates).toMatchObject([{ k: 2, family: 'VVV', failure: expect.stringMatching(/\w/) }]);
  expect(existsSync(join(cwd, 'l.csv')) || existsSync(join(cwd, 'm.json'))).toBe(false);
});
