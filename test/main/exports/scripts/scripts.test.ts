import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FitOptions, familyCodes } from '../../../../src/shared/model/mixture.ts';
import { type TestApp, testApp } from '../../use-cases/application.ts';
import { hasR, python, runPython, runR } from './peers.ts';

const samples = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'samples');
const sample = (name: string): string => readFileSync(join(samples, name), 'utf8');

let home: TestApp;
beforeAll(() => {
  home = testApp();
});
afterAll(() => home.close());

const csvLabels = { format: 'csv', groups: null, names: null } as const;

/** Fits, and writes a script in both languages for every candidate that has a fit; their names without the ending. */
async function scripts(stem: string, options: Partial<FitOptions> & Pick<FitOptions, 'columns'>): Promise<string[]> {
  const fit = await home.fit(options);
  const { fits } = await home.app.call('project.read', {});
  const names: string[] = [];
  for (const { k, family, logLikelihood } of fits.find(({ id }) => id === fit)?.candidates ?? []) {
    if (logLikelihood === null) continue;
    const name = `${stem}-${family}-${k}`;
    for (const [language, ending] of [
      ['python', 'py'],
      ['r', 'R'],
    ] as const) {
      const target = { kind: 'path', path: join(home.folder, `${name}.${ending}`) } as const;
      const { job } = await home.app.call('export.script', { candidate: { fit, k, family }, language, target });
      await home.done(job);
    }
    names.push(name);
  }
  return names;
}

const text = (name: string): string => readFileSync(join(home.folder, name), 'utf8');

/** Both programs agree, where they are installed: the scripts assert it themselves. `refitted`: how many ran EM. */
function agree(names: readonly string[], refitted: { readonly python: number; readonly r: number }): void {
  if (python) {
    const said = runPython(
      home.folder,
      names.map((name) => `${name}.py`),
    );
    expect(said.match(/log-likelihood of the fit/g)).toHaveLength(names.length);
    expect(said.match(/after EM in scikit-learn/g) ?? []).toHaveLength(refitted.python);
  }
  if (hasR) {
    const said = runR(
      home.folder,
      names.map((name) => `${name}.R`),
    );
    expect(said.match(/log-likelihood of the fit/g)).toHaveLength(names.length);
    expect(said.match(/after EM in mclust/g) ?? []).toHaveLength(refitted.r);
  }
}

describe('scripts that reproduce a fit', { timeout: 300_000 }, () => {
  it('do so for every family', async () => {
    await home.table('iris.csv', sample('iris.csv'));
    const columns = ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'];
    const names = await scripts('iris', { columns, ks: [2], families: [...familyCodes] });
    expect(names).toHaveLength(14);
    agree(names, { python: 4, r: 14 });
    expect(text('iris-VEV-2.py')).toContain('scikit-learn has no covariance_type for the family VEV');
  });

  it('do so for every family in scaled units, and for three components', async () => {
    await home.table('wine.csv', sample('wine.csv'));
    const options = { columns: ['alcohol', 'flavanoids', 'proline'], ks: [3], families: [...familyCodes] };
    const wine = await scripts('wine', { ...options, scaling: 'standard' });
    await home.table('faithful.csv', sample('old-faithful.csv'));
    const faithful = await scripts('faithful', { ...options, columns: ['eruptions', 'waiting'] });
    agree([...wine, ...faithful], { python: 8, r: 28 });
  });

  it('do so in one column, and with one component', async () => {
    await home.table('faithful.csv', sample('old-faithful.csv'));
    const one = await scripts('waiting', { columns: ['waiting'], ks: [1, 2], families: ['EEE', 'VVV'] });
    const two = await scripts('faithful', { columns: ['eruptions', 'waiting'], ks: [1], families: ['VVV', 'EII', 'VEV'] });
    agree([...one, ...two], { python: 5, r: 7 });
  });

  it('do so in scaled units', async () => {
    await home.table('wine.csv', sample('wine.csv'));
    const columns = ['alcohol', 'malic_acid', 'proline'];
    const standard = await scripts('standard', { columns, ks: [3], families: ['VII', 'VVV', 'EVE', 'VEI'], scaling: 'standard' });
    const robust = await scripts('robust', { columns, ks: [2], families: ['VII', 'EEE'], scaling: 'robust' });
    agree([...standard, ...robust], { python: 4, r: 6 });
  });

  it('leave rows out that miss cells, and score them where they are modelled', async () => {
    const columns = ['bill_length_mm', 'bill_depth_mm', 'body_mass_g'];
    const lines = sample('penguins.csv').split('\n');
    const holed = (line: string, i: number) => (i % 7 === 3 ? line.replace(/^((?:[^,]*,){3})[^,]*/, '$1NA') : line);
    await home.table('holes.csv', lines.map(holed).join('\n'));
    const drop = await scripts('drop', { columns, ks: [3], families: ['VVV', 'VEE'], missing: 'drop' });
    const model = await scripts('model', { columns, ks: [3], families: ['VVV', 'EEI'], missing: 'model' });
    const noise = await scripts('model-noise', { columns, ks: [2], families: ['VVV'], missing: 'model', noise: true });
    agree([...drop, ...model, ...noise], { python: 1, r: 2 });
    expect(text('model-VVV-3.R')).toContain('mclust cannot fit rows with missing cells');
    expect(text('model-VVV-3.py')).toContain('scikit-learn cannot fit rows with missing cells');
  });

  it('do so with noise, equal mixing weights, a prior, and weights of rows', async () => {
    await home.table('faithful.csv', sample('old-faithful.csv'));
    const columns = ['eruptions', 'waiting'];
    const noise = await scripts('noise', { columns, families: ['VVV', 'EEE'], noise: true });
    const equal = await scripts('equal', { columns, families: ['EEI', 'VVI'], proportions: 'equal' });
    const both = await scripts('both', { columns, families: ['VII'], proportions: 'equal', noise: true, scaling: 'standard' });
    const prior = await scripts('prior', { columns, families: ['VVV', 'EEE'], prior: true });
    agree([...noise, ...equal, ...both, ...prior], { python: 0, r: 6 });
    const lines = sample('old-faithful.csv').trim().split('\n');
    await home.table('weighted.csv', lines.map((line, i) => `${line},${i === 0 ? 'times' : (i % 5) / 2}`).join('\n'));
    agree(await scripts('weights', { columns, families: ['VVV'], weights: 'times' }), { python: 0, r: 0 });
  });

  it('read the file as it is: quoted names, decimal commas, odd lines, codes of missing cells, other encodings', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => {
      const [x, y] = [(i % 2) * 8 + Math.sin(i * 1.7), (i % 2) * 5 + Math.cos(i * 2.3)];
      const cell = (value: number) => value.toFixed(4).replace('.', ',');
      return `"Zürich ""${i}""";${i % 11 === 5 ? 'n/a' : cell(x)};${cell(y)}`;
    });
    rows.splice(7, 0, 'torn;1');
    rows.splice(20, 0, '');
    const csv = `"Ort";"Größe ""x"" (cm)";"b; c"\r\n${rows.join('\r\n')}\r\n`;
    const columns = ['Größe "x" (cm)', 'b; c'];
    const options = { columns, missing: 'drop' } as const;
    await home.table('odd.csv', csv);
    agree(await scripts('odd', { ...options, families: ['VVV', 'EEI'] }), { python: 1, r: 2 });
    writeFileSync(join(home.folder, 'wide.csv'), Buffer.from(`\ufeff${csv}`, 'utf16le'));
    await home.read('wide.csv');
    agree(await scripts('wide', { ...options, families: ['VVI'] }), { python: 1, r: 1 });
    writeFileSync(join(home.folder, 'latin.csv'), Buffer.from(csv, 'latin1'));
    await home.read('latin.csv');
    agree(await scripts('latin', { ...options, families: ['VVI'] }), { python: 1, r: 1 });
  });

  it('leave out the rows that were excluded by hand', async () => {
    await home.table('faithful.csv', sample('old-faithful.csv'));
    const rows = new Uint8Array(272);
    for (const row of [0, 5, 6, 200]) rows[row] = 4;
    await home.app.call('selection.write', { rows });
    const names = await scripts('excluded', { columns: ['eruptions', 'waiting'], families: ['VVV'] });
    expect(text(`${names[0]}.py`)).toContain('0, 5, 6, 200');
    agree(names, { python: 1, r: 1 });
  });

  it('read the exported table where the source is no text that they can read', async () => {
    const json = Array.from({ length: 40 }, (_, i) => ({ a: (i % 2) * 9 + Math.sin(i), b: (i % 2) * 4 + Math.cos(3 * i) }));
    await home.table('rows.json', JSON.stringify(json));
    const [name] = await scripts('json', { columns: ['a', 'b'], families: ['EEE'] });
    expect(text(`${name}.py`)).toContain('rows-labels.csv');
    const { fits } = await home.app.call('project.read', {});
    const target = { kind: 'path', path: join(home.folder, 'rows-labels.csv') } as const;
    const candidate = { fit: fits[0]!.id, k: 2, family: 'EEE' } as const;
    const { job } = await home.app.call('export.labels', { candidate, target, ...csvLabels });
    await home.done(job);
    agree([name!], { python: 1, r: 1 });
  });

  it('read the exported table where a column was made here, and say the names of clusters', async () => {
    await home.table('faithful.csv', sample('old-faithful.csv'));
    const first = { fit: await home.fit({ columns: ['eruptions', 'waiting'], families: ['VVV'] }), k: 2, family: 'VVV' } as const;
    await home.app.call('column.add', { name: 'doubt', from: { kind: 'uncertainty', candidate: first } });
    const [name] = await scripts('made', { columns: ['waiting', 'doubt'], ks: [1], families: ['VVV'] });
    const table = text(`${name}.py`).match(/"([^"]+-labels\.csv)"/)![1]!;
    expect(text(`${name}.py`)).not.toContain('NAMES');
    const { fits, view } = await home.app.call('project.read', {});
    const candidate = { fit: fits.at(-1)!.id, k: 1, family: 'VVV' } as const;
    const target = { kind: 'path', path: join(home.folder, table) } as const;
    await home.done((await home.app.call('export.labels', { candidate, target, ...csvLabels })).job);
    const appearances = [{ ...candidate, places: [0], names: ['brève "1"'] }];
    await home.app.call('project.remember', { ...view, appearances });
    for (const [language, ending] of [
      ['python', 'py'],
      ['r', 'R'],
    ] as const) {
      const file = { kind: 'path', path: join(home.folder, `named.${ending}`) } as const;
      await home.done((await home.app.call('export.script', { candidate, language, target: file })).job);
      expect(text(`named.${ending}`)).toContain('"br\\u00e8ve \\"1\\""');
    }
    agree([name!, 'named'], { python: 2, r: 2 });
  });
});
