import { describe, expect, it } from 'vitest';
import { eta } from '../../../src/main/jobs/eta.ts';
import { throttle } from '../../../src/main/jobs/throttle.ts';
import { transferables } from '../../../src/main/jobs/transferables.ts';

describe('the estimate of time left', () => {
  it('is proportional to what is left', () => {
    expect(eta(0.25, 10)).toBe(30);
    expect(eta(1, 10)).toBe(0);
  });
  it('is silent before anything can be told', () => {
    expect(eta(null, 10)).toBeNull();
    expect(eta(0, 10)).toBeNull();
    expect(eta(0.01, 1)).toBeNull();
  });
  it('speaks early of long work once two seconds have passed', () => {
    expect(eta(0.01, 3)).toBeCloseTo(297);
  });
});

describe('throttling', () => {
  it('passes the first value, then one an interval, and says which', () => {
    const heard: number[] = [];
    const answers: boolean[] = [];
    let now = 0;
    const pass = throttle<number>(
      100,
      (value) => heard.push(value),
      () => now,
    );
    for (const [time, value] of [
      [0, 1],
      [50, 2],
      [100, 3],
      [199, 4],
      [200, 5],
    ]) {
      now = time;
      answers.push(pass(value));
    }
    expect(heard).toEqual([1, 3, 5]);
    expect(answers).toEqual([true, false, true, false, true]);
  });
});

describe('what may move to another thread', () => {
  it('is every plain buffer, once, however deep, and no shared one', () => {
    const plain = new Float64Array(4);
    const shared = new Int32Array(new SharedArrayBuffer(8));
    const found = transferables({ a: plain, b: [{ c: new Uint8Array(plain.buffer) }, shared], d: null, e: 'text' });
    expect(found).toEqual([plain.buffer]);
  });
});
