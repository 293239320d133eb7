import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FitOptions } from '../../../src/shared/model/mixture.ts';
import { type TestApp, testApp, twoGroups } from './application.ts';

let test: TestApp;
beforeEach(() => {
  test = testApp();
});
afterEach(() => test.close());

const detail = (fit: number, k = 2) => test.app.call('fit.detail', { fit, k, family: 'VVV' });

describe('a fit', () => {
  it('in scaled columns tells its log-likelihood, criteria and parameters in the units of the data', async () => {
    await test.table('groups.csv', twoGroups(80, 1000));
    const plain = await detail(await test.fit({ columns: ['a', 'b'] }));
    for (const scaling of ['standard', 'robust'] as const) {
      const scaled = await detail(await test.fit({ columns: ['a', 'b'], scaling }));
      expect(scaled.candidate.logLikelihood).toBeCloseTo(plain.candidate.logLikelihood!, 6);
      expect(scaled.candidate.bic).toBeCloseTo(plain.candidate.bic!, 5);
      expect(scaled.candidate.icl).toBeCloseTo(plain.candidate.icl!, 5);
      expect(scaled.trace.at(-1)).toBeCloseTo(plain.candidate.logLikelihood!, 4);
      expect(scaled.mixture!.means[0]![0]! / plain.mixture!.means[0]![0]!).toBeCloseTo(1, 6);
      expect(scaled.mixture!.covariances[0]![0]![0]! / plain.mixture!.covariances[0]![0]![0]!).toBeCloseTo(1, 5);
    }
  });

  it('has the log-likelihood that its rows add up to', async () => {
    await test.table('groups.csv', twoGroups());
    const fit = await test.fit({ columns: ['a', 'b'] });
    const { logDensity, labels } = await test.app.call('fit.rows', { fit, k: 2, family: 'VVV' });
    expect(logDensity.reduce((sum, value) => sum + value, 0)).toBeCloseTo((await detail(fit)).candidate.logLikelihood!, 8);
    expect(new Set(labels)).toEqual(new Set([1, 2]));
  });

  it('asked for again is answered from the project', async () => {
    await test.table('groups.csv', twoGroups());
    const first = await test.fit({ columns: ['a', 'b'], ks: [2, 1] });
    expect(await test.fit({ columns: ['a', 'b'], ks: [1, 2, 2] })).toBe(first);
    expect(await test.fit({ columns: ['a', 'b'], ks: [1, 2], seed: 2 })).not.toBe(first);
    expect((await test.app.call('project.read', {})).fits).toHaveLength(2);
  });

  it('models missing cells, and leaves out only rows that have none of the columns', async () => {
    await test.table('holes.csv', twoGroups().replace('\n', '\n,1,left\n,,right\n'));
    const fit = await test.fit({ columns: ['a', 'b'] });
    const kept = (await test.app.call('project.read', {})).fits.find(({ id }) => id === fit)!;
    expect([kept.rows, kept.incomplete, kept.excluded]).toEqual([81, 1, 1]);
    const { labels, logDensity } = await test.app.call('fit.rows', { fit, k: 2, family: 'VVV' });
    expect([...labels.slice(0, 2)].map((label) => label > 0)).toEqual([true, false]);
    const sum = logDensity.reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0);
    expect(sum).toBeCloseTo((await detail(fit)).candidate.logLikelihood!, 8);
  });

  it('weighs rows by a column: two copies of a row are a row of weight 2', async () => {
    const [header, ...lines] = twoGroups().trim().split('\n');
    await test.table('copies.csv', `${[header, ...lines, ...lines.slice(0, 20)].join('\n')}\n`);
    const copied = await detail(await test.fit({ columns: ['a', 'b'] }));
    await test.table('weights.csv', `${[`${header},w`, ...lines.map((line, i) => `${line},${i < 20 ? 2 : 1}`)].join('\n')}\n`);
    const weighted = await detail(await test.fit({ columns: ['a', 'b'], weights: 'w' }));
    expect(weighted.candidate.logLikelihood).toBeCloseTo(copied.candidate.logLikelihood!, 6);
    expect(weighted.candidate.bic).toBeCloseTo(copied.candidate.bic!, 6);
  });

  it('beside noise gives stray rows the label 0', async () => {
    const stray = Array.from({ length: 12 }, (_, i) => `${(i % 4) * 30 - 45},${Math.floor(i / 4) * 40 - 40},left`);
    await test.table('stray.csv', `${twoGroups(200)}${stray.join('\n')}\n`);
    const fit = await test.fit({ columns: ['a', 'b'], noise: true });
    const { labels, noise, responsibilities } = await test.app.call('fit.rows', { fit, k: 2, family: 'VVV' });
    expect(labels.slice(-12).filter((label) => label === 0).length).toBeGreaterThan(6);
    const sums = Array.from(labels, (_, row) => responsibilities[2 * row]! + responsibilities[2 * row + 1]! + noise![row]!);
    expect(sums.filter((sum) => Math.abs(sum - 1) > 1e-6)).toEqual([]);
  });

  it('leaves rows with a missing cell out where asked to, says how many, and labels them −1', async () => {
    await test.table('holes.csv', twoGroups().replace('\n', '\n,1,left\nNA,2,right\n'));
    const fit = await test.fit({ columns: ['a', 'b'], missing: 'drop' });
    const kept = (await test.app.call('project.read', {})).fits.find(({ id }) => id === fit)!;
    expect([kept.rows, kept.excluded]).toEqual([80, 2]);
    const { labels, uncertainty } = await test.app.call('fit.rows', { fit, k: 2, family: 'VVV' });
    expect([...labels.slice(0, 2)]).toEqual([-1, -1]);
    expect([...uncertainty.slice(0, 3)].map(Number.isNaN)).toEqual([true, true, false]);
  });

  it('starts from the labels of a column', async () => {
    await test.table('groups.csv', twoGroups());
    const { ledger, sizes } = await detail(await test.fit({ columns: ['a', 'b'], startLabels: 'group' }));
    expect(ledger).toHaveLength(1);
    expect(sizes).toEqual([40, 40]);
  });

  it.each([
    [{ columns: ['a', 'group'] }, 'input', "Column 'group' holds category"],
    [{ columns: ['a', 'nowhere'] }, 'missing', "no column 'nowhere'"],
    [{ columns: ['a', 'b'], startLabels: 'a' }, 'usage', 'both a column to fit and the starting labels'],
    [{ columns: ['a', 'b'], startLabels: 'group', ks: [2, 3] }, 'usage', 'has 2 labels, but K = 3 was asked'],
  ])('refuses %j in words and leaves nothing behind', async (options, code, words) => {
    await test.table('groups.csv', twoGroups());
    const asked = FitOptions.parse({ ks: [2], families: ['VVV'], ...options });
    await expect(test.app.call('fit.start', asked)).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    expect((await test.app.call('project.read', {})).fits).toEqual([]);
  });

  it('that is cancelled ends within 200 ms and keeps what was finished', async () => {
    await test.table('groups.csv', twoGroups(3000));
    const waits: number[] = [];
    for (const seed of [1, 2, 3]) {
      const options = { columns: ['a', 'b'], ks: [1, 2, 7, 8, 9], families: ['VVV'], starts: 200, seed };
      const { job, fit } = await test.app.call('fit.start', FitOptions.parse(options));
      await new Promise<void>((grown) => {
        const stop = test.app.subscribe((event) => {
          if (event.name !== 'fit' || event.value.id !== fit || event.value.candidates.length === 0) return;
          stop();
          grown();
        });
      });
      const since = performance.now();
      expect((await test.app.call('jobs.cancel', { job })).status).toBe('cancelled');
      waits.push(performance.now() - since);
      const kept = (await test.app.call('project.read', {})).fits.find(({ id }) => id === fit)!;
      expect(kept.status).toBe('cancelled');
      expect(kept.candidates.length).toBeGreaterThanOrEqual(1);
      expect(kept.best).not.toBeNull();
    }
    // The median of three: one may fall into a moment in which other tests have both processors.
    expect(waits.sort((a, b) => a - b)[1]).toBeLessThan(200);
  });
});
