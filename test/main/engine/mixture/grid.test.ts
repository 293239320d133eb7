import { describe, expect, test } from 'vitest';
import { searchGround } from '../../../../src/main/engine/mixture/compete.ts';
import { createGrid, type Grid, type GridOptions, type GridTask } from '../../../../src/main/engine/mixture/grid.ts';
import { isUnitInvariant, nestedIn } from '../../../../src/main/engine/mixture/nested.ts';
import { type CandidateResult, searchCandidate } from '../../../../src/main/engine/mixture/search.ts';
import type { Rows } from '../../../../src/main/engine/rows.ts';
import { FamilyCode } from '../../../../src/shared/model/mixture.ts';
import { bicTables, blobs, faithful, finish, iris, rescaled } from '../support.ts';

const options = (more: Partial<GridOptions>): GridOptions => ({
  ks: [1, 2, 3, 4],
  families: ['VVV', 'EEE'],
  criterion: 'bic',
  starts: 10,
  seed: 1,
  floor: 1e-6,
  startLabels: null,
  ...more,
});

/** Runs a grid to its end, always with the first or the last of the tasks that wait. */
function run(
  rows: Rows,
  grid: Grid,
  take: 'first' | 'last' = 'first',
  watch: (t: GridTask, r: CandidateResult) => void = () => {},
) {
  const waiting: GridTask[] = [];
  for (;;) {
    waiting.push(...grid.next());
    const task = take === 'first' ? waiting.shift() : waiting.pop();
    if (!task) return grid;
    const result = finish(searchCandidate(rows, task.options));
    watch(task, result);
    grid.done(task, result);
  }
}

describe('a grid', () => {
  const { hierarchy } = finish(searchGround(faithful, 1));
  const stages: string[] = [];
  const worse: number[] = [];
  const done = run(faithful, createGrid(options({ ks: [4, 1, 2, 3, 5, 6], hierarchy })), 'first', (task, result) => {
    stages.push(task.stage);
    if (task.options.known?.logLikelihood) worse.push(task.options.known.logLikelihood - (result.logLikelihood ?? 0));
  });

  test('explores every candidate before any is settled, and settles before it deepens', () => {
    expect(stages.filter((stage) => stage === 'explore').length).toBe(12);
    expect(stages).toEqual([...stages].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(done.left).toBe(0);
    expect(done.ended).toBe(stages.length);
  });

  test('never makes a candidate worse', () => {
    expect(worse.length).toBeGreaterThan(3);
    for (const fall of worse) expect(fall).toBeLessThan(1e-6);
  });

  test('reaches at least what mclust does, and more with each component', () => {
    for (const family of ['VVV', 'EEE'] as const) {
      const values = [1, 2, 3, 4, 5, 6].map((k) => done.result(k, family)?.logLikelihood ?? 0);
      values.forEach((value, i) => {
        const cell = bicTables().find((c) => c.dataset === 'faithful' && c.model === family && c.k === i + 1);
        expect(value).toBeGreaterThan((cell?.logLikelihood ?? 0) - 0.02);
        if (i > 0) expect(value).toBeGreaterThan(values[i - 1]);
      });
    }
  });

  test('keeps the ledger of all stages, each start under its own number', () => {
    for (const k of [2, 4, 6]) {
      const result = done.result(k, 'VVV');
      expect(result?.ledger.map(({ start }) => start)).toEqual(result?.ledger.map((_, i) => i));
      expect(result?.starts).toBe(result?.ledger.length);
      expect(result?.ledger.filter(({ optimum }) => optimum === 0).length).toBe(result?.startsAtBest);
    }
    const methods = done.result(6, 'VVV')?.ledger.map(({ method }) => method) ?? [];
    expect(methods).toContain('split of the best with K = 5');
  });

  test('comes to the same bits in whatever order its tasks end', () => {
    const backwards = run(faithful, createGrid(options({ ks: [4, 1, 2, 3, 5, 6], hierarchy })), 'last');
    for (const k of [1, 2, 3, 4, 5, 6]) {
      for (const family of ['VVV', 'EEE'] as const) expect(backwards.result(k, family)).toEqual(done.result(k, family));
    }
  });
});

const order = ['explore', 'settle', 'deepen'];

test('a hierarchy made beforehand changes nothing but the time', () => {
  const one = { k: 3, family: 'VVV', starts: 10, seed: 1, floor: 1e-6, startLabels: null } as const;
  const given = finish(searchCandidate(iris, { ...one, ...finish(searchGround(iris, 1)) }));
  expect(given).toEqual(finish(searchCandidate(iris, one)));
});

test('given labels are explored only', () => {
  const startLabels = Int32Array.from({ length: 150 }, (_, i) => 1 + Math.floor(i / 50));
  const grid = createGrid(options({ ks: [3], startLabels }));
  expect(grid.next().map(({ stage }) => stage)).toEqual(['explore', 'explore']);
  expect(run(iris, createGrid(options({ ks: [3], startLabels }))).ended).toBe(2);
});

test('candidates that cannot be fitted do not hold up the others', () => {
  const rows = blobs(20, 2, 2, 20, 1);
  const grid = run(rows, createGrid(options({ ks: [1, 2, 9, 12], families: ['VVV'] })));
  expect(grid.left).toBe(0);
  expect(grid.result(12, 'VVV')?.failure).toMatch(/needs at least 36 rows/);
  expect(grid.result(2, 'VVV')?.failure).toBeNull();
});

test('one component alone is one task', () => {
  expect(run(iris, createGrid(options({ ks: [1, 1], families: ['EEE'] }))).ended).toBe(1);
});

test('a family is nested in those that allow more', () => {
  expect(nestedIn('EEE', 'VVV')).toBe(true);
  expect(nestedIn('EII', 'VEI')).toBe(true);
  expect(nestedIn('VII', 'EEE')).toBe(false);
  expect(nestedIn('EEV', 'EEE')).toBe(false);
  expect(nestedIn('VVV', 'VVV')).toBe(false);
});

test('whoever bounds the starts or the work has every candidate deepened until its best is reached twice', () => {
  const stagesOf = (more: Partial<GridOptions>): string[] => {
    const deepened: string[] = [];
    run(
      iris,
      createGrid(options({ ks: [2, 3, 8, 9], families: ['VVV'], starts: 4, ...more })),
      'first',
      ({ stage, k, options }) => {
        if (stage === 'deepen') deepened.push(`${k}: ${options.mostStarts} ${options.budget}`);
      },
    );
    return deepened;
  };
  const free = stagesOf({});
  const bounded = stagesOf({ mostStarts: 6 });
  expect(free.length).toBeLessThanOrEqual(bounded.length);
  expect(bounded.length).toBeGreaterThan(0);
  for (const words of bounded) expect(words).toMatch(/: 6 Infinity$/);
  for (const words of stagesOf({ budget: 1e6 })) expect(words).toMatch(/: 1000 1000000$/);
});

test('candidates learn from each other in rounds, each from what was known when the round began', () => {
  const grid = createGrid(options({ ks: [1, 2, 3, 4, 5, 6], families: ['VVV'] }));
  const explored = grid.next();
  expect(explored.map(({ k }) => k)).toEqual([6, 5, 4, 3, 2, 1]);
  for (const task of explored) {
    expect(grid.next()).toEqual([]);
    grid.done(task, finish(searchCandidate(iris, task.options)));
  }
  const results = new Map(explored.map(({ k }) => [k, grid.result(k, 'VVV')?.mixture]));
  const first = grid.next();
  expect(first.every(({ stage }) => stage === 'settle')).toBe(true);
  for (const { k, options: asked } of first) {
    for (const seed of asked.seeds ?? []) expect(seed).toBe(results.get(seed.k));
    expect(Math.max(...(asked.seeds ?? []).map((seed) => Math.abs(seed.k - k)), 0)).toBeLessThanOrEqual(1);
  }
});

describe('where rows are few', () => {
  const rows = blobs(60, 2, 3, 4, 1);
  const asked = { ks: [1, 2, 3, 4], families: ['VVV', 'EEE', 'VVI', 'VEI', 'EII', 'VII'] } as const;
  /** What the candidates are given in the first round after their own starts, and whose mixtures these are. */
  const round = (count?: number, starts = 10) => {
    const grid = createGrid(options({ ...asked, starts, ...(count && { rows: count }) }));
    const found: CandidateResult[] = [];
    for (const task of grid.next()) {
      found.push(finish(searchCandidate(rows, task.options)));
      grid.done(task, found[found.length - 1]);
    }
    const from = (seed: unknown) => found.find(({ mixture }) => mixture === seed);
    return new Map(
      grid.next().map((task) => [`${task.k} ${task.family}`, { ...task, seeds: task.options.seeds?.map(from) ?? [] }]),
    );
  };
  const few = round(60);
  const many = round(200);

  test('candidates learn from every family with K − 1, K and K + 1, but for units', () => {
    expect([...few.keys()]).toEqual([...many.keys()]);
    let elsewhere = 0;
    for (const [name, { k, family, seeds }] of few) {
      expect(seeds.length).toBeGreaterThanOrEqual(many.get(name)?.seeds.length ?? 0);
      expect(new Set(seeds).size).toBe(seeds.length);
      for (const seed of seeds) {
        expect(Math.abs((seed?.k ?? 0) - k)).toBeLessThanOrEqual(1);
        expect(isUnitInvariant(seed?.family ?? 'EII') || !isUnitInvariant(family)).toBe(true);
        if (seed?.k !== k && seed?.family !== family) elsewhere++;
      }
    }
    expect(elsewhere).toBeGreaterThan(few.size);
    expect([...many.values()].every(({ k, family, seeds }) => seeds.every((s) => s?.k === k || s?.family === family))).toBe(true);
  });

  test('they draw few starts of their own once they have a fit that counts', () => {
    for (const { options } of few.values()) expect(options.mostStarts).toBe(options.known?.degenerate === false ? 20 : undefined);
    for (const { options } of many.values()) expect(options.mostStarts).toBeUndefined();
    expect([...few.values()].some(({ options }) => options.mostStarts === 20)).toBe(true);
    for (const { options } of round(60, 2).values()) expect(options.mostStarts ?? 2).toBe(2);
  });

  test('the bits are the same in whatever order tasks end', () => {
    const [first, last] = (['first', 'last'] as const).map((take) =>
      run(rows, createGrid(options({ ...asked, rows: 60 })), take),
    );
    for (const k of asked.ks)
      for (const family of asked.families) expect(last.result(k, family)).toEqual(first.result(k, family));
  });
});

describe('units', () => {
  const wanted = FamilyCode.options.filter(isUnitInvariant);
  const ks = [1, 2, 3, 4];
  const [plain, scaled] = [iris, rescaled(iris, [1000, 1, 1, 0.001])].map((rows) =>
    run(rows, createGrid(options({ ks, families: FamilyCode.options }))),
  );
  const above = (grid: Grid, family: FamilyCode, k: number) =>
    (grid.result(k, family)?.bic ?? Number.NaN) - (grid.result(1, 'VVV')?.bic ?? Number.NaN);

  test('are of no account in eight of the fourteen families', () => {
    expect(wanted).toHaveLength(8);
  });

  test.each(wanted)('change neither the criteria nor the clusters of %s, whatever it is searched beside', (family) => {
    for (const k of ks) {
      expect(above(scaled, family, k)).toBeCloseTo(above(plain, family, k), 3);
      expect(scaled.result(k, family)?.sizes).toEqual(plain.result(k, family)?.sizes);
    }
  });
});
