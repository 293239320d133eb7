import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type Doubt, type DoubtKind, type DoubtOf, DoubtOptions } from '../../../src/shared/model/doubt-results.ts';
import { type TestApp, testApp, twoGroups } from './application.ts';

let lens: TestApp;
beforeAll(() => {
  lens = testApp();
});
afterAll(() => lens.close());

type Asked<N extends DoubtKind> = Extract<z.input<typeof DoubtOptions>, { kind: N }>;

async function assess<N extends DoubtKind>(options: Asked<N>): Promise<DoubtOf<N>> {
  const asked = DoubtOptions.parse(options);
  const { job } = await lens.app.call('doubt.start', asked);
  await lens.done(job);
  const found = (await lens.app.call('doubt.list', { fit: asked.fit })).find((one: Doubt) => one.kind === options.kind);
  return found as DoubtOf<N>;
}

/** Two groups in a and b; every seventh cell of a is missing, and b comes in small units. */
const rows = Array.from({ length: 90 }, (_, i) => {
  const group = i % 2;
  const a = i % 7 === 3 ? '' : String(group * 800 + Math.sin(i * 1.7) * 150);
  return `${a},${group * 0.005 + Math.cos(i * 2.3) * 0.001},${(i % 3) + 0.5}`;
});
const table = `a,b,w\n${rows.join('\n')}\n`;

describe('an assessment of a fit in scaled units', () => {
  beforeAll(() => lens.table('holes.csv', table));
  const fitted = (scaling: 'none' | 'standard') =>
    lens.fit({ columns: ['a', 'b'], ks: [1], families: ['VVI'], scaling, missing: 'model' });

  test('tells held-out nats in the data’s own units, fold by fold, with cells missing', async () => {
    const [own, scaled] = await Promise.all([fitted('none'), fitted('standard')]);
    const one = await assess({ kind: 'held-out', fit: own });
    const other = await assess({ kind: 'held-out', fit: scaled });
    const [a, b] = [one.result.candidates[0]!, other.result.candidates[0]!];
    expect(b.nats!).toBeCloseTo(a.nats!, 6);
    expect(b.standardError!).toBeCloseTo(a.standardError!, 6);
    b.folds.forEach(({ nats }, f) => {
      expect(nats!).toBeCloseTo(a.folds[f]!.nats!, 6);
    });
  });

  test('tells standard errors and intervals in them too', async () => {
    const options = { family: 'VVI', k: 1, replicates: 20 } as const;
    const [own, scaled] = [await fitted('none'), await fitted('standard')];
    const { result: a } = await assess({ kind: 'standard-errors', fit: own, ...options });
    const { result: b } = await assess({ kind: 'standard-errors', fit: scaled, ...options });
    for (const of of ['means', 'variances'] as const)
      for (const figure of ['standardErrors', 'lower', 'upper'] as const)
        b[of][figure][0]!.forEach((value, j) => {
          expect(value / a[of][figure][0]![j]!).toBeCloseTo(1, 4);
        });
    expect(b.covariances[0]![0]![0]! / a.covariances[0]![0]![0]!).toBeCloseTo(1, 4);
  });
});

describe('an assessment that cannot be', () => {
  test('says why, and is kept: a likelihood-ratio test of weighted rows', async () => {
    await lens.table('weights.csv', table);
    const fit = await lens.fit({ columns: ['b'], ks: [1, 2], weights: 'w' });
    const { result } = await assess({ kind: 'likelihood-ratio', fit, family: 'VVV', replicates: 9 });
    expect(result).toMatchObject({ tests: [], k: null, failure: expect.stringContaining('weighted rows') });
  });

  test('names folds that the rows do not allow', async () => {
    await lens.table('few.csv', 'a\n1\n2\n4\n7\n3\n');
    const fit = await lens.fit({ columns: ['a'], ks: [1] });
    const { result } = await assess({ kind: 'held-out', fit, folds: 9 });
    expect(result).toMatchObject({ best: null, simplest: null });
    expect(result.candidates[0]!.failure).toContain('9 folds need at least 9 rows');
  });
});

/** Three groups in one column. */
const three = `x\n${Array.from({ length: 120 }, (_, i) => (i % 3) * 10 + Math.sin(i * 1.7)).join('\n')}\n`;
const ks = [1, 2, 3, 4];

describe('the tests of K', () => {
  test('are the same bits on one thread and on three', async () => {
    const found: unknown[] = [];
    for (const threads of [1, 3]) {
      const other = testApp(undefined, threads);
      await other.table('groups.csv', twoGroups());
      const fit = await other.fit({ columns: ['a', 'b'], ks: [1, 2, 3] });
      const options = DoubtOptions.parse({ kind: 'likelihood-ratio', fit, family: 'VVV', replicates: 25 });
      await other.done((await other.app.call('doubt.start', options)).job);
      found.push((await other.app.call('doubt.list', { fit })).map(({ result }) => result));
      await other.close();
    }
    expect(found[0]).toEqual(found[1]);
    expect(found[0]).toMatchObject([{ tests: [{ k: 1 }, { k: 2 }], k: 2 }]);
  });

  test('keep those that ended when they are cancelled, and start anew when asked for again', async () => {
    await lens.table('three.csv', three);
    const fit = await lens.fit({ columns: ['x'], ks, families: ['EII'] });
    const options = DoubtOptions.parse({ kind: 'likelihood-ratio', fit, family: 'EII', replicates: 49 });
    const { job } = await lens.app.call('doubt.start', options);
    const first = new Promise<Doubt>((told) => {
      const stop = lens.app.subscribe((event) => {
        if (event.name !== 'doubt') return;
        stop();
        told(event.value);
      });
    });
    expect((await first).result).toMatchObject({ tests: [{ k: 1 }], stopped: true });
    const ended = await lens.app.call('jobs.cancel', { job });
    expect(ended.status).toBe('cancelled');
    const [kept] = await lens.app.call('doubt.list', { fit });
    expect(kept?.result).toMatchObject({ k: null, stopped: true });
    const whole = await assess({ kind: 'likelihood-ratio', fit, family: 'EII', replicates: 49 });
    expect(whole.result.stopped).toBeUndefined();
    expect(whole.result.tests.map(({ k }) => k)).toEqual([1, 2, 3]);
    expect(whole.result.k).toBe(3);
  });
});
