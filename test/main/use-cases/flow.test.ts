import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TestApp, testApp } from './application.ts';

let test: TestApp;
beforeEach(() => {
  test = testApp();
});
afterEach(() => test.close());

it('the flow from K to K + 1 counts what was fitted, and tells the rows of weight 0 beside it', async () => {
  const lines = Array.from({ length: 60 }, (_, i) => `${(i % 3) * 10 + Math.sin(i * 7)},${i % 10 === 0 ? 0 : 1}`);
  await test.table('weighed.csv', `${['a,w', ...lines].join('\n')}\n`);
  const fit = await test.fit({ columns: ['a'], ks: [2, 3], weights: 'w' });
  const [two, three] = [2, 3].map((k) => ({ fit, k, family: 'VVV' as const }));
  const { counts, weightless } = await test.app.call('fit.flow', { from: two, to: three });
  expect(weightless).toBe(6);
  expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(54);
  const { sizes } = await test.app.call('fit.detail', three);
  expect([1, 2, 3].map((label) => counts.reduce((sum, row) => sum + row[label], 0))).toEqual(sizes);
  const { rows } = await test.app.call('fit.flowRows', { from: two, to: three, labels: [null, null] });
  expect(rows).toHaveLength(54);
  expect(Array.from(rows).some((row) => row % 10 === 0)).toBe(false);
});
