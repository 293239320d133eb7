import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, lens, records, sample, temporaryFolder } from './child.ts';

const folder = temporaryFolder();
const inFolder = (name: string) => readFileSync(join(folder.path, name), 'utf8');
afterAll(folder.remove);

const figures = [
  'k',
  'family',
  'logLikelihood',
  'parameters',
  'bic',
  'aic',
  'icl',
  'iterations',
  'converged',
  'degenerate',
  'starts',
  'startsAtBest',
  'failure',
];

describe('cluster on Old Faithful', () => {
  const words = ['cluster', sample('old-faithful.csv'), '--k', '1-4', '--starts', '5', '--seed', '3'];
  let ended: Ended;
  // biome-ignore lint/suspicious/noExplicitAny: what was printed, looked at field by field.
  let answer: any;
  beforeAll(async () => {
    ended = await lens([...words, '--json', '--threads', '1', '--labels', 'labels.csv', '--model', 'model.json'], {
      cwd: folder.path,
    });
    answer = JSON.parse(ended.out);
  });

  test('prints one JSON object with exactly the fields of its design, and nothing else', () => {
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(Object.keys(answer)).toEqual(['rows', 'columns', 'excluded', 'seed', 'seconds', 'criterion', 'candidates', 'best']);
    expect(answer).toMatchObject({ rows: 272, columns: ['eruptions', 'waiting'], excluded: 0, seed: 3, criterion: 'bic' });
    expect(answer.candidates).toHaveLength(16);
    for (const candidate of answer.candidates) expect(Object.keys(candidate)).toEqual(figures);
    expect(Object.keys(answer.best)).toEqual([...figures, 'weights', 'means', 'covariances', 'sizes']);
  });

  test('finds mclust’s choice: EEE with three components', () => {
    expect(answer.best).toMatchObject({ k: 3, family: 'EEE', parameters: 11, converged: true, degenerate: false, failure: null });
    expect(answer.best.logLikelihood).toBeCloseTo(-1126.31592782, 3);
    expect(answer.best.bic).toBeCloseTo(-2 * answer.best.logLikelihood + 11 * Math.log(272), 8);
    expect(answer.best.aic).toBeCloseTo(-2 * answer.best.logLikelihood + 22, 8);
    expect(answer.best.weights.reduce((a: number, b: number) => a + b)).toBeCloseTo(1, 12);
    expect(answer.best.sizes.reduce((a: number, b: number) => a + b)).toBe(272);
    expect(answer.best.means).toHaveLength(3);
    expect(answer.best.covariances[0][0][1]).toBeCloseTo(answer.best.covariances[0][1][0], 12);
  });

  test('writes the input’s rows in their order with labels and probabilities', () => {
    const input = records(readFileSync(sample('old-faithful.csv'), 'utf8'));
    const rows = records(inFolder('labels.csv'));
    const added = ['cluster', 'uncertainty', 'log_density', 'probability_1', 'probability_2', 'probability_3'];
    expect(Object.keys(rows[0])).toEqual(['eruptions', 'waiting', ...added]);
    expect(rows.map(({ eruptions, waiting }) => [Number(eruptions), Number(waiting)])).toEqual(
      input.map(({ eruptions, waiting }) => [Number(eruptions), Number(waiting)]),
    );
    let logLikelihood = 0;
    for (const row of rows) {
      const probabilities = [1, 2, 3].map((component) => Number(row[`probability_${component}`]));
      expect(Math.abs(probabilities.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-14);
      expect(probabilities[Number(row.cluster) - 1]).toBe(Math.max(...probabilities));
      expect(Number(row.uncertainty)).toBeCloseTo(1 - Math.max(...probabilities), 14);
      logLikelihood += Number(row.log_density);
    }
    expect(logLikelihood).toBeCloseTo(answer.best.logLikelihood, 6);
    expect([1, 2, 3].map((label) => rows.filter(({ cluster }) => Number(cluster) === label).length)).toEqual(answer.best.sizes);
  });

  test('score with the model gives the same labels again', async () => {
    const { code, out } = await lens(['score', 'model.json', sample('old-faithful.csv'), '--labels', 'scored.csv'], {
      cwd: folder.path,
    });
    expect({ code, out }).toEqual({ code: 0, out: '' });
    const [first, again] = [records(inFolder('labels.csv')), records(inFolder('scored.csv'))];
    expect(again.map(({ cluster }) => cluster)).toEqual(first.map(({ cluster }) => cluster));
    for (const [row, { log_density: density }] of again.entries())
      expect(Number(density)).toBeCloseTo(Number(first[row].log_density), 9);
  });

  test('gives the same bytes on two threads as on one', async () => {
    const two = await lens([...words, '--json', '--threads', '2', '--labels', 'labels-2.csv', '--model', 'model-2.json'], {
      cwd: folder.path,
    });
    expect(inFolder('labels-2.csv')).toBe(inFolder('labels.csv'));
    expect(inFolder('model-2.json')).toBe(inFolder('model.json'));
    expect({ ...JSON.parse(two.out), seconds: 0 }).toEqual({ ...answer, seconds: 0 });
  });

  test('prints a table for a person, with the best marked', async () => {
    const { code, out } = await lens(words, { cwd: folder.path });
    expect(code).toBe(0);
    expect(out).toMatch(/272 rows, 0 excluded; eruptions, waiting; seed 3/);
    expect(out).toMatch(/^K +VVV +EEE +VVI +VII$/m);
    expect(out).toMatch(/^3 .* 0\.0\* /m);
    expect(out).toMatch(/Best: K = 3, EEE \(one full shape for all\): log-likelihood -1126\.3159/);
  });

  test('leaves nothing in the folder but what was asked for', () => {
    expect(
      readdirSync(folder.path)
        .filter((name) => name !== 'home')
        .sort(),
    ).toEqual(['labels-2.csv', 'labels.csv', 'model-2.json', 'model.json', 'scored.csv']);
  });
});

describe('cluster on rows with missing cells', () => {
  test('counts the excluded rows and leaves their results empty', async () => {
    const words = [
      'cluster',
      sample('penguins.csv'),
      '--columns',
      'bill_length_mm,flipper_length_mm',
      '--k',
      '3',
      '--families',
      'Full',
    ];
    const { code, out } = await lens([...words, '--starts', '3', '--json', '--labels', 'penguins.csv'], { cwd: folder.path });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ rows: 344, excluded: 2, best: { family: 'VVV', k: 3 } });
    const rows = records(inFolder('penguins.csv'));
    expect(rows).toHaveLength(344);
    const empty = rows.filter(({ cluster }) => cluster === '');
    expect(empty.map(({ bill_length_mm: bill }) => bill)).toEqual(['', '']);
    expect(empty.map(({ uncertainty, log_density: density, probability_3: last }) => [uncertainty, density, last])).toEqual([
      ['', '', ''],
      ['', '', ''],
    ]);
  });

  test('all numeric columns are fitted unless named', async () => {
    const { out } = await lens(['cluster', sample('iris.csv'), '--k', '1', '--families', 'tied', '--json'], { cwd: folder.path });
    expect(JSON.parse(out).columns).toEqual(['sepal_length', 'sepal_width', 'petal_length', 'petal_width']);
  });
});

describe('columns that nobody named', () => {
  const cell = (i: number) => `${Math.sin(i * 1.7)},7,${i === 4 ? 'inf' : i},${i % 2 === 0 ? 3 : ''}`;
  const file = `x,flat,far,half\n${Array.from({ length: 40 }, (_, i) => cell(i)).join('\n')}\n`;
  const words = ['cluster', 'flat.csv', '--k', '1', '--families', 'EII', '--threads', '1'];

  test('are left out with a word where a mixture cannot take them', async () => {
    writeFileSync(join(folder.path, 'flat.csv'), file);
    const { code, out } = await lens(words, { cwd: folder.path });
    expect(code).toBe(0);
    expect(out).toContain(
      "3 columns left out: 'flat' has one value in all rows; 'far' holds 1 infinite value; 'half' has one value in all rows that have any.",
    );
    const json = JSON.parse((await lens([...words, '--json'], { cwd: folder.path })).out);
    expect(json.columns).toEqual(['x']);
    expect(json.leftOut.map(({ name }: { name: string }) => name)).toEqual(['flat', 'far', 'half']);
  });

  test('count by their complete rows where others are dropped', async () => {
    // y varies, but not where z has a value.
    const rows = Array.from({ length: 40 }, (_, i) => `${Math.sin(i * 1.7)},${i < 20 ? 1 : i},${i < 20 ? Math.cos(i) : ''}`);
    writeFileSync(join(folder.path, 'holes.csv'), `x,y,z\n${rows.join('\n')}\n`);
    const { out } = await lens(['cluster', 'holes.csv', ...words.slice(2), '--missing', 'drop'], { cwd: folder.path });
    expect(out).toContain("1 column left out: 'y' has one value in all complete rows.");
  });

  test('named, or the only ones, they are refused with the reason', async () => {
    const named = await lens([...words, '--columns', 'x,flat'], { cwd: folder.path });
    expect(named.code).not.toBe(0);
    expect(named.err).toContain("same value in column 'flat'. Leave it out.");
    writeFileSync(join(folder.path, 'same.csv'), 'a,b\n1,2\n1,2\n1,2\n');
    const none = await lens(['cluster', 'same.csv', ...words.slice(2)], { cwd: folder.path });
    expect(none.err).toContain(
      "None of the numeric columns of same.csv can be fitted: 'a' has one value in all rows; 'b' has one value in all rows.",
    );
  });
});

describe('an output', () => {
  test.each([
    ['the input', ['--labels', 'own.csv']],
    ['another output', ['--labels', 'same', '--model', './same']],
  ])('never takes the place of %s', async (_, outputs) => {
    writeFileSync(join(folder.path, 'own.csv'), 'x\n1\n2\n3\n');
    const { code, err } = await lens(['cluster', 'own.csv', '--k', '1', ...outputs], { cwd: folder.path });
    expect(code).toBe(2);
    expect(err).toMatch(/read or written already/);
    expect(inFolder('own.csv')).toBe('x\n1\n2\n3\n');
  });
});

test('in one column there are two families, whatever is asked for', async () => {
  const words = ['cluster', sample('old-faithful.csv'), '--columns', 'waiting', '--k', '2', '--families', 'all', '--starts', '2'];
  const { out } = await lens([...words, '--threads', '1'], { cwd: folder.path });
  expect(out).toMatch(/^K +VVV +EEE$/m);
  expect(out).toMatch(/Best: K = 2, (EEE \(one variance for all\)|VVV \(each its own variance\))/);
});

test('what in the columns may mislead is said', async () => {
  const rows = Array.from({ length: 120 }, (_, i) => `${i % 3 === 0 ? 0 : Math.sin(i) + 2},${Math.cos(i * 1.3)}`);
  writeFileSync(join(folder.path, 'zeros.csv'), `x,y\n${rows.join('\n')}\n`);
  const words = ['cluster', 'zeros.csv', '--k', '1', '--families', 'EII', '--threads', '1'];
  expect((await lens(words, { cwd: folder.path })).out).toContain("In 33 % of the rows column 'x' is 0");
  const { cautions } = JSON.parse((await lens([...words, '--json'], { cwd: folder.path })).out);
  expect(cautions).toHaveLength(1);
});

test('noise fills the convex hull where that is asked for, and its rows are counted', async () => {
  const words = [
    'cluster',
    sample('old-faithful.csv'),
    '--k',
    '2',
    '--families',
    'VVV',
    '--starts',
    '2',
    '--threads',
    '1',
    '--noise',
    '--json',
  ];
  const noiseOf = async (...flags: string[]) => JSON.parse((await lens([...words, ...flags], { cwd: folder.path })).out).best;
  const box = await noiseOf();
  const hull = await noiseOf('--noise-volume', 'hull');
  expect(hull.noise.logDensity).toBeGreaterThan(box.noise.logDensity);
  for (const { noise, sizes } of [box, hull]) expect(noise.rows + sizes[0] + sizes[1]).toBe(272);
});

test('rows of weight 0 are told of, and count neither in a cluster nor as noise', async () => {
  const around = (i: number) => `${(i % 2) * 9 + Math.sin(i * 2.4)},${Math.cos(i * 1.7)},${i % 3}`;
  const apart = ['20,20,0', '-20,20,0', '20,-20,1', '-20,-20,0'];
  writeFileSync(
    join(folder.path, 'weighed.csv'),
    `x,y,w\n${[...Array.from({ length: 90 }, (_, i) => around(i)), ...apart].join('\n')}\n`,
  );
  const words = ['cluster', 'weighed.csv', '--weights', 'w', '--noise', '--k', '2', '--families', 'VII', '--starts', '2'];
  const { out } = await lens([...words, '--threads', '1'], { cwd: folder.path });
  expect(out).toMatch(/^94 rows, 0 excluded, 33 of weight 0; x, y;/);
  const { best } = JSON.parse((await lens([...words, '--threads', '1', '--json'], { cwd: folder.path })).out);
  expect(best.noise.rows).toBe(1);
  expect(best.sizes[0] + best.sizes[1]).toBe(60);
});

test('rows beyond all numbers are told of where they are scored, and none is NaN', async () => {
  const words = ['cluster', sample('old-faithful.csv'), '--k', '2', '--starts', '2', '--threads', '1'];
  await lens([...words, '--families', 'VVV', '--model', 'near.json'], { cwd: folder.path });
  writeFileSync(join(folder.path, 'far.csv'), 'eruptions,waiting\n3,70\n1e300,70\n-1e300,1e300\n,1e200\n');
  const { code, err } = await lens(['score', 'near.json', 'far.csv', '--labels', 'far-scored.csv'], { cwd: folder.path });
  expect(code).toBe(0);
  expect(err).toContain("3 rows lie beyond all numbers from every component, row 2 by its 1e+300 in column 'eruptions'");
  expect(err).toContain("row 4 by its 1e+200 in column 'waiting'");
  const rows = records(inFolder('far-scored.csv'));
  expect(rows.map(({ log_density: density }) => Number(density)).slice(1)).toEqual(Array(3).fill(Number.NEGATIVE_INFINITY));
  for (const row of rows) expect(Object.values(row)).not.toContain('NaN');
});

test('a model with noise scores the rows that it was fitted to as the fit does', async () => {
  const fit = [
    'cluster',
    sample('old-faithful.csv'),
    '--k',
    '2',
    '--families',
    'VVV',
    '--starts',
    '2',
    '--threads',
    '1',
    '--noise',
  ];
  await lens([...fit, '--labels', 'with-noise.csv', '--model', 'noise.json'], { cwd: folder.path });
  const scored = await lens(['score', 'noise.json', sample('old-faithful.csv'), '--labels', 'noise-scored.csv'], {
    cwd: folder.path,
  });
  expect(scored.code).toBe(0);
  expect(inFolder('noise-scored.csv')).toBe(inFolder('with-noise.csv'));
});
