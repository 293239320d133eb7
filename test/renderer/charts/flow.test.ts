import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../src/main/engine/random/generator.ts';
import { flowDrawing } from '../../../src/renderer/charts/flow.ts';
import { placesAlong, placesOfLevels } from '../../../src/renderer/charts/flow-colours.ts';
import { crossingLittle, crossings } from '../../../src/renderer/charts/flow-order.ts';

/** K = 1 → 2 → 3 of 100 rows without noise; the third of K = 3 comes from the first of K = 2. */
const levels = [
  { k: 1, sizes: [0, 100] },
  { k: 2, sizes: [0, 60, 40] },
  { k: 3, sizes: [0, 35, 40, 25] },
];
const flows = [
  [
    [0, 0, 0],
    [0, 60, 40],
  ],
  [
    [0, 0, 0, 0],
    [0, 35, 0, 25],
    [0, 0, 40, 0],
  ],
];

describe('the order of groups', () => {
  test('crosses nothing where nothing needs to cross', () => {
    const orders = crossingLittle(
      flows,
      levels.map(({ sizes }) => sizes),
    );
    expect(crossings(orders, flows)).toBe(0);
    expect(orders[2]!.filter((label) => label > 0)).toEqual([1, 3, 2]);
  });

  test('counts pairs of rows that cross', () => {
    const flow = [
      [
        [0, 3],
        [2, 0],
      ],
    ];
    expect(
      crossings(
        [
          [0, 1],
          [0, 1],
        ],
        flow,
      ),
    ).toBe(6);
    expect(
      crossings(
        [
          [0, 1],
          [1, 0],
        ],
        flow,
      ),
    ).toBe(0);
  });

  test('never crosses more than the order by number', () => {
    const random = createRandom(5, 'flows');
    for (let trial = 0; trial < 20; trial++) {
      const ks = [2, 3, 4, 5].map((k) => k + (trial % 3));
      const some = ks
        .slice(1)
        .map((k, level) =>
          Array.from({ length: ks[level]! + 1 }, () => Array.from({ length: k + 1 }, () => Math.floor(random.next() ** 3 * 50))),
        );
      const counts = ks.map((k) => new Array<number>(k + 1).fill(1));
      const plain = ks.map((k) => Array.from({ length: k + 1 }, (_, label) => label));
      const orders = crossingLittle(some, counts);
      expect(crossings(orders, some)).toBeLessThanOrEqual(crossings(plain, some));
      expect(orders.map((order) => [...order].sort((a, b) => a - b))).toEqual(plain);
    }
  });
});

describe('the drawing of a flow', () => {
  const drawing = flowDrawing({ width: 600, height: 300 }, levels, flows);

  test('has a block for each group with rows and a band for each pair that shares some', () => {
    expect(drawing.blocks.map(({ level, label }) => [level, label])).toEqual([
      [0, 1],
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 3],
      [2, 2],
    ]);
    expect(drawing.bands.map(({ from, to, rows }) => [from, to, rows])).toEqual([
      [1, 1, 60],
      [1, 2, 40],
      [1, 1, 35],
      [1, 3, 25],
      [2, 2, 40],
    ]);
  });

  test('gives rows the same height everywhere, and stays within its frame', () => {
    const perRow = drawing.blocks.map(({ height, rows }) => height / rows);
    for (const height of perRow) expect(height).toBeCloseTo(perRow[0]!, 9);
    for (const { x, y, width, height } of drawing.blocks) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(600);
      expect(y).toBeGreaterThan(20);
      expect(y + height).toBeLessThanOrEqual(300);
    }
  });

  test('writes a number only where a band has room for it', () => {
    expect(drawing.bands.every(({ roomy }) => roomy)).toBe(true);
    const narrow = flowDrawing({ width: 140, height: 300 }, levels, flows);
    expect(narrow.bands.some(({ roomy }) => roomy)).toBe(false);
  });

  test('stays in numbers without rows and in no room', () => {
    const none = flowDrawing(
      { width: 0, height: 0 },
      [
        { k: 1, sizes: [0, 0] },
        { k: 1, sizes: [0, 0] },
      ],
      [
        [
          [0, 0],
          [0, 0],
        ],
      ],
    );
    expect(none.blocks).toEqual([]);
    for (const { path } of flowDrawing({ width: 10, height: 10 }, levels, flows).bands) expect(path).not.toContain('NaN');
  });
});

describe('places in the palette along a flow', () => {
  test('go to the component that shares most rows; others take what is free', () => {
    expect(
      placesAlong(
        [3, 0],
        [
          [35, 0, 25],
          [0, 40, 0],
        ],
        3,
      ),
    ).toEqual([3, 0, 1]);
  });

  test('spread from the level that is shown to both sides', () => {
    const inner = flows.map((flow) => flow.slice(1).map((row) => row.slice(1)));
    expect(placesOfLevels([1, 2, 3], inner, 1, [4, 2])).toEqual([[4], [4, 2], [4, 2, 0]]);
  });
});
