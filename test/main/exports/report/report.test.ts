import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { escaped } from '../../../../src/main/exports/report/html.ts';
import { bySeparation } from '../../../../src/main/exports/report/input.ts';
import { commandLine } from '../../../../src/main/exports/report/made.ts';
import { xAxis } from '../../../../src/main/exports/report/svg.ts';
import { parseNames } from '../../../../src/main/shells/command-line/lists.ts';
import { clusterColour } from '../../../../src/shared/geometry/palette.ts';
import { FitOptions } from '../../../../src/shared/model/mixture.ts';
import { PriorOptions } from '../../../../src/shared/model/variational.ts';
import { percent } from '../../../../src/shared/words/format.ts';
import { type TestApp, testApp } from '../../use-cases/application.ts';

const samples = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'samples');
let home: TestApp;
beforeAll(() => {
  home = testApp();
});
afterAll(() => home.close());

async function report(fit: number, k: number, family: FitOptions['families'][number]): Promise<string> {
  const path = join(home.folder, 'report.html');
  const { job } = await home.app.call('export.report', { candidate: { fit, k, family }, target: { kind: 'path', path } });
  await home.done(job);
  return readFileSync(path, 'utf8');
}
const figures = async (fit: number, k: number) =>
  (await home.app.call('project.read', {})).fits.find(({ id }) => id === fit)!.candidates.find((one) => one.k === k)!;

describe('the report', () => {
  it('tells K, the alternatives, what to distrust, the share of rows in doubt, seed and source', async () => {
    await home.table('faithful.csv', readFileSync(join(samples, 'old-faithful.csv'), 'utf8'));
    const fit = await home.fit({ columns: ['eruptions', 'waiting'], ks: [1, 2, 3], families: ['EEE'], seed: 77 });
    const html = await report(fit, 3, 'EEE');
    const words = html.replace(/<svg.*?<\/svg>/gs, ' ').replace(/<style>.*?<\/style>/s, ' ').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '); // biome-ignore format: one thing
    expect(words).toContain('K = 3, one full shape for all EEE');
    expect(words).toContain('The best K is the largest tried (3)');
    expect(words).toMatch(/Rows in doubt 1\d %/);
    expect(words).toContain('Seed 77');
    expect(words).toContain((await home.app.call('project.read', {})).dataset!.source.hash);
    const [two, three] = [await figures(fit, 2), await figures(fit, 3)];
    expect(words).toContain((two.bic! - three.bic!).toFixed(1));
    expect(words).toContain(
      'latent-lens cluster faithful.csv --columns eruptions,waiting --k 1-3 --families EEE --starts 3 --missing model --seed 77',
    );
    expect(words).toContain('Neither held-out likelihood');
    // A scatterplot, the criterion over K, the ends of the starts and a histogram for each column.
    expect(html.match(/<svg /g)).toHaveLength(5);
    expect(html).not.toMatch(/NaN|undefined|Infinity|<script|<link|<img|src=|https?:|@import/);
  });

  it('tells the prior of a Bayesian mixture, and asks of it only what there is for it', async () => {
    await home.table('faithful.csv', readFileSync(join(samples, 'old-faithful.csv'), 'utf8'));
    const fit = await home.fit({
      ...{ columns: ['eruptions', 'waiting'], ks: [4], families: ['VVV'], method: 'variational' },
      bayesian: PriorOptions.parse({ weights: 'distribution', concentration: 0.5 }),
    });
    const html = await report(fit, 4, 'VVV');
    expect(html).toContain(
      'Dirichlet distribution on the weights, concentration 0.5; of each component mean precision 1, degrees of freedom 2',
    );
    expect(html).toContain('Held-out log density of its candidates was not asked for.');
    expect(html).not.toMatch(/likelihood-ratio test|exact EM|NaN|undefined/);
  });

  it('has the credible intervals of a Bayesian mixture, few columns or many, and none for EM', async () => {
    const header = ['a', 'b', 'c', 'd', 'e', 'f'];
    const rows = Array.from({ length: 120 }, (_, i) => header.map((_, j) => (i % 2) * 9 + Math.sin(i * (j + 2) * 1.3)).join());
    await home.table('six.csv', `${[header.join(), ...rows].join('\n')}\n`);
    for (const columns of [['a', 'b'], header]) {
      const fit = await home.fit({ columns, ks: [3], families: ['VVV'], method: 'variational' });
      const { variational, mixture, sizes } = await home.app.call('fit.detail', { fit, k: 3, family: 'VVV' });
      const used = mixture!.weights.filter((weight, k) => weight >= 0.01 || sizes[k] > 0).length;
      const html = await report(fit, 3, 'VVV');
      const { lower, upper } = variational!.weights;
      expect(html).toContain(`<span class="interval">${percent(lower[0])} to ${percent(upper[0])}</span>`);
      // A weight and the means of each that is in use.
      expect(html.match(/class="interval"/g)).toHaveLength(used * (1 + columns.length));
      expect(html).toContain('the interval that holds 95 % of the posterior');
    }
    const em = await home.fit({ columns: ['a', 'b'], ks: [2], families: ['VVV'] });
    expect(await report(em, 2, 'VVV')).not.toMatch(/class="interval"|of the posterior/);
  });

  it('has no place for what columns are called to become markup', async () => {
    const name = '<img src=x onerror=alert(1)>';
    const rows = Array.from({ length: 40 }, (_, i) => `${(i % 2) * 9 + Math.sin(i)};${(i % 2) * 4 + Math.cos(3 * i)}`);
    await home.table('a"b<c.csv', `${name};b&"c\n${rows.join('\n')}\n`);
    const fit = await home.fit({ columns: [name, 'b&"c'], noise: true });
    const html = await report(fit, 2, 'VVV');
    expect(html).not.toContain('<img');
    expect(html).toContain(escaped(name));
  });

  it('has the colours and names that components were given', async () => {
    await home.table('faithful.csv', readFileSync(join(samples, 'old-faithful.csv'), 'utf8'));
    const fit = await home.fit({ columns: ['eruptions', 'waiting'] });
    const look = { fit, k: 2, family: 'VVV' as const, places: [3, 0], names: ['long & late', ''] };
    const { view } = await home.app.call('project.read', {});
    await home.app.call('project.remember', { ...view, appearances: [look] });
    const html = await report(fit, 2, 'VVV');
    expect(html).toContain('long &amp; late');
    expect(html).toMatch(/<text [^>]*>long &amp; late<\/text>/);
    const [first, second] = [...html.matchAll(/class="dot" style="background:(#\w+)"/g)].map(([, colour]) => colour);
    expect([first, second]).toEqual([clusterColour(3, 'light'), clusterColour(0, 'light')]);
  });

  it('counts rows of weight 0 neither in a cluster nor as noise', async () => {
    const near = Array.from({ length: 90 }, (_, i) => `${(i % 2) * 9 + Math.sin(i * 2.4)},${Math.cos(i * 1.7)},${i % 3}`);
    await home.table('weighed.csv', `x,y,w\n${[...near, '20,20,0', '-20,20,0', '20,-20,1', '-20,-20,0'].join('\n')}\n`);
    const fit = await home.fit({ columns: ['x', 'y'], ks: [2], families: ['VII'], noise: true, weights: 'w' });
    const html = await report(fit, 2, 'VII');
    expect(html).toMatch(/<strong>Noise<\/strong>.*?<td[^>]*>1 <span/s);
  });

  it('does without a scatterplot in one column, and without a comparison of one candidate', async () => {
    await home.table('one.csv', `x\n${Array.from({ length: 50 }, (_, i) => (i % 2) * 20 + Math.sin(i)).join('\n')}\n`);
    const fit = await home.fit({ columns: ['x'], ks: [1], starts: 1 });
    const html = await report(fit, 1, 'VVV');
    expect(html.match(/<svg /g)).toHaveLength(1);
    expect(html).toContain('nothing to compare it with');
    expect(html).not.toMatch(/NaN|undefined/);
  });

  it('shows some of very many rows, and says so', async () => {
    const rows = Array.from(
      { length: 9000 },
      (_, i) => `${(i % 2) * 9 + Math.sin(i)},${(i % 2) * 4 + Math.cos(3 * i)},${i % 7 ? i % 100 : ''}`,
    );
    await home.table('many.csv', `a,b,c\n${rows.join('\n')}\n`);
    const fit = await home.fit({ columns: ['a', 'b', 'c'], missing: 'model' });
    const html = await report(fit, 2, 'VVV');
    expect(html).toContain('3,000 of 9,000 rows, evenly chosen');
    expect(html.match(/<use /g)).toHaveLength(3000);
    expect(html.length).toBeLessThan(600_000);
  });
});

it('columns that part the components come first', () => {
  const unit = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]; // biome-ignore format: a matrix
  const mixture = { weights: [0.5, 0.5], means: [[0, 0, 0], [1, 5, 2]], covariances: [unit, unit] }; // biome-ignore format: short
  expect(bySeparation(mixture)).toEqual([1, 2, 0]);
});

it('the command line quotes what a shell would take apart', () => {
  const options = FitOptions.parse({ columns: ["a'b", 'c d'], ks: [2, 5], families: ['VVV'], noise: true, weights: 'w' });
  expect(commandLine('my file.csv', options)).toBe(
    "latent-lens cluster 'my file.csv' --columns 'a'\\''b,c d' --k 2,5 --families VVV --starts 10 --missing model --noise --weights w --seed 1",
  );
});

it('the command line leaves out what would be refused beside the rest', () => {
  const fit = { columns: ['a', 'b'], ks: [2], families: ['VVV'], mostStarts: 30, budget: 2 };
  const line = (more: object) => commandLine('t.csv', FitOptions.parse({ ...fit, ...more }));
  expect(line({ noise: true, noiseVolume: 'hull' })).toContain('--max-starts 30 --budget 2 --noise --noise-volume hull');
  expect(line({ noiseVolume: 'hull' })).not.toContain('noise');
  expect(line({ startLabels: 's' })).not.toMatch(/--max-starts|--budget/);
  expect(line({ method: 'variational', criterion: 'icl' })).not.toMatch(/--criterion|--max-starts|--budget/);
});

it('the command line writes names as it reads them', () => {
  const columns = ['x', 'a, b', 'größe "q"', ' y'];
  const line = commandLine('t.csv', FitOptions.parse({ columns, ks: [1], families: ['VVV'] }));
  expect(parseNames(/--columns '([^']*)'/.exec(line)![1]!)).toEqual(columns);
});

describe('axes of the report', () => {
  const plot = { left: 44, top: 8, width: 262, height: 120, x: [1e9, 1e9 + 10], y: [0, 1] } as const;

  it('leave out labels that would run into others', () => {
    const labels = [...xAxis(plot).matchAll(/<text x="([\d.]+)"[^>]*>([^<]+)</g)];
    expect(labels.map(([, , label]) => label)).toContain('1,000,000,000');
    const places = labels.map(([, x]) => Number(x));
    for (const [i, x] of places.slice(1).entries()) expect(x - places[i]!).toBeGreaterThan(80);
    expect(places.at(-1)! + 40).toBeLessThan(44 + 262 + 16);
  });

  it('shorten names that are longer than they are', () => {
    expect(xAxis(plot, { name: 'n'.repeat(200) })).toMatch(/>n{10,40}…</);
    expect(xAxis(plot, { name: 'petal length' })).toContain('>petal length<');
  });
});
