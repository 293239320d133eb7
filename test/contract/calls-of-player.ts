import { expect } from 'vitest';
import type { Input } from '../../src/shared/contract.ts';
import { smallFit, type Visitor } from './visitor.ts';

export const callsOfPlayer = {
  async 'em.play'({ ok, fails, sample, table }: Visitor) {
    await sample('old-faithful');
    const asked = { columns: smallFit.columns, k: 2, family: 'VVV', start: { kind: 'random' } } satisfies Input<'em.play'>;
    const { mixtures, steps, converged } = await ok('em.play', asked);
    expect(converged).toBe(true);
    expect(steps.slice(0, 4).map(({ kind }) => kind)).toEqual(['start', 'E', 'M', 'E']);
    expect(mixtures).toHaveLength(steps.at(-1)!.mixture + 1);
    expect(mixtures[0]!.covariances.map((component) => component.map((row) => row.length))).toEqual([[2, 2], [2, 2]]); // biome-ignore format: a small shape
    for (const { kind, bound, logLikelihood } of steps) {
      if (kind === 'E') expect(bound).toBe(logLikelihood);
      expect(bound).toBeLessThanOrEqual(logLikelihood + 1e-6);
    }
    expect(steps.at(-1)!.logLikelihood).toBeCloseTo(-1130.264, 2);
    expect(await ok('em.play', { ...asked, seed: 1 })).toEqual({ mixtures, steps, converged });

    const short = await ok('em.play', { ...asked, limit: 2 });
    expect([short.converged, short.steps.length]).toEqual([false, 6]);
    const onward = await ok('em.play', { ...asked, start: { kind: 'mixture', mixture: short.mixtures.at(-1)! } });
    expect(onward.steps[3]!.logLikelihood).toBeCloseTo(steps[7]!.logLikelihood, 6);

    const means = [[2, 55], [4.4, 80]]; // biome-ignore format: a small shape
    const given = await ok('em.play', { ...asked, start: { kind: 'means', means } });
    expect(given.mixtures[0]!.means).toEqual(means.map((mean) => mean.map((value) => expect.closeTo(value, 9))));
    await ok('em.play', { ...asked, start: { kind: 'k-means++' } });
    const group = Int32Array.from({ length: 40 }, (_, i) => i * 3);
    const grouped = await ok('em.play', { ...asked, start: { kind: 'group', rows: group } });
    expect(grouped.mixtures[0]!.weights[0]).toBeCloseTo(40 / 272, 9);

    expect(await fails('em.play', { ...asked, k: 0 })).toMatchObject({ code: 'usage', message: expect.stringContaining('k') });
    expect(await fails('em.play', { ...asked, start: { kind: 'group', rows: new Int32Array(0) } })).toMatchObject({
      code: 'usage',
      hint: expect.stringMatching(/Select rows/),
    });
    expect(await fails('em.play', { ...asked, start: { kind: 'means', means: [[1, 2]] } })).toMatchObject({ code: 'usage' });
    expect(await fails('em.play', { ...asked, columns: ['absent'] })).toMatchObject({ code: 'missing' });
    await table('a,b\n1,7\n2,7\n3,7\n4,7\n5,7\n6,7\n');
    expect(await fails('em.play', { ...asked, columns: ['a', 'b'] })).toMatchObject({
      code: 'input',
      message: expect.stringContaining("column 'b'"),
    });
    // A group is told by the rows of the data set, whichever of them can be used.
    await table(`a,b\n${Array.from({ length: 30 }, (_, i) => `${i % 3 === 0 ? '' : i},${(i * 7) % 11}`).join('\n')}\n`);
    const used = await ok('em.play', {
      ...asked,
      columns: ['a', 'b'],
      start: { kind: 'group', rows: Int32Array.of(0, 1, 2, 4, 5, 7) },
    });
    expect(used.mixtures[0]!.weights[0]).toBeCloseTo(5 / 20, 9);
    expect(used.mixtures[0]!.means[0]![0]).toBeCloseTo((1 + 2 + 4 + 5 + 7) / 5, 9);
  },
};
