import { afterAll, expect, it } from 'vitest';
import { createRandom } from '../../../src/main/engine/random/generator.ts';
import { createPool } from '../../../src/main/jobs/pool.ts';

const pool = createPool(new URL('../../../src/main/jobs/worker.ts', import.meta.url), 1);
afterAll(() => pool.close());

it('one candidate on two threads gives the bits that it gives on one', async () => {
  const n = 40_000;
  const random = createRandom(1, 'two groups');
  // Near enough to a normal draw: a sum of twelve uniform ones, less its mean.
  const bell = () => Array.from({ length: 12 }, () => random.next()).reduce((sum, u) => sum + u, -6);
  const data = new Float64Array(new SharedArrayBuffer(2 * n * 8));
  for (let i = 0; i < n; i++) {
    const group = i % 2;
    data[i] = 4 * group + bell();
    data[n + i] = bell() * (1 + group);
  }
  const options = { k: 2, family: 'VVV', starts: 2, seed: 1, floor: 1e-6, startLabels: null } as const;
  const found = (threads: number) => pool.run('candidate', { rows: { n, d: 2, data }, options, threads });
  const [alone, together] = [await found(1), await found(2)];
  expect(together).toEqual(alone);
  expect(alone.converged).toBe(true);
});
