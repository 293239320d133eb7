import { expect } from 'vitest';
import { smallFit, type Visitor } from './visitor.ts';

export const callsOfRows = {
  async 'dataset.rows'({ ok, fails, table }: Visitor) {
    await table('a,b,c\n1,x,2020-01-01\n2.5,,2020-01-02\n,y,\n');
    const { columns } = await ok('dataset.rows', { rows: Int32Array.of(2, 0, 2, 1) });
    expect(columns).toEqual([
      [null, '1', null, '2.5'],
      ['y', 'x', 'y', null],
      [null, '2020-01-01', null, '2020-01-02'],
    ]);
    expect(await ok('dataset.rows', { rows: new Int32Array(0) })).toEqual({ columns: [[], [], []] });
    expect(await fails('dataset.rows', { rows: Int32Array.of(0, 3) })).toMatchObject({
      code: 'missing',
      message: 'There is no row 4.',
    });
    expect(await fails('dataset.rows', { rows: Int32Array.of(-1) })).toMatchObject({ code: 'missing' });
    expect(await fails('dataset.rows', { rows: new Int32Array(1001) })).toMatchObject({ code: 'usage' });
    expect(await fails('dataset.rows', { rows: [0] })).toMatchObject({ code: 'usage' });
  },

  async 'fit.match'({ ok, fails, done, sample }: Visitor) {
    await sample('old-faithful');
    const { job, fit } = await ok('fit.start', { ...smallFit, ks: [1, 2, 3], families: ['EEE'] });
    await done(job);
    const of = (k: number) => ({ fit, k, family: 'EEE' as const });
    const { matches } = await ok('fit.match', { candidate: of(2), before: of(2) });
    expect(matches).toEqual([1, 2].map((component) => ({ component, overlap: 1 })));
    const more = await ok('fit.match', { candidate: of(3), before: of(2) });
    expect(more.matches.map(({ component }) => component).sort()).toEqual([0, 1, 2]);
    const [one] = (await ok('fit.match', { candidate: of(1), before: of(2) })).matches;
    expect(one).toMatchObject({ component: 1, overlap: expect.closeTo(175 / 272, 1) });
    expect(await fails('fit.match', { candidate: of(2), before: of(9) })).toMatchObject({ code: 'missing' });
  },

  async 'fit.compare'({ ok, fails, done, table }: Visitor) {
    // Rows 1…40 near 0 and named by parity of neither; 41…60 near 10; one without a value, one without a name.
    const line = (i: number) => `${(i < 40 ? 0 : 10) + Math.sin(i * 1.7)},${i < 40 ? 'low' : 'high'},${i % 2},${i}`;
    const lines = Array.from({ length: 60 }, (_, i) => line(i));
    await table(`v,name,parity,id\n${lines.join('\n')}\n,low,0,60\n0.5,,1,61\n`);
    const { job, fit } = await ok('fit.start', { ...smallFit, columns: ['v'], ks: [2], families: ['EEE'] });
    await done(job);
    const candidate = { fit, k: 2, family: 'EEE' as const };
    const found = await ok('fit.compare', { candidate, groups: null, column: 'name' });
    expect(found).toMatchObject({ column: 'name', rows: 60, excluded: 1, missing: 1, ari: 1, vMeasure: 1, agreement: 1 });
    const named = (name: string) => found.levels.findIndex((level) => level.name === name);
    expect(found.levels[named('low')]).toEqual({ name: 'low', rows: 40 });
    expect(found.clusters.map(({ cluster }) => cluster)).toEqual([1, 2]);
    expect(found.counts[named('low')]).toEqual([40, 0]);
    expect(found.counts[named('high')]).toEqual([0, 20]);
    expect(found.matched[named('high')]).toBe(2);

    const parity = await ok('fit.compare', { candidate, groups: null, column: 'parity' });
    expect(parity.levels.map(({ name }) => name)).toHaveLength(2);
    expect(Math.abs(parity.ari)).toBeLessThan(0.05);
    const together = await ok('fit.compare', { candidate, groups: [[1, 2]], column: 'name' });
    expect(together).toMatchObject({ completeness: 1, homogeneity: 0, ari: 0, clusters: [{ cluster: 1, rows: 60 }] });

    const wrong = (change: object) => fails('fit.compare', { candidate, groups: null, column: 'name', ...change });
    expect(await wrong({ column: 'absent' })).toMatchObject({ code: 'missing' });
    expect(await wrong({ column: 'v' })).toMatchObject({ code: 'input', message: expect.stringContaining("'v'") });
    expect(await wrong({ groups: [[1]] })).toMatchObject({ code: 'usage' });
    expect(await wrong({ candidate: { ...candidate, fit: 99 } })).toMatchObject({ code: 'missing' });
    await table(`v,id\n${Array.from({ length: 101 }, (_, i) => `${Math.sin(i)},${i}`).join('\n')}\n`);
    expect(await wrong({ column: 'id' })).toMatchObject({ code: 'input', message: expect.stringContaining('100') });
  },
};
