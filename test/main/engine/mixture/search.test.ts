import { describe, expect, test } from 'vitest';
import { familyOf } from '../../../../src/main/engine/mixture/family/table.ts';
import { type CandidateOptions, type CandidateResult, searchCandidate } from '../../../../src/main/engine/mixture/search.ts';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { type Rows, takeRows } from '../../../../src/main/engine/rows.ts';
import { type FamilyCode, familyCodes } from '../../../../src/shared/model/mixture.ts';
import { blobs, faithful, finish, iris, normal, rescaled, rowsOf } from '../support.ts';

const defaults: CandidateOptions = { k: 2, family: 'VVV', starts: 10, seed: 1, floor: 1e-6, startLabels: null };
const search = (rows: Rows, options: Partial<CandidateOptions> = {}): CandidateResult =>
  finish(searchCandidate(rows, { ...defaults, ...options }));

/** Every number that the result holds. */
const numbersOf = (value: unknown): number[] => {
  if (typeof value === 'number') return [value];
  if (value instanceof Float64Array) return [...value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersOf) : [];
};

describe('a search', () => {
  const result = search(iris, { k: 3, family: 'EEE' });

  test('tells one consistent story', () => {
    expect(result.failure).toBeNull();
    expect(result.trace.at(-1)).toBe(result.logLikelihood);
    expect(result.trace.length).toBe(result.iterations + 1);
    expect(result.sizes.reduce((sum, size) => sum + size, 0)).toBe(150);
    expect(result.remaining).toBeLessThan(1e-6 * 150);
    expect(result.ledger.map((record) => record.start)).toEqual(result.ledger.map((_, i) => i));
    expect(result.ledger.length).toBeGreaterThanOrEqual(10);
    expect(result.starts).toBe(result.ledger.length);
    expect(result.ledger.filter((record) => record.optimum === 0).length).toBe(result.startsAtBest);
  });

  test('groups starts by the optimum where they ended, the best first', () => {
    const best = new Map<number, number>();
    for (const { optimum, logLikelihood, degenerate } of result.ledger) {
      if (optimum === null || logLikelihood === null || degenerate !== null) continue;
      const known = best.get(optimum) ?? logLikelihood;
      expect(Math.abs(known - logLikelihood)).toBeLessThanOrEqual(2e-6 * 150);
      best.set(optimum, known);
    }
    const values = [...best].sort(([a], [b]) => a - b).map(([, value]) => value);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values[0]).toBeCloseTo(-256.354043, 4);
  });

  test('numbers its components by weight', () => {
    const weights = [...(result.mixture?.weights ?? [])];
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
  });

  test('gives the same bits for the same seed, and other starts for another', () => {
    expect(search(iris, { k: 3, family: 'EEE' })).toEqual(result);
    const other = search(iris, { k: 3, family: 'EEE', seed: 2 });
    expect(other.ledger.map((r) => r.iterations)).not.toEqual(result.ledger.map((r) => r.iterations));
    expect(other.logLikelihood).toBeCloseTo(result.logLikelihood ?? 0, 6);
  });

  test('tells of steps whose share never falls, and can be stopped at any of them', () => {
    let share = 0;
    let steps = 0;
    for (const step of searchCandidate(faithful, { ...defaults, k: 3 })) {
      expect(step.share).toBeGreaterThanOrEqual(share);
      expect(step.share).toBeLessThanOrEqual(1);
      expect(Number.isNaN(step.logLikelihood)).toBe(false);
      share = step.share;
      if (++steps > 5000) break;
    }
    expect(steps).toBeGreaterThan(100);
  });

  test('finds the same fit when the rows come in another order', () => {
    const random = createRandom(5);
    const order = Array.from({ length: 272 }, (_, i) => [random.next(), i]).sort(([a], [b]) => a - b);
    const shuffled = search(
      takeRows(
        faithful,
        order.map(([, i]) => i),
      ),
      { k: 2 },
    );
    const plain = search(faithful, { k: 2 });
    expect(shuffled.logLikelihood).toBeCloseTo(plain.logLikelihood ?? 0, 7);
    expect(shuffled.sizes).toEqual(plain.sizes);
    shuffled.mixture?.means.forEach((mean, i) => {
      expect(mean / (plain.mixture?.means[i] ?? 0)).toBeCloseTo(1, 6);
    });
  });
});

describe('start labels', () => {
  const labels = Int32Array.from({ length: 150 }, (_, i) => 1 + Math.floor(i / 50));

  test('start the one climb, whatever their numbering', () => {
    const one = search(iris, { k: 3, startLabels: labels });
    const turned = search(iris, { k: 3, startLabels: labels.map((l) => (l % 3) + 1) });
    expect(one.starts).toBe(1);
    expect(one.ledger.length).toBe(1);
    expect(one.logLikelihood).toBeCloseTo(-180.185477, 5);
    expect(turned.logLikelihood).toBeCloseTo(one.logLikelihood ?? 0, 8);
    expect(turned.sizes).toEqual(one.sizes);
  });

  test('leave unlabelled rows out of the first M-step only', () => {
    const some = search(iris, { k: 3, startLabels: labels.map((l, i) => (i % 5 === 0 ? 0 : l)) });
    expect(some.logLikelihood).toBeCloseTo(-180.185477, 4);
  });

  test('that are not K different ones are a named failure', () => {
    const { failure, mixture } = search(iris, { k: 2, startLabels: labels });
    expect(mixture).toBeNull();
    expect(failure).toBe(
      'The start labels have 3 different labels in the rows used, K = 2 needs 2. Ask for K = 3, or fit without start labels.',
    );
  });

  test('one component needs no labels: it has all rows', () => {
    const startLabels = Int32Array.from({ length: iris.n }, (_, i) => (i % 3) + 1);
    const labelled = search(iris, { k: 1, startLabels });
    expect(labelled.failure).toBeNull();
    expect(labelled.logLikelihood).toBe(search(iris, { k: 1 }).logLikelihood);
  });
});

test.each(familyCodes.filter((code) => familyOf(code).unitInvariant))(
  'iris in millimetres, metres and kilometres gives %s the same labels and the same differences of BIC',
  (family) => {
    const bic = (rows: Rows, k: number) => search(rows, { k, family });
    const inUnits = rescaled(iris, [1000, 1, 1, 0.001]);
    for (const k of [2, 5]) {
      const [one, other] = [bic(iris, k), bic(inUnits, k)];
      expect((other.bic ?? 0) - (bic(inUnits, 1).bic ?? 0)).toBeCloseTo((one.bic ?? 0) - (bic(iris, 1).bic ?? 0), 4);
      expect(other.sizes).toEqual(one.sizes);
    }
  },
);

describe('units', () => {
  const factors = [60, 1e-3, 1e6, 1 / 7];

  test.each(['VVV', 'EEE', 'VVI'] as const)('move %s by −n Σ log c and nothing else', (family) => {
    const plain = search(iris, { k: 3, family });
    const scaled = search(rescaled(iris, factors), { k: 3, family });
    const shift = -150 * factors.reduce((sum, c) => sum + Math.log(c), 0);
    expect((scaled.logLikelihood ?? 0) - (plain.logLikelihood ?? 0)).toBeCloseTo(shift, 5);
    expect(scaled.sizes).toEqual(plain.sizes);
    expect(scaled.ledger.map((r) => r.optimum)).toEqual(plain.ledger.map((r) => r.optimum));
  });

  test('by powers of two do not change the means but by their factors', () => {
    const plain = search(faithful, { k: 3, family: 'VVI' });
    const scaled = search(rescaled(faithful, [2 ** 30, 2 ** -20]), { k: 3, family: 'VVI' });
    plain.mixture?.means.forEach((mean, i) => {
      expect((scaled.mixture?.means[i] ?? 0) / (i % 2 === 0 ? 2 ** 30 : 2 ** -20) / mean).toBeCloseTo(1, 6);
    });
  });

  test('of one factor for all columns move VII by −n·d·log c', () => {
    const plain = search(iris, { k: 3, family: 'VII' });
    const scaled = search(rescaled(iris, [10, 10, 10, 10]), { k: 3, family: 'VII' });
    expect((scaled.logLikelihood ?? 0) - (plain.logLikelihood ?? 0)).toBeCloseTo(-600 * Math.log(10), 5);
  });
});

describe('data that cannot be fitted', () => {
  const constant = rowsOf(Array.from({ length: 20 }, (_, i) => [i, 7]));
  const same = rowsOf(Array.from({ length: 20 }, () => [3, 4]));
  const twoKinds = rowsOf(Array.from({ length: 30 }, (_, i) => [i % 2, i % 2]));
  const huge = rowsOf(Array.from({ length: 20 }, (_, i) => [i, (i - 10) * 1e299]));
  const cases: readonly (readonly [string, Rows, Partial<CandidateOptions>, RegExp])[] = [
    ['a constant column', constant, {}, /All 20 rows have the same value in column 2\. Leave it out\./],
    ['a named constant column', constant, { columns: ['a', 'b c'] }, /column 'b c'/],
    ['equal rows', same, { k: 1 }, /same value/],
    ['one row', rowsOf([[1, 2]]), { k: 1 }, /needs at least [23] rows \(.*\); there is 1\. Try more rows\./],
    [
      'more components than rows',
      takeRows(iris, [0, 10, 60, 70, 90, 120]),
      { k: 9 },
      /needs at least \d+ rows .* there are 6\. Try fewer components/,
    ],
    ['more components than different rows', twoKinds, { k: 3 }, /needs at least 3 different rows; there are 2\. Try K = 2/],
    ['values whose squares overflow', huge, {}, /column 2 are too large: their squares overflow/],
    [
      'values whose squares underflow',
      rowsOf(Array.from({ length: 20 }, (_, i) => [i * 1e-170, i % 3])),
      {},
      /too close together/,
    ],
    [
      'values that differ by rounding',
      rowsOf(Array.from({ length: 20 }, (_, i) => [1 + (i % 2) * 2 ** -52, i % 3])),
      {},
      /rounding/,
    ],
    ['no rows', { n: 0, d: 2, data: new Float64Array(0) }, {}, /no rows/],
  ];

  describe.each(familyCodes)('%s', (family) => {
    test.each(cases)('%s: named, with what to try', (_, rows, options, sentence) => {
      const result = search(rows, { ...options, family });
      expect(result.failure).toMatch(sentence);
      expect(result.mixture).toBeNull();
      expect(result.logLikelihood).toBeNull();
      expect(result.parameters).toBeGreaterThan(0);
      expect(numbersOf(result).every(Number.isFinite)).toBe(true);
    });
  });
});

describe('degenerate fits are shown, explained and never best', () => {
  test('rows on a line', () => {
    const line = rowsOf(Array.from({ length: 60 }, (_, i) => [i, 2 * i + 1, Math.sin(i)]));
    const { failure, degenerate, mixture, logLikelihood } = search(line, { k: 1 });
    expect(degenerate).toBe(true);
    expect(failure).toBe(
      'The covariance is flat: its rows lie (nearly) on a line or plane, so some columns follow from the others there. Try a simpler family, or leave out a column.',
    );
    expect(mixture).not.toBeNull();
    expect(Number.isFinite(logLikelihood)).toBe(true);
    expect(search(line, { k: 1, family: 'VVI' }).degenerate).toBe(false);
  });

  test('a pile of copies far from the rest', () => {
    const rows = rowsOf(Array.from({ length: 100 }, (_, i) => (i < 30 ? [50, 50] : [Math.sin(i * 1.7), Math.cos(i * i)])));
    for (const family of ['VVV', 'VVI', 'VII'] as const) {
      const { failure, degenerate, ledger } = search(rows, { family });
      expect(degenerate).toBe(true);
      expect(failure).toMatch(/^Component 2 \(30 effective rows\) sits on \(nearly\) identical rows: .* Try fewer components/);
      expect(ledger.every((record) => record.degenerate !== null)).toBe(true);
    }
    expect(search(rows, { family: 'EEE' }).degenerate).toBe(false);
  });

  test('a cluster without spread in one column names the column', () => {
    const rows = rowsOf(
      Array.from({ length: 90 }, (_, i) => (i < 40 ? [20 + Math.sin(i), 5] : [Math.sin(i * 1.7), Math.cos(i * i)])),
    );
    expect(search(rows, { family: 'VVI', columns: ['length', 'width'] }).failure).toMatch(
      /Component 2 \(40 effective rows\) has \(nearly\) no spread in column 'width'\./,
    );
  });

  describe('a component of few rows', () => {
    const random = createRandom(2);
    const list = Array.from({ length: 60 }, () => [normal(random), normal(random), normal(random)]);
    const apart = (...few: number[][]) => {
      const startLabels = Int32Array.from({ length: 60 + few.length }, (_, i) => (i < 60 ? 1 : 2));
      return (family: FamilyCode, more = {}) => search(rowsOf([...list, ...few]), { family, startLabels, ...more });
    };
    const three = apart([90, 90, 91], [91, 90, 90], [90, 91.5, 90.2]);
    const alone = apart([90, 90, 91]);

    test.each(['VII', 'VEI', 'VVI', 'VEE', 'VEV'] as const)('is refused where it has a size of its own, %s', (family) => {
      const { failure, degenerate } = three(family);
      expect(degenerate).toBe(true);
      expect(failure).toMatch(/^Component 2 (has 3 effective rows; with a size of its own in 3 columns it needs 4|.*is flat)/);
    });

    test.each(['EII', 'EEI', 'EEE', 'EEV'] as const)('counts where all have one volume, even a single row, %s', (family) => {
      for (const fit of [three(family), alone(family)]) {
        expect(fit).toMatchObject({ degenerate: false, converged: true, failure: null });
        expect(fit.sizes[0]).toBe(60);
      }
      // No density is above the common covariance's, which 60 rows hold up.
      const { mixture } = alone(family);
      expect(Math.min(...[0, 4, 8].map((at) => mixture?.covariances[9 + at] ?? 0))).toBeGreaterThan(0.3);
    });

    test.each(['EVI', 'EVE', 'EVV'] as const)(
      'is refused where its shape is its own and one row cannot tell it, %s',
      (family) => {
        expect(alone(family).failure).toMatch(/^Component 2 \(1 effective row\) has too few rows for a shape of its own\./);
      },
    );

    test.each(['VII', 'VVI', 'EVI', 'VEV', 'VVV'] as const)('counts with a conjugate prior, %s', (family) => {
      expect(three(family, { prior: true })).toMatchObject({ degenerate: false, failure: null });
    });
  });

  test('a sound start wins over a degenerate one with a higher log-likelihood', () => {
    const result = search(iris, { k: 8, family: 'VII' });
    const sound = result.ledger.filter((r) => r.degenerate === null);
    expect(result.ledger.length).toBeGreaterThan(sound.length);
    expect(result.degenerate).toBe(false);
    expect(result.logLikelihood).toBe(Math.max(...sound.map((r) => r.logLikelihood ?? Number.NEGATIVE_INFINITY)));
    expect(Math.max(...result.ledger.map((r) => r.logLikelihood ?? Number.NEGATIVE_INFINITY))).toBeGreaterThan(
      result.logLikelihood ?? 0,
    );
  });
});

describe('what a collapsed component sits on is told', () => {
  const waiting = (i: number) => faithful.data[272 + i];
  const pile = Int32Array.from({ length: 272 }, (_, i) => (waiting(i) === 83 ? 3 : faithful.data[i] < 3 ? 1 : 2));

  test('old-faithful, floor 1e-9: the 14 rows with one waiting time are refused, and never win', () => {
    const collapsed = search(faithful, { k: 3, floor: 1e-9, startLabels: pile, columns: ['eruptions', 'waiting'] });
    expect(collapsed.degenerate).toBe(true);
    expect(collapsed.failure).toBe(
      "Component 3 (14 effective rows) has (nearly) no spread in column 'waiting'. 14 of the 272 rows have one and the same value in column 'waiting'; it has only 51 different values, as whole or rounded numbers do. Try fewer components, a simpler family or more starts.",
    );
    const sound = search(faithful, { k: 3, floor: 1e-9, seeds: collapsed.mixture ? [collapsed.mixture] : [] });
    expect(sound.ledger.some((r) => r.degenerate !== null && (r.logLikelihood ?? 0) > (sound.logLikelihood ?? 0))).toBe(true);
    expect(sound.failure).toBeNull();
    expect(Math.min(...sound.sizes)).toBeGreaterThan(30);
    expect(sound.logLikelihood).toBeGreaterThan(-1119.214);
  });

  test('old-faithful, axes turned in the units: 7 rows with one waiting time are refused, which BIC would take before all else', () => {
    const startLabels = pile.map((_, i) => (waiting(i) === 54 && faithful.data[i] < 1.9 ? 3 : faithful.data[i] < 3 ? 1 : 2));
    const collapsed = search(faithful, { k: 3, family: 'VEV', startLabels, columns: ['eruptions', 'waiting'] });
    expect(collapsed.degenerate).toBe(true);
    expect(collapsed.failure).toMatch(/^Component 3 \(7 effective rows\) has \(nearly\) no spread in column 'waiting'\./);
    expect(collapsed.bic).toBeLessThan((search(faithful, { k: 3, family: 'EEE' }).bic ?? 0) - 40);
  });

  test('many zeros', () => {
    const random = createRandom(3);
    const rows = rowsOf(Array.from({ length: 200 }, (_, i) => [normal(random), i % 2 === 0 ? 0 : 5 + normal(random)]));
    expect(search(rows, { columns: ['a', 'b'] }).failure).toMatch(
      /100 of the 200 rows have one and the same value in column 'b'\./,
    );
  });

  test('copies of one row', () => {
    const rows = rowsOf(Array.from({ length: 100 }, (_, i) => (i < 30 ? [50, 50] : [Math.sin(i * 1.7), Math.cos(i * i)])));
    expect(search(rows).failure).toMatch(/30 of the 100 rows are copies of one row\./);
  });
});

describe('seeds and what is known', () => {
  test('a split of the best with one component fewer is a start', () => {
    const two = search(faithful, { k: 2 });
    const three = search(faithful, { k: 3, seeds: two.mixture ? [two.mixture] : [] });
    expect(three.ledger.map(({ method }) => method)).toContain('split of the best with K = 2');
    expect(three.logLikelihood).toBeGreaterThan(two.logLikelihood ?? 0);
  });

  test('the best of a narrower family bounds a wider one from below', () => {
    const narrow = search(iris, { k: 5, family: 'EEE' });
    const wide = search(iris, { k: 5, family: 'VVV', starts: 1, seeds: narrow.mixture ? [narrow.mixture] : [] });
    expect(wide.logLikelihood).toBeGreaterThanOrEqual(narrow.logLikelihood ?? 0);
  });

  test('a search goes on from what is known: no worse, the old starts first in its ledger', () => {
    const first = search(iris, { k: 4, mostStarts: 10 });
    const next = search(iris, { k: 4, known: first, mostStarts: 50 });
    expect(next.logLikelihood).toBeGreaterThanOrEqual((first.logLikelihood ?? 0) - 1e-9);
    expect(next.starts).toBeGreaterThan(first.starts);
    expect(next.ledger.slice(0, first.starts).map(({ method }) => method)).toEqual(first.ledger.map(({ method }) => method));
    expect(next.ledger.map(({ start }) => start)).toEqual(next.ledger.map((_, i) => i));
  });

  test('what goes on keeps the way that it has behind it', () => {
    const first = search(iris, { k: 3, mostStarts: 10 });
    const next = search(iris, { k: 3, known: first, mostStarts: 10 });
    expect(first.iterations).toBeGreaterThan(3);
    expect(next.iterations).toBeGreaterThanOrEqual(first.iterations);
    expect(next.trace.slice(0, first.trace.length)).toEqual(first.trace);
  });

  test('more starts are made when the best was reached once, up to the most that is allowed', () => {
    const few = search(iris, { k: 8, mostStarts: 10 });
    const more = search(iris, { k: 8, mostStarts: 30, budget: Number.POSITIVE_INFINITY });
    expect(few.startsAtBest).toBe(1);
    expect(more.drawn).toBeGreaterThan(10);
    expect(more.drawn).toBeLessThanOrEqual(30);
    expect(more.logLikelihood).toBeGreaterThanOrEqual(few.logLikelihood ?? 0);
  });
});

describe('extremes that can be fitted', () => {
  test.each(['VVV', 'EEE', 'VVI', 'VII'] as const)('columns of scale 1e-9 and 1e9, %s', (family) => {
    const result = search(rescaled(faithful, [1e-9, 1e9]), { family });
    expect(numbersOf(result).every(Number.isFinite)).toBe(true);
    expect(result.failure).toBeNull();
    expect(result.converged).toBe(true);
  });

  test.each(['VVV', 'EEE', 'VVI', 'VII'] as const)('one column, %s', (family) => {
    const eruptions: Rows = { n: 272, d: 1, data: faithful.data.slice(0, 272) };
    const result = search(eruptions, { family });
    expect(result.failure).toBeNull();
    expect(result.logLikelihood).toBeCloseTo(family === 'EEE' ? -287.292 : -276.36, 2);
  });

  test('values around 1e100 and offsets of 1e12', () => {
    const far = rowsOf(Array.from({ length: 272 }, (_, i) => [faithful.data[i] * 1e90, faithful.data[272 + i] + 1e12]));
    const result = search(far);
    expect(result.failure).toBeNull();
    expect((result.logLikelihood ?? 0) + 272 * Math.log(1e90)).toBeCloseTo(-1130.264, 1);
  });
});

test('whatever small whole numbers come, a search ends with a fit or a sentence, in numbers', () => {
  const random = createRandom(11, 'anything');
  for (let round = 0; round < 120; round++) {
    const d = 1 + random.below(4);
    const levels = 1 + random.below(5);
    const rows = rowsOf(
      Array.from({ length: 1 + random.below(60) }, () =>
        Array.from({ length: d }, () => random.below(levels) * 10 ** (3 * d - 6)),
      ),
    );
    const family = familyCodes[random.below(4)];
    const result = search(rows, { k: 1 + random.below(5), family, starts: 3, seed: round, floor: random.below(2) * 1e-6 });
    expect(numbersOf(result).every(Number.isFinite)).toBe(true);
    expect(result.failure === null).toBe(result.mixture !== null && result.converged && !result.degenerate);
    if (result.failure !== null) expect(result.failure).toMatch(/ (Try|Leave|Ask|Scale|Choose) |Leave it out/);
    for (const record of result.ledger) expect(record.iterations).toBeLessThanOrEqual(7000);
  }
});

test('on many rows starts compete on a sample, and the ledger says which did', () => {
  const rows = blobs(30_000, 2, 3, 6, 4);
  const result = search(rows, { k: 3, starts: 4 });
  expect(result.failure).toBeNull();
  expect(result.sizes.map((size) => Math.round(size / 100))).toEqual([100, 100, 100]);
  expect(result.ledger.filter((r) => /on 10000 of 30000 rows$/.test(r.method)).length).toBeGreaterThan(0);
  expect(result.startsAtBest).toBeGreaterThanOrEqual(2);
  expect(search(rows, { k: 3, starts: 4 })).toEqual(result);
});
