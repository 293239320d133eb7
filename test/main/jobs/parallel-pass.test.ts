import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { compileKernel } from '../../../src/main/engine/kernel/kernel.ts';
import { createKernelPass } from '../../../src/main/engine/kernel/pass.ts';
import { pieceCount, pieceRows } from '../../../src/main/engine/kernel/pieces.ts';
import { readStatistics, sit, writeComponents, writeJob } from '../../../src/main/engine/kernel/seat.ts';
import { shareIn, word } from '../../../src/main/engine/kernel/share.ts';
import { packedRows } from '../../../src/main/engine/kernel/shelf.ts';
import { seatLayout } from '../../../src/main/engine/kernel/sizes.ts';
import { createMissingKernelPass } from '../../../src/main/engine/mixture/missing/kernel-pass.ts';
import type { Components } from '../../../src/main/engine/mixture/pass/components.ts';
import { type Pass, passOver } from '../../../src/main/engine/mixture/pass/pass.ts';
import { createStatistics, type Statistics } from '../../../src/main/engine/mixture/pass/statistics.ts';
import type { Rows } from '../../../src/main/engine/rows.ts';
import { createParallelPasses, type HelperMessage, type ParallelPasses } from '../../../src/main/jobs/parallel-pass.ts';
import { drawn, statisticsDifference } from '../engine/kernel/mixtures.ts';

const entry = new URL('../../../src/main/jobs/pass-helper.ts', import.meta.url);
const plain = compileKernel('plain');
if (!plain) throw new Error('This Node has no SIMD.');

const open: ParallelPasses[] = [];
const passes = (threads: number) => {
  const parallel = createParallelPasses(entry, threads, plain);
  open.push(parallel);
  return parallel;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

function bitsOf(pass: Pass, rows: Rows, components: Components): number[] {
  const s = createStatistics(components.k, components.d, components.shape);
  for (const _ of passOver(pass, rows.n, components, s, null));
  return [s.totals.logLikelihood, s.totals.logLargest, s.totals.noise, ...s.counts, ...s.sums, ...s.scatters];
}

test('one thread or several give the same bits', () => {
  const cases = [
    drawn({ n: 50_000, d: 2, k: 5 }),
    drawn({ n: 30_001, d: 5, k: 4, spread: 0.5 }),
    drawn({ n: 20_000, d: 3, k: 12, shape: 'diagonal' }),
  ];
  for (const { rows, components } of cases) {
    const weights = Float64Array.from({ length: rows.n }, (_, i) => 1 + (i % 3));
    const noise = { weight: 0.05, logDensity: -9, perColumn: null };
    for (const one of [rows, { ...rows, weights }, { ...rows, rough: true }, { ...rows, weights, rough: true }]) {
      const parts = { ...components, noise };
      const alone = bitsOf(createKernelPass(one, parts.k, parts.shape, plain), one, parts);
      for (const threads of [1, 2, 3]) {
        const pass = passes(threads).createPass(one, parts.k, parts.shape);
        for (let again = 0; again < 3; again++) expect(bitsOf(pass, one, parts)).toEqual(alone);
      }
    }
  }
});

test('components with one factor: one thread or several give the same bits', () => {
  for (const { rows, components } of [drawn({ n: 60_000, d: 6, k: 4 }), drawn({ n: 40_001, d: 5, k: 9, spread: 0.5 })]) {
    const { k, d } = components;
    const factors = components.factors.slice();
    for (let c = 1; c < k; c++) factors.copyWithin(c * d * d, 0, d * d);
    const tied = { ...components, factors };
    const alone = bitsOf(createKernelPass(rows, k, 'full', plain, true), rows, tied);
    expect(alone).not.toEqual(bitsOf(createKernelPass(rows, k, 'full', plain), rows, tied));
    for (const threads of [2, 3]) {
      const pass = passes(threads).createPass(rows, k, 'full', true);
      for (let again = 0; again < 3; again++) expect(bitsOf(pass, rows, tied)).toEqual(alone);
      // Where they differ the usual way is taken.
      const own = bitsOf(createKernelPass(rows, k, 'full', plain), rows, components);
      expect(bitsOf(pass, rows, components)).toEqual(own);
    }
  }
});

test('where cells are missing one thread or several give the same bits too', () => {
  const cases = [
    drawn({ n: 20_000, d: 4, k: 3 }),
    drawn({ n: 6_001, d: 9, k: 4, spread: 0.5 }),
    drawn({ n: 9_000, d: 3, k: 5, shape: 'diagonal' }),
  ];
  for (const { rows, components } of cases) {
    const data = rows.data.map((x, at) => ((at * 7919) % 31 < 5 ? Number.NaN : x));
    const weights = Float64Array.from({ length: rows.n }, (_, i) => i % 4);
    for (const one of [
      { ...rows, data, missing: true },
      { ...rows, data, missing: true, weights },
    ]) {
      const { k, shape } = components;
      const alone = bitsOf(createMissingKernelPass(one, k, shape, plain), one, components);
      for (const threads of [1, 2, 3]) {
        const pass = passes(threads).createPass(one, k, shape);
        for (let again = 0; again < 3; again++) expect(bitsOf(pass, one, components)).toEqual(alone);
      }
    }
  }
});

test('passes over several tables may take turns', () => {
  const { createPass } = passes(2);
  const tables = [2, 3, 4, 6, 9].map((d) => drawn({ n: 9000, d, k: 3, seed: d }));
  const parallel = tables.map(({ rows }) => createPass(rows, 3, 'full'));
  const expected = tables.map(({ rows, components }) => bitsOf(createKernelPass(rows, 3, 'full', plain), rows, components));
  for (let turn = 0; turn < 20; turn++) {
    const i = (turn * 3) % tables.length;
    expect(bitsOf(parallel[i], tables[i].rows, tables[i].components)).toEqual(expected[i]);
  }
});

test('row results come from one thread, as they are', () => {
  const { rows, components } = drawn({ n: 5000, d: 2, k: 3 });
  const one = new Int32Array(rows.n);
  const two = new Int32Array(rows.n);
  createKernelPass(rows, 3, 'full', plain).run(components, 0, rows.n, null, { labels: one });
  passes(2).createPass(rows, 3, 'full').run(components, 0, rows.n, null, { labels: two });
  expect(two).toEqual(one);
});

test('a helper does all the pieces when nobody else takes any', async () => {
  const { rows, components } = drawn({ n: 4000, d: 6, k: 3 });
  const { k, d, shape } = components;
  const layout = seatLayout(k, d, shape);
  const length = pieceRows(k, d, shape) / 2;
  const count = pieceCount(0, rows.n, length);
  const packed = packedRows(rows);
  const room = packed?.room(2 * layout.bytes + count * layout.statisticsBytes) ?? null;
  if (packed === null || room === null) throw new Error('There is no memory.');
  packed.ensure(0, rows.n);
  const seat = sit(null, plain, packed.memory, layout, room + layout.bytes);
  writeJob(seat, packed.blocks, components, 0, { parameters: room, statistics: 0, weights: 0 });
  writeComponents(seat, components, room);
  const { control } = shareIn(plain, packed.memory);
  const slots = room + 2 * layout.bytes;
  control.set([0, 0, count, 0, 0, room, layout.bytes, slots, layout.statisticsBytes, 0, rows.n, length, 0]);
  const helper = new Worker(entry, { workerData: { seat: 1 } });
  helper.postMessage({ module: plain, memory: packed.memory } satisfies HelperMessage);
  Atomics.store(control, word.untaken, count);
  await waitFor(control);
  await helper.terminate();
  const found: Statistics = createStatistics(k, d, shape);
  for (let i = 0; i < count; i++) readStatistics(seat, slots + i * layout.statisticsBytes, found);
  const expected = createStatistics(k, d, shape);
  createKernelPass(rows, k, shape, plain).run(components, 0, rows.n, expected, null);
  expect(control[word.failed]).toBe(0);
  expect(found.totals.logLikelihood).toBeCloseTo(expected.totals.logLikelihood, 6);
  expect(statisticsDifference(found, expected)).toBeLessThan(1e-12);
});

async function waitFor(control: Int32Array): Promise<void> {
  for (let undone = Atomics.load(control, word.undone); undone > 0; undone = Atomics.load(control, word.undone)) {
    const { value } = Atomics.waitAsync(control, word.undone, undone, 5000);
    await value;
  }
}
