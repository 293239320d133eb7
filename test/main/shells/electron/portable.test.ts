import { describe, expect, it } from 'vitest';
import { portable } from '../../../../src/main/shells/electron/portable.ts';

describe('a value for another process', () => {
  it('has its shared columns copied, bit for bit', () => {
    const shared = new Float64Array(new SharedArrayBuffer(24));
    shared.set([1.5, Number.NaN, -0]);
    const { cells } = portable({ cells: [{ kind: 'values', values: shared }] }) as { cells: { values: Float64Array }[] };
    const [first] = cells;
    expect(first?.values.buffer).toBeInstanceOf(ArrayBuffer);
    expect(first?.values).toEqual(new Float64Array([1.5, Number.NaN, -0]));
    expect(() => structuredClone(cells)).not.toThrow();
  });
  it('does not drag the rest of a buffer along', () => {
    const part = new Int32Array(new ArrayBuffer(4000), 400, 2);
    part.set([7, 8]);
    const copy = portable(part) as Int32Array;
    expect(copy).toEqual(new Int32Array([7, 8]));
    expect(copy.buffer.byteLength).toBe(8);
  });
  it('is left as it is otherwise', () => {
    const whole = new Uint8Array([1, 2]);
    expect(portable(whole)).toBe(whole);
    const value = { a: [1, 'two', null], b: { c: true }, d: undefined, e: ['x'] };
    expect(portable(value)).toEqual(value);
  });
});
