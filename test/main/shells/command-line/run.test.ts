import { describe, expect, test } from 'vitest';
import type { Commands } from '../../../../src/main/shells/command-line/program.ts';
import { run } from '../../../../src/main/shells/command-line/run.ts';
import { LensError } from '../../../../src/shared/errors.ts';

/** Parses the words; the commands only note what they were given. */
async function parse(words: readonly string[], failing?: unknown) {
  let out = '';
  let err = '';
  let given: readonly unknown[] = [];
  const note =
    (name: string) =>
    async (...args: readonly unknown[]): Promise<number> => {
      given = [name, ...args];
      if (failing) throw failing;
      return 0;
    };
  const commands: Commands = {
    open: note('open'),
    serve: note('serve'),
    inspect: note('inspect'),
    cluster: note('cluster'),
    score: note('score'),
    vae: note('vae'),
    compare: note('compare'),
  };
  const code = await run(
    words,
    '1.2.3',
    { out: { write: (text) => (out += text) }, err: { write: (text) => (err += text) } },
    commands,
  );
  return { code, out, err, given };
}

describe('words that are understood', () => {
  test.each<[string, string, readonly unknown[]]>([
    ['nothing opens the window', '', ['open', undefined]],
    ['a file alone is opened', 'data.csv', ['open', 'data.csv']],
    ['open', 'open data.csv', ['open', 'data.csv']],
    ['serve', 'serve', ['serve', undefined, { port: 0, open: true }]],
    ['serve with all', 'serve data.csv --port 8080 --no-open', ['serve', 'data.csv', { port: 8080, open: false }]],
    ['inspect', 'inspect d.csv --json', ['inspect', 'd.csv', { json: true, header: true }]],
    [
      'inspect with corrected guesses',
      'inspect d.csv --delimiter tab --decimal , --encoding LATIN-1 --no-header --missing-codes -999,x',
      ['inspect', 'd.csv', { delimiter: '\t', decimal: ',', encoding: 'latin-1', header: false, missingCodes: ['-999', 'x'] }],
    ],
    ['score', 'score m.json d.csv --labels o.csv', ['score', 'm.json', 'd.csv', { labels: 'o.csv', header: true }]],
    [
      'cluster by its defaults',
      'cluster d.csv',
      [
        'cluster',
        'd.csv',
        {
          families: ['VVV', 'EEE', 'VVI', 'VII'],
          scale: 'none',
          starts: 10,
          method: 'em',
          missing: 'model',
          proportions: 'free',
          level: 0.05,
          noiseVolume: 'box',
          subsamples: 50,
          replicates: 199,
          seed: 1,
          header: true,
        },
      ],
    ],
    [
      'cluster with all',
      'cluster d.csv --columns a,b --k 1-3 --families full,tied --criterion icl --scale robust --starts 5 --start-labels s --method em --missing drop --noise --weights w --proportions equal --conjugate-prior --seed 7 --threads 2 --labels l.csv --model m.json --json',
      [
        'cluster',
        'd.csv',
        {
          columns: ['a', 'b'],
          k: [1, 2, 3],
          families: ['VVV', 'EEE'],
          criterion: 'icl',
          scale: 'robust',
          starts: 5,
          startLabels: 's',
          method: 'em',
          missing: 'drop',
          noise: true,
          weights: 'w',
          proportions: 'equal',
          conjugatePrior: true,
          level: 0.05,
          noiseVolume: 'box',
          subsamples: 50,
          replicates: 199,
          seed: 7,
          threads: 2,
          labels: 'l.csv',
          model: 'm.json',
          json: true,
          header: true,
        },
      ],
    ],
  ])('%s', async (_, words, given) => {
    const answer = await parse(words === '' ? [] : words.split(' '));
    expect(answer.err).toBe('');
    expect(answer.code).toBe(0);
    expect(answer.given).toEqual(given);
  });

  test('help and version go to standard output with 0', async () => {
    expect(await parse(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n', err: '', given: [] });
    const help = await parse(['cluster', '--help']);
    expect(help).toMatchObject({ code: 0, err: '', given: [] });
    expect(help.out).toContain('--start-labels');
    expect(help.out).toContain('--method');
  });
});

describe('an option that would be passed over is refused, with what to try, and nothing is run', () => {
  test.each([
    ['cluster d.csv --noise-volume hull', '--noise-volume says what the noise fills, but there is no --noise. Add --noise, or'],
    ['cluster d.csv --noise-volume box', '--noise-volume says what the noise fills'],
    ['cluster d.csv --level 0.01', '--level is a level of tests, but there is no --lrt.'],
    [
      'cluster d.csv --stability --replicates 99',
      'but there is no --lrt or --standard-errors. Add --lrt or --standard-errors, or',
    ],
    ['cluster d.csv --lrt --subsamples 9', '--subsamples is a number of subsamples, but there is no --stability.'],
    ['cluster d.csv --merge-to 2', '--merge-to makes a column of the labels, but there is no --labels.'],
    ['cluster d.csv --start-labels s --budget 3', '--budget asks for more starts, but --start-labels is one start alone.'],
    ['cluster d.csv --start-labels s --max-starts 30', '--max-starts asks for more starts'],
    ['cluster d.csv --max-starts 5', '--max-starts 5 is less than the 10 starts that are made at any rate. Add --starts 5, or'],
    ['compare d.csv --models gaussian,vae --components 5', '--components is of bayesian, but --models leaves it out.'],
    ['compare d.csv --models pca --families all', '--families is of mixture and bayesian, but --models leaves them out.'],
    ['compare d.csv --models mixture --latent 3', '--latent is of vae'],
  ])('%s', async (words, told) => {
    const { code, out, err, given } = await parse(words.split(' '));
    expect([code, out, given]).toEqual([2, '', []]);
    expect(err).toContain(told);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  test.each([
    'cluster d.csv --noise --noise-volume hull',
    'cluster d.csv --lrt --level 0.01 --replicates 99',
    'cluster d.csv --standard-errors --replicates 99 --stability --subsamples 9',
    'cluster d.csv --starts 5 --max-starts 5',
    'cluster d.csv --labels o.csv --merge-to 2',
    'compare d.csv --components 5 --latent 3',
    'compare d.csv --models pca --criterion aic',
  ])('%s is taken', async (words) => {
    expect(await parse(words.split(' '))).toMatchObject({ code: 0, err: '' });
  });
});

describe('wrong use ends with 2, one line on standard error, and runs nothing', () => {
  test.each([
    'vae',
    'vae d.csv --latent 0',
    'vae d.csv --layers 0',
    'vae d.csv --layers wide',
    'vae d.csv --noise none',
    'vae d.csv --backend abacus',
    'vae d.csv --likelihoods a=laplace',
    'vae d.csv --held-out 0.9',
    'vae d.csv --script x.R',
    'open a.csv b.csv',
    'cluster',
    'cluster a.csv b.csv',
    'cluster d.csv --k 0',
    'cluster d.csv --families VVX',
    'cluster d.csv --criterion dic',
    'cluster d.csv --scale log',
    'cluster d.csv --starts none',
    'cluster d.csv --seed -1',
    'cluster d.csv --threads 0',
    'cluster d.csv --columns a,,b',
    'cluster d.csv --noisy',
    'cluster d.csv --missing guess',
    'cluster d.csv --proportions half',
    'cluster d.csv --labels',
    'cluster d.csv --method magic',
    'inspect',
    'inspect d.csv --delimiter ab',
    'inspect d.csv --decimal x',
    'inspect d.csv --encoding ebcdic',
    'score m.json',
    'score m.json d.csv',
    'serve --port 70000',
    '--nonsense',
  ])('%s', async (words) => {
    const { code, out, err, given } = await parse(words.split(' '));
    expect(code).toBe(2);
    expect(given).toEqual([]);
    expect(out).toBe('');
    expect(err).toMatch(/^latent-lens: [^\n]+\n$/);
  });
});

test.each([
  ['usage', 2],
  ['input', 3],
  ['missing', 3],
  ['unconverged', 4],
  ['cancelled', 130],
  ['internal', 1],
] as const)("an error of kind '%s' ends with %i and one line of what, where and what to try", async (kind, exit) => {
  const { code, err } = await parse(['inspect', 'd.csv'], new LensError(kind, 'd.csv, line 3:\nbroken.', 'Mend it.'));
  expect(code).toBe(exit);
  expect(err).toBe('latent-lens: d.csv, line 3: broken. Mend it.\n');
});

test('a fault of ours ends with 1 and says that it is one', async () => {
  const { code, err } = await parse(['inspect', 'd.csv'], new TypeError('x is undefined'));
  expect(code).toBe(1);
  expect(err).toMatch(/^latent-lens: x is undefined This is a fault of Latent Lens[^\n]*\n$/);
});
