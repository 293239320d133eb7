import { describe, expect, test } from 'vitest';
import { changeOf, type Moment, nothing } from '../../../src/renderer/state/moment.ts';

const moment = (to: Partial<Moment>): Moment => ({ ...nothing, ...to });
const tried = (of: string, concentration: number | null) => moment({ trial: { of, concentration } });

describe('from one moment to the next', () => {
  test('another concentration of the same candidate, and back from it, is a deed', () => {
    expect(changeOf(tried('1/8/VVV', null), tried('1/8/VVV', 0.1))).toEqual({ kind: 'trial' });
    expect(changeOf(tried('1/8/VVV', 0.1), tried('1/8/VVV', 1))).toEqual({ kind: 'trial' });
    expect(changeOf(tried('1/8/VVV', 0.1), tried('1/8/VVV', null))).toEqual({ kind: 'trial' });
  });

  test('a trial that ends because its candidate is no longer the one shown is none', () => {
    expect(changeOf(tried('1/8/VVV', 0.1), tried('2/8/VVV', null))).toEqual({ kind: 'none' });
    expect(changeOf(tried('1/8/VVV', 0.1), tried('1/8/VVV', 0.1))).toEqual({ kind: 'none' });
  });

  test('a view that changes takes its trial along, and names its parts', () => {
    const from = moment({ view: '{"view":"mixture","x":"a"}', trial: { of: 'a', concentration: 2 } });
    const to = moment({ view: '{"view":"mixture","x":"b"}', trial: { of: 'b', concentration: null } });
    expect(changeOf(from, to)).toEqual({ kind: 'view', parts: 'x', rows: false });
  });

  test('rows that are read for the first time, of none, are no change; others are', () => {
    expect(changeOf(nothing, moment({ rows: new Uint8Array(0) }))).toEqual({ kind: 'none' });
    expect(changeOf(nothing, moment({ rows: new Uint8Array(1) }))).toEqual({ kind: 'rows' });
    expect(changeOf(nothing, moment({ run: 1, rows: new Uint8Array(1) }))).toEqual({ kind: 'run' });
  });
});
