import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FitOptions } from '../../../src/shared/model/mixture.ts';
import { type TestApp, testApp } from './application.ts';

let test: TestApp;
beforeEach(() => {
  test = testApp();
});
afterEach(() => test.close());

const penguins = ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm'];

async function sample(name: string) {
  copyFileSync(join(import.meta.dirname, '..', '..', '..', 'resources', 'samples', name), join(test.folder, name));
  await test.read(name);
}

/** The highest other optimum of K = 4, taken to its end, beside what the ledger says of it and the best. */
async function opened(options: Partial<FitOptions> & Pick<FitOptions, 'columns'>) {
  const fit = await test.fit({ ks: [4], starts: 10, ...options });
  const candidate = { fit, k: 4, family: 'VVV' as const };
  const detail = await test.app.call('fit.detail', candidate);
  const [other] = detail.others!;
  const key = { candidate, start: other.start };
  await test.done((await test.app.call('optimum.open', key)).job);
  const record = detail.ledger.find(({ start }) => start === other.start)!;
  return { candidate, detail, record, key, found: await test.app.call('optimum.read', key) };
}

/** Whether the rows add up to the log-likelihood that is told. */
const sum = (values: Float64Array) => values.reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0);

describe('another optimum', () => {
  it.each([
    ['as they are', {}],
    ['in scaled columns', { scaling: 'standard' }],
    ['beside noise', { noise: true }],
    ['with equal weights', { proportions: 'equal' }],
    ['of complete rows only', { missing: 'drop' }],
  ] as const)('%s is where its start ended, in the units of the data', async (_, options) => {
    await sample('penguins.csv');
    const { record, found, detail } = await opened({ columns: penguins, ...options });
    const { candidate } = found.detail;
    expect(candidate.logLikelihood).toBeCloseTo(record.logLikelihood!, 3);
    expect(candidate.logLikelihood!).toBeLessThanOrEqual(detail.candidate.logLikelihood! + 1e-6);
    expect(candidate.converged).toBe(true);
    expect(sum(found.rows.logDensity)).toBeCloseTo(candidate.logLikelihood!, 6);
    const labelled = found.rows.labels.filter((label) => label > 0).length;
    expect(found.detail.sizes.reduce((total, size) => total + size, 0)).toBe(labelled);
    expect(found.detail.mixture!.noise == null).toBe(detail.mixture!.noise == null);
  });

  it('is the same after the project was closed and opened, which keeps nothing of it', async () => {
    await sample('iris.csv');
    const { key, found, candidate, detail } = await opened({ columns: ['sepal_length', 'sepal_width', 'petal_length'] });
    const { path } = await test.app.call('project.read', {});
    await test.app.call('project.close', {});
    await test.app.call('project.open', { path: path! });
    expect(await test.app.call('fit.detail', candidate)).toEqual(detail);
    expect((await test.app.call('project.read', {})).fits).toHaveLength(1);
    const again = await test.app.call('optimum.read', key);
    expect(again.detail.mixture).toEqual(found.detail.mixture);
    expect(again.differing).toEqual(found.differing);
  });
});

describe('a flow', () => {
  it('leaves out rows that one of the fits left out, and counts noise as a group', async () => {
    await sample('penguins.csv');
    const fit = await test.fit({ columns: penguins, ks: [2, 3], noise: true });
    const from = { fit, k: 2, family: 'VVV' as const };
    const dropped = await test.fit({ columns: penguins, ks: [3], missing: 'drop' });
    const { counts } = await test.app.call('fit.flow', { from, to: { ...from, k: 3 } });
    const own = await test.app.call('fit.rows', from);
    expect(counts.map((row) => row.reduce((total, rows) => total + rows, 0))).toEqual(
      [0, 1, 2].map((label) => own.labels.filter((one) => one === label).length),
    );
    const across = await test.app.call('fit.flow', { from, to: { fit: dropped, k: 3, family: 'VVV' } });
    expect(across.counts.flat().reduce((total, rows) => total + rows, 0)).toBe(342);
  });

  it('follows a fit that was removed and made anew', async () => {
    await sample('iris.csv');
    const make = (seed: number, columns: string[]) => test.fit({ columns, ks: [2, 3], seed });
    const first = await make(1, ['sepal_length', 'sepal_width']);
    const between = (fit: number) => ({ from: { fit, k: 2, family: 'VVV' as const }, to: { fit, k: 3, family: 'VVV' as const } });
    await test.app.call('fit.flow', between(first));
    await test.app.call('fit.delete', { fit: first });
    const second = await make(1, ['petal_length', 'petal_width']);
    const { counts } = await test.app.call('fit.flow', between(second));
    const { sizes } = await test.app.call('fit.detail', between(second).to);
    expect(counts[0]!.map((_, label) => counts.reduce((total, row) => total + row[label]!, 0)).slice(1)).toEqual(sizes);
  });
});
