import { describe, expect, it } from 'vitest';
import { plain } from '../../../src/renderer/client/plain.ts';

describe('what goes over the line', () => {
  it('is free of proxies, however deep', () => {
    const proxy = new Proxy({ deep: new Proxy([new Proxy({ k: 3 }, {})], {}) }, {});
    expect(() => structuredClone(proxy)).toThrow();
    expect(structuredClone(plain(proxy))).toEqual({ deep: [{ k: 3 }] });
  });

  it('keeps typed arrays as they are', () => {
    const rows = new Uint8Array([1, 0, 1]);
    expect((plain({ rows }) as { rows: Uint8Array }).rows).toBe(rows);
  });

  it('leaves plain values alone', () => {
    expect([null, 1, 'a', undefined, true].map(plain)).toEqual([null, 1, 'a', undefined, true]);
  });
});
