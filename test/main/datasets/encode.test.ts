import { describe, expect, it } from 'vitest';
import { encodeRows, encodeTable, headShapes } from '../../../src/main/datasets/encode.ts';
import type { TableColumn } from '../../../src/main/datasets/encode-column.ts';
import { logFactorial } from '../../../src/main/datasets/encode-rows.ts';
import { LensError } from '../../../src/shared/errors.ts';
import type { Likelihood } from '../../../src/shared/model/latent.ts';
import { categories, numbers, sampleColumns } from '../engine/latent/support/samples.ts';

const ramp = (n: number, f: (i: number) => number = (i) => i) => Array.from({ length: n }, (_, i) => f(i));
const encoded = (columns: readonly TableColumn[], likelihoods: Record<string, Likelihood> = {}) =>
  encodeTable(columns, { likelihoods, picture: null });

function failure(run: () => unknown): LensError {
  try {
    run();
  } catch (thrown) {
    if (thrown instanceof LensError) return thrown;
    throw thrown;
  }
  throw new Error('It did not fail.');
}

describe('columns of numbers', () => {
  it('are standardised by the population standard deviation, and the Jacobian leads back', () => {
    const { table, logJacobian, encoding } = encoded([
      numbers(
        'x',
        ramp(12, (i) => 10 + 4 * (i % 2 ? 1 : -1)),
      ),
    ]);
    expect([...table.targets.slice(0, 2)]).toEqual([-1, 1]);
    expect(table.inputs).toEqual(table.targets);
    expect(encoding.columns[0]).toMatchObject({ center: 10, scale: 4, likelihood: 'gaussian' });
    expect(logJacobian[3]).toBeCloseTo(-Math.log(4), 12);
  });

  it('say where one value lets all others look alike', () => {
    const sound = ramp(300, (i) => Math.sin(i));
    expect(encoded([numbers('x', [...sound, 25])]).notes).toEqual([]);
    const { notes } = encoded([numbers('x', [...sound, 1e30])]);
    expect(notes).toEqual([expect.stringMatching(/^Column 'x': 1e\+?30 in row 301 makes up nearly all of the variance/)]);
    expect(encoded([numbers('x', [...sound.map(Math.exp), 1e30])], { x: 'log-normal' }).notes).toEqual([]);
  });

  it('of 1e9 and of 1e-9 give the same inputs as of 1', () => {
    const of = (unit: number) =>
      encoded(
        ['a', 'b', 'c'].map((name, j) =>
          numbers(
            name,
            ramp(40, (i) => unit * Math.sin(i + j)),
          ),
        ),
      ).table;
    of(1e9).inputs.forEach((x, i) => {
      expect(x).toBeCloseTo(of(1).inputs[i], 5);
      expect(of(1e-9).inputs[i]).toBeCloseTo(x, 5);
    });
  });

  it('said to be log-normal are standardised on the log scale, with the log in the Jacobian', () => {
    const { table, logJacobian } = encoded(
      [
        numbers(
          'x',
          ramp(10, (i) => Math.exp(i % 2 ? 3 : 1)),
        ),
      ],
      { x: 'log-normal' },
    );
    expect(table.targets[0]).toBeCloseTo(-1, 6);
    // d(log x)/dx = 1/x, the standard deviation of the logs is 1.
    expect(logJacobian[0]).toBeCloseTo(-1, 12);
    expect(logJacobian[1]).toBeCloseTo(-3, 12);
  });

  it('said to be Poisson keep their counts as targets and carry −log x! as a constant of the row', () => {
    const { table } = encoded(
      [
        numbers(
          'x',
          ramp(12, (i) => i % 5),
        ),
      ],
      { x: 'poisson' },
    );
    expect(table.targets[4]).toBe(4);
    expect(table.constants?.[4]).toBeCloseTo(-Math.log(24), 12);
  });

  it('of zeros and ones are Bernoulli', () => {
    const { encoding, table } = encoded([
      numbers(
        'x',
        ramp(20, (i) => (i % 4 === 0 ? 1 : 0)),
      ),
    ]);
    expect(encoding.columns[0].likelihood).toBe('bernoulli');
    expect(encoding.columns[0].outputBias[0]).toBeCloseTo(Math.log(1 / 3), 12);
    expect(table.targets[0]).toBe(1);
  });

  it('may be said to be categorical', () => {
    const { encoding, table } = encoded(
      [
        numbers(
          'x',
          ramp(20, (i) => 3 - (i % 3)),
        ),
      ],
      { x: 'categorical' },
    );
    expect(encoding.columns[0].levels).toEqual(['1', '2', '3']);
    expect([...table.targets.slice(0, 3)]).toEqual([2, 1, 0]);
  });
});

describe('columns of levels', () => {
  it('are one indicator a level, centred at the level’s share', () => {
    const { encoding, table } = encoded([
      categories(
        'c',
        ramp(20).map((i) => (i % 4 === 0 ? 'rare' : 'usual')),
      ),
    ]);
    expect(encoding.columns[0].likelihood).toBe('categorical');
    expect([...table.inputs.slice(0, 4)]).toEqual([0.75, -0.75, -0.25, 0.25]);
    expect(headShapes(encoding)).toEqual([{ kind: 'categorical', width: 2 }]);
  });

  it('of a boolean are Bernoulli, false before true', () => {
    const { encoding, table } = encoded([
      categories(
        'b',
        ramp(20).map((i) => (i % 2 ? 'false' : 'true')),
        'boolean',
      ),
    ]);
    expect(encoding.columns[0]).toMatchObject({ likelihood: 'bernoulli', levels: ['false', 'true'] });
    expect(table.targets[0]).toBe(1);
  });

  it('that occur once are named', () => {
    const { notes } = encoded([categories('c', [...ramp(20).map((i) => `${i % 2}`), 'alone'])]);
    expect(notes.join(' ')).toMatch(/'c'.*occurs once \('alone'\)/);
  });

  it('of more than a hundred are refused by name', () => {
    const error = failure(() =>
      encoded([
        categories(
          'id',
          ramp(150).map((i) => `row ${i}`),
        ),
      ]),
    );
    expect(error.message).toContain("'id'");
    expect(error.message).toContain('150 levels');
  });
});

describe('missing cells', () => {
  const columns = [
    numbers(
      'x',
      ramp(20, (i) => (i % 4 === 1 ? Number.NaN : i)),
    ),
    numbers(
      'y',
      ramp(20, (i) => -i),
    ),
  ];

  it('are 0 at the input with an indicator beside them, and masked out', () => {
    const { encoding, table } = encoded(columns);
    expect(encoding.inputs).toBe(3);
    expect(encoding.columns.map(({ indicator }) => indicator)).toEqual([1, null]);
    expect([...table.inputs.slice(3, 5)]).toEqual([0, 1]);
    expect(table.inputs[1]).toBe(0);
    expect([...(table.mask ?? []).slice(0, 4)]).toEqual([1, 1, 0, 1]);
  });

  it('do not count in the Jacobian', () => {
    const { logJacobian, encoding } = encoded(columns);
    expect(logJacobian[1]).toBeCloseTo(-Math.log(encoding.columns[1].scale), 12);
  });

  it('of a whole row leave the row out', () => {
    const { table, used, excluded } = encoded([numbers('x', [Number.NaN, ...ramp(15)])]);
    expect([table.n, excluded, used[0]]).toEqual([15, 1, 1]);
  });
});

describe('bad input', () => {
  const good = numbers('good', ramp(30));

  it('leaves a constant column out with a note that names it, and keeps its value', () => {
    const { encoding, notes } = encoded([
      good,
      numbers(
        'flat',
        ramp(30, () => 7),
      ),
    ]);
    expect(encoding.columns.map(({ name }) => name)).toEqual(['good']);
    expect(encoding.leftOut).toEqual([{ name: 'flat', reason: expect.stringContaining('constant (7)'), value: 7 }]);
    expect(notes.join(' ')).toContain("'flat'");
  });

  it('leaves a column without any value, or with one level, out with a note', () => {
    const { notes, encoding } = encoded([
      good,
      numbers(
        'empty',
        ramp(30, () => Number.NaN),
      ),
      categories('one', new Array<string>(30).fill('only')),
    ]);
    expect(encoding.columns).toHaveLength(1);
    expect(encoding.leftOut).toMatchObject([
      { name: 'empty', value: null },
      { name: 'one', value: null, level: 'only' },
    ]);
    expect(notes.join(' ')).toMatch(/'empty' has no value.*'one' has the one level 'only'/);
  });

  it('says why when no column is left', () => {
    expect(
      failure(() =>
        encoded([
          numbers(
            'flat',
            ramp(30, () => 7),
          ),
        ]),
      ).message,
    ).toMatch(/'flat' is constant/);
  });

  it('refuses five rows, and says what would do', () => {
    const error = failure(() => encoded([numbers('x', ramp(5))]));
    expect(error.code).toBe('input');
    expect(error.message).toContain('only 5 rows');
  });

  it('refuses infinite values, and values that the likelihood cannot take, by column, value and row', () => {
    expect(failure(() => encoded([numbers('x', [...ramp(12), Number.POSITIVE_INFINITY])])).message).toMatch(/'x'.*row 13/);
    expect(failure(() => encoded([numbers('x', ramp(12))], { x: 'log-normal' })).message).toMatch(/'x'.*0 in row 1/);
    expect(
      failure(() =>
        encoded(
          [
            numbers(
              'x',
              ramp(12, (i) => i / 2),
            ),
          ],
          { x: 'poisson' },
        ),
      ).message,
    ).toMatch(/'x'.*0.5 in row 2/);
    expect(failure(() => encoded([numbers('x', ramp(12))], { x: 'bernoulli' })).message).toMatch(/'x'.*more than two values/);
    expect(failure(() => encoded([categories('c', ramp(12).map(String))], { c: 'gaussian' })).message).toMatch(/'c'.*text/);
  });

  it('refuses a likelihood for a column that is not chosen', () => {
    expect(failure(() => encoded([good], { other: 'poisson' })).message).toContain("'other'");
  });
});

describe('rows of another table', () => {
  const { encoding } = encoded([
    numbers('x', ramp(30)),
    categories(
      'c',
      ramp(30).map((i) => 'ab'[i % 2]),
    ),
  ]);

  it('are encoded as those of the first', () => {
    const again = encodeRows(encoding, [categories('c', ['b']), numbers('x', [14.5])]);
    expect([...again.table.inputs]).toEqual([0, -0.5, 0.5]);
  });

  it('with a new level count as missing there, and the note names column and level', () => {
    const { table, notes } = encodeRows(encoding, [numbers('x', [1, 2]), categories('c', ['a', 'new'])]);
    expect([...(table.mask ?? [])]).toEqual([1, 1, 1, 0]);
    expect([...table.inputs.slice(4)]).toEqual([0, 0]);
    expect(notes).toEqual([expect.stringMatching(/'c' has a level that the model does not know \('new'\): 1 cell is/)]);
  });

  it('without a column are refused by its name', () => {
    expect(failure(() => encodeRows(encoding, [numbers('x', [1])])).message).toContain("'c'");
  });
});

describe('pictures', () => {
  it('are found in the digits, row by row, and are Bernoulli on their common range', () => {
    const { encoding, table, notes } = encoded(sampleColumns('digits-8x8'));
    expect(encoding.picture).toMatchObject({ width: 8, height: 8 });
    expect(encoding.picture?.columns.slice(0, 9).at(-1)).toBe('pixel_1_0');
    expect(encoding.columns.filter(({ likelihood }) => likelihood === 'bernoulli')).toHaveLength(64);
    expect(encoding.columns[0]).toMatchObject({ center: 0, scale: 16 });
    expect(encoding.columns.at(-1)).toMatchObject({ name: 'digit', likelihood: 'gaussian' });
    expect(table.targets[2]).toBe(5 / 16);
    expect(notes.join(' ')).toContain('8 × 8');
  });

  for (const [what, name] of [
    ['p and two digits', (i: number) => `p${Math.floor(i / 4)}${i % 4}`],
    ['rows and columns by letter', (i: number) => `r${Math.floor(i / 4)}c${i % 4}`],
    ['a running number', (i: number) => `pixel${i + 1}`],
  ] as const) {
    it(`are found by ${what}`, () => {
      const columns = ramp(16).map((i) =>
        numbers(
          name(i),
          ramp(20, (row) => (row * (i + 3)) % 256),
        ),
      );
      expect(encoded(columns).encoding.picture).toMatchObject({ width: 4, height: 4 });
    });
  }

  it('are not found in measurements, nor where cells are below 0', () => {
    expect(encoded(sampleColumns('wine')).encoding.picture).toBeNull();
    const columns = ramp(16).map((i) =>
      numbers(
        `p${Math.floor(i / 4)}${i % 4}`,
        ramp(20, (row) => ((row * (i + 3)) % 9) - 4),
      ),
    );
    expect(encoded(columns).encoding.picture).toBeNull();
  });

  it('may be said by the person, and must fit', () => {
    const columns = ramp(6).map((i) =>
      numbers(
        `v${i}`,
        ramp(20, (row) => (row * (i + 3)) % 7),
      ),
    );
    const names = columns.map(({ name }) => name);
    const said = (width: number) => encodeTable(columns, { likelihoods: {}, picture: { columns: names, width, height: 2 } });
    expect(said(3).encoding.columns[0].likelihood).toBe('bernoulli');
    expect(failure(() => said(4)).message).toContain('8 columns');
  });
});

describe('log x!', () => {
  it('is that of the product, and of Stirling beyond 20', () => {
    expect(logFactorial(0)).toBe(0);
    expect(logFactorial(20)).toBeCloseTo(Math.log(2432902008176640000), 10);
    expect(logFactorial(21)).toBeCloseTo(Math.log(51090942171709440000), 10);
  });
});
