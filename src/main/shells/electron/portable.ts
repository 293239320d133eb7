/** Typed arrays share a `slice` that copies into memory of their own. */
type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array;

/**
 * The same value, fit for another process: columns in shared memory are copied (shared memory cannot leave a process), and
 * so are views on a part of a buffer (the whole buffer would travel).
 */
export function portable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    const whole = value.byteLength === value.buffer.byteLength;
    return whole && value.buffer instanceof ArrayBuffer ? value : (value as Numbers).slice();
  }
  if (Array.isArray(value)) return value.some((item) => typeof item === 'object' && item !== null) ? value.map(portable) : value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, portable(inner)]));
}
