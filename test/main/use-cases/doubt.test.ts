import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type Doubt, type DoubtKind, type DoubtOf, DoubtOptions } from '../../../src/shared/model/doubt-results.ts';
import { type TestApp, testApp } from './application.ts';

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
