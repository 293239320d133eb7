import { describe, expect, it } from 'vitest';
import { LensError } from '../../src/shared/errors.ts';
import { decode, encode } from '../../src/shared/wire.ts';

const back = (value: unknown): unknown => decode(encode(value));
const bits = (array: ArrayBufferView): number[] => [...new Uint8Array(array.buffer, array.byteOffset, array.byteLength)];

/** A frame with a header of one's own: what an attacker or another version could send. */
function frame(header: unknown, payload: readonly number[] = []): Uint8Array<ArrayBuffer> {
  const text = typeof header === 'string' ? header : JSON.stringify(header);
  const json = new TextEncoder().encode(text);
  const end = payload.length > 0 ? Math.ceil((8 + json.length) / 8) * 8 : 8 + json.length;
  const bytes = new Uint8Array(end + payload.length);
  bytes.set([0x4c, 0x4c, 0x77, 0x31]);
  new DataView(bytes.buffer).setUint32(4, json.length, true);
  bytes.set(json, 8);
  bytes.set(payload, end);
  return bytes;
}

function refusal(run: () => unknown): LensError {
  try {
    run();
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(LensError);
    return thrown as LensError;
  }
  throw new Error('It was not refused.');
}

describe('a frame', () => {
  it('brings back plain values as they were', () => {
    const value = { id: 7, text: 'ä 😀 \ud800', yes: true, none: null, list: [1, [2.5, -1e300], {}], '': { '0': 'zero' } };
    expect(back(value)).toEqual(value);
    for (const root of [null, 'text', 3, false, [], {}]) expect(back(root)).toEqual(root);
  });

  it('brings back typed arrays as typed arrays of the same bits', () => {
    const nan = new Float64Array(new BigUint64Array([0x7ff8_0000_dead_beefn, 0xfff0_0000_0000_0001n]).buffer);
    const value = {
      odd: Uint8Array.of(1, 2, 255),
      doubles: Float64Array.of(Math.PI, -0, Number.NaN, Number.NEGATIVE_INFINITY, 5e-324),
      nan,
      nested: [{ singles: Float32Array.of(0.1, -0) }, Int32Array.of(-1, 2 ** 31 - 1), new Float64Array(0)],
    };
    const result = back(value) as typeof value;
    expect(result).toEqual(value);
    expect(bits(result.nan)).toEqual(bits(nan));
    expect(bits(result.doubles)).toEqual(bits(value.doubles));
    expect(result.nested[0]).toHaveProperty('singles', expect.any(Float32Array));
    expect(back(Int32Array.of(4))).toEqual(Int32Array.of(4));
  });

  it('takes arrays in shared memory and parts of larger buffers', () => {
    const shared = new Float64Array(new SharedArrayBuffer(32));
    shared.set([1, 2, 3, 4]);
    const result = back({ all: shared, part: shared.subarray(1, 3) }) as Record<string, Float64Array>;
    expect(result).toEqual({ all: Float64Array.of(1, 2, 3, 4), part: Float64Array.of(2, 3) });
    expect(result.all!.buffer).toBeInstanceOf(ArrayBuffer);
  });

  it('brings back the numbers that JSON cannot say', () => {
    const value = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, { deep: Number.NaN }];
    expect(back(value)).toEqual(value);
    expect(Object.is(back(-0), -0)).toBe(true);
  });

  it('leaves out properties that are undefined', () => {
    expect(Object.keys(back({ a: undefined, b: 1 }) as object)).toEqual(['b']);
  });

  it('is read without a copy where it is aligned, and read all the same where it is not', () => {
    const bytes = encode({ v: Float64Array.of(1.5, 2.5), s: Uint8Array.of(9) });
    const result = decode(bytes) as { v: Float64Array; s: Uint8Array };
    expect(result.v.buffer).toBe(bytes.buffer);
    for (let shift = 1; shift < 8; shift++) {
      const shifted = Buffer.concat([Buffer.alloc(shift), bytes]).subarray(shift);
      const buffer = Buffer.from(shifted.buffer, shifted.byteOffset, shifted.byteLength);
      expect(decode(buffer)).toEqual({ v: Float64Array.of(1.5, 2.5), s: Uint8Array.of(9) });
    }
  });

  it('refuses to be made of what it cannot hold, and says where that is', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const misfits: unknown[] = [() => 1, new Date(0), new Map(), 1n, Symbol('s'), new DataView(new ArrayBuffer(1))];
    for (const misfit of [...misfits, new Int16Array(1), undefined, circle, [undefined], new Array(2)]) {
      const error = refusal(() => encode({ here: [misfit] }));
      expect(error.code).toBe('internal');
      expect(error.message).toContain('here.0');
    }
  });
});

describe('a malformed frame is refused', () => {
  const good = encode({ id: 1, rows: Float64Array.of(1, 2, 3) });

  it('wherever it is cut, and when something follows it', () => {
    for (let length = 0; length < good.length; length++)
      expect(refusal(() => decode(good.subarray(0, length))).code).toBe('usage');
    refusal(() => decode(Uint8Array.of(...good, 0)));
    refusal(() => decode(Uint8Array.of(...encode({ id: 1 }), 0)));
  });

  it('when it begins with other bytes or its header is longer than itself', () => {
    refusal(() => decode(good.map((byte, i) => (i === 0 ? byte ^ 1 : byte))));
    const long = good.slice();
    new DataView(long.buffer).setUint32(4, 0xffff_ffff, true);
    refusal(() => decode(long));
  });

  it.each([
    ['no JSON', '{'],
    ['no object', '1'],
    ['null', 'null'],
    ['no value', { parts: [] }],
    ['no parts', { value: 1 }],
    ['parts that are no list', { value: 1, parts: { length: 1 } }],
    ['parts that are inherited', '{"__proto__": {"value": 1, "parts": []}}'],
    ['a part that is no list', { value: null, parts: ['float64'] }],
    ['a kind of the prototype', { value: null, parts: [['constructor', 0]] }],
    ['an unknown kind', { value: null, parts: [['float16', 0]] }],
    ['a negative length', { value: null, parts: [['uint8', -1]] }],
    ['a broken length', { value: null, parts: [['uint8', 0.5]] }],
    ['a length beyond all memory', { value: null, parts: [['float64', 2 ** 50]] }],
    ['a number that is two', { value: null, parts: [['number', 2]] }],
    ['a place that is not there', { value: {}, parts: [['uint8', 0, 'a']] }],
    ['a place that is taken', { value: { a: 1 }, parts: [['uint8', 0, 'a']] }],
    ['a place beneath a number', { value: { a: 1 }, parts: [['uint8', 0, 'a', 'b']] }],
    ['a place in the prototype', { value: {}, parts: [['uint8', 0, '__proto__', 'polluted']] }],
    ['a place in the constructor', { value: {}, parts: [['uint8', 0, 'constructor', 'prototype']] }],
    ['the length of a list', { value: [null], parts: [['uint8', 0, 'length']] }],
    ['a place that is an object', { value: { a: null }, parts: [['uint8', 0, {}]] }],
  ])('with %s', (_, header) => {
    expect(refusal(() => decode(frame(header))).code).toBe('usage');
  });

  it('when two parts want one place, or one wants a place within another', () => {
    refusal(() =>
      decode(
        frame({
          value: null,
          parts: [
            ['uint8', 0],
            ['uint8', 0],
          ],
        }),
      ),
    );
    refusal(() =>
      decode(
        frame(
          {
            value: null,
            parts: [
              ['uint8', 1],
              ['uint8', 0, '0'],
            ],
          },
          [0],
        ),
      ),
    );
  });

  it('when its header is not UTF-8', () => {
    const bytes = frame({ value: 'x', parts: [] });
    bytes[bytes.indexOf(0x78)] = 0xff;
    refusal(() => decode(bytes));
  });
});

describe('keys of the prototype', () => {
  it('are keys like any other, and change no prototype', () => {
    const sent = JSON.parse('{"__proto__": {"polluted": [1]}, "constructor": {"prototype": {"polluted": 2}}}');
    Object.values<Record<string, unknown>>(sent)[0]!.array = Uint8Array.of(1);
    const received = back(sent) as Record<string, unknown>;
    expect(Object.keys(received)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(received)).toBe(Object.prototype);
    expect(JSON.stringify(received)).toBe(JSON.stringify(sent));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
