import { expect } from 'vitest';
import { smallFit, type Visitor } from './visitor.ts';

/** Old Faithful, with a K that has several optima. */
async function several({ ok, done, sample }: Visitor) {
  await sample('old-faithful');
  const { job, fit } = await ok('fit.start', { ...smallFit, ks: [2, 3], families: ['VVV'], starts: 10 });
  await done(job);
  const candidate = { fit, k: 3, family: 'VVV' as const };
  return { candidate, detail: await ok('fit.detail', candidate) };
}

export const callsOfAlternatives = {
  async 'optimum.open'(visitor: Visitor) {
    const { ok, fails, done } = visitor;
    const { candidate, detail } = await several(visitor);
    const [other] = detail.others!;
    const record = detail.ledger.find(({ start }) => start === other.start)!;
    expect(record.optimum).toBeGreaterThan(0);
    const { job } = await ok('optimum.open', { candidate, start: other.start });
    expect(await done(job)).toBe(other.start);
    expect(await fails('optimum.open', { candidate, start: 5000 })).toMatchObject({ code: 'missing' });
    const best = detail.ledger.find(({ optimum }) => optimum === 0)!;
    expect(await fails('optimum.open', { candidate, start: best.start })).toMatchObject({ code: 'missing' });
  },

  async 'optimum.read'(visitor: Visitor) {
    const { ok, fails } = visitor;
    const { candidate, detail } = await several(visitor);
    const [other] = detail.others!;
    const key = { candidate, start: other.start };
    const found = await ok('optimum.read', key);
    const record = detail.ledger.find(({ start }) => start === other.start)!;
    expect(found.detail.candidate.logLikelihood).toBeCloseTo(record.logLikelihood!, 4);
    expect(found.detail.candidate.logLikelihood).toBeLessThan(detail.candidate.logLikelihood!);
    expect(found.detail.mixture!.means).toHaveLength(3);
    expect(found.rows.labels).toHaveLength(272);
    expect(found.ari).toBeGreaterThan(0);
    expect(found.ari).toBeLessThan(1);
    // Components have the numbers of those of the best; what is told apart is what is labelled apart.
    const best = await ok('fit.rows', candidate);
    const { labels, responsibilities } = found.rows;
    const rows = Array.from(labels.keys());
    expect(Array.from(found.differing)).toEqual(rows.filter((row) => labels[row] !== best.labels[row]));
    expect(found.differing.length).toBeLessThan(136);
    const shares = [1, 2, 3].map((label) => {
      const both = rows.filter((row) => labels[row] === label && best.labels[row] === label);
      return both.length / rows.filter((row) => labels[row] === label || best.labels[row] === label).length;
    });
    expect(found.overlaps).toEqual(shares.map((share) => expect.closeTo(share, 12)));
    expect(found.detail.sizes).toEqual([1, 2, 3].map((label) => labels.filter((one) => one === label).length));
    for (const row of [0, 100, 271]) {
      const own = Array.from(responsibilities.subarray(row * 3, row * 3 + 3));
      expect(own.indexOf(Math.max(...own)) + 1).toBe(labels[row]);
    }
    expect((await ok('optimum.read', key)).detail.mixture).toEqual(found.detail.mixture);
    expect(await fails('optimum.read', { ...key, candidate: { ...candidate, k: 9 } })).toMatchObject({ code: 'missing' });
  },

  async 'fit.flow'(visitor: Visitor) {
    const { ok, fails } = visitor;
    const { candidate } = await several(visitor);
    const { counts, ari, weightless } = await ok('fit.flow', { from: { ...candidate, k: 2 }, to: candidate });
    expect(weightless).toBe(0);
    expect(counts.map((row) => row.length)).toEqual([4, 4, 4]);
    expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(272);
    expect(ari).toBeGreaterThan(0.5);
    const { sizes } = await ok('fit.detail', candidate);
    expect([1, 2, 3].map((label) => counts.reduce((sum, row) => sum + row[label], 0))).toEqual(sizes);
    expect(await fails('fit.flow', { from: candidate, to: { ...candidate, k: 7 } })).toMatchObject({ code: 'missing' });
  },

  async 'fit.flowRows'(visitor: Visitor) {
    const { ok, fails } = visitor;
    const { candidate } = await several(visitor);
    const between = { from: { ...candidate, k: 2 }, to: candidate };
    const { counts } = await ok('fit.flow', between);
    const { rows } = await ok('fit.flowRows', { ...between, labels: [2, 3] });
    expect(rows).toHaveLength(counts[2][3]);
    expect((await ok('fit.flowRows', { ...between, labels: [null, null] })).rows).toHaveLength(272);
    const { labels } = await ok('fit.rows', candidate);
    const third = (await ok('fit.flowRows', { ...between, labels: [null, 3] })).rows;
    expect(Array.from(third)).toEqual(Array.from(labels.keys()).filter((row) => labels[row] === 3));
    expect(await fails('fit.flowRows', { ...between, labels: [3, null] })).toMatchObject({ code: 'usage' });
  },
};
