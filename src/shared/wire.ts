import { LensError } from './errors.ts';

/**
 * A value of the contract as one binary frame, and back with the same bits:
 *
 *   'LLw1' · header length (uint32) · header (JSON, UTF-8) · payloads, each at the next multiple of 8 bytes
 *
 * Little-endian throughout. The header holds the value with null in the place of each typed array, and the list of these
 * places in the order of their payloads. Numbers that JSON cannot say (NaN, ±∞, −0) travel as payloads too.
 */

type Payload = Float64Array | Float32Array | Int32Array | Uint8Array;
type Kind = 'float64' | 'float32' | 'int32' | 'uint8' | 'number';
/** Kind, number of elements, and the keys that lead from the value to the place. */
type Part = readonly [kind: Kind, length: number, ...path: (string | number)[]];

/** What both sides have without DOM or Node: the language's library does not list them. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (label: 'utf-8', options: { fatal: true }) => { decode(bytes: Uint8Array): string };

const magic = 0x31774c4c;
const preamble = 8;
/** Deeper than anything the contract holds; what lies deeper is a circle. */
const deepest = 64;

const aligned = (offset: number): number => Math.ceil(offset / 8) * 8;

const arrays = { float64: Float64Array, float32: Float32Array, int32: Int32Array, uint8: Uint8Array, number: Float64Array };

function kindOf(value: object): Exclude<Kind, 'number'> | null {
  if (value instanceof Float64Array) return 'float64';
  if (value instanceof Float32Array) return 'float32';
  if (value instanceof Int32Array) return 'int32';
  return value instanceof Uint8Array ? 'uint8' : null;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Throws LensError('internal') for what no frame can hold: functions, dates, maps, bigints, circles, holes. */
export function encode(value: unknown): Uint8Array<ArrayBuffer> {
  const parts: Part[] = [];
  const payloads: Payload[] = [];
  const path: (string | number)[] = [];

  const setAside = (kind: Kind, payload: Payload): null => {
    parts.push([kind, payload.length, ...path]);
    payloads.push(payload);
    return null;
  };
  const below = (key: string | number, child: unknown): unknown => {
    path.push(key);
    const copy = strip(child);
    path.pop();
    return copy;
  };
  const strip = (from: unknown): unknown => {
    if (from === null || typeof from === 'string' || typeof from === 'boolean') return from;
    if (typeof from === 'number')
      return Number.isFinite(from) && !Object.is(from, -0) ? from : setAside('number', Float64Array.of(from));
    if (typeof from === 'object' && path.length < deepest) {
      const kind = kindOf(from);
      if (kind) return setAside(kind, from as Payload);
      // Array.from, unlike map, visits holes; they are refused below like any undefined.
      if (Array.isArray(from)) return Array.from(from, (item: unknown, index) => below(index, item));
      if (isPlain(from)) {
        // Without a prototype, so that a key '__proto__' is a key like any other.
        const copy: Record<string, unknown> = Object.create(null);
        for (const [key, item] of Object.entries(from)) if (item !== undefined) copy[key] = below(key, item);
        return copy;
      }
    }
    throw new LensError(
      'internal',
      `A value of type ${typeof from} at '${path.join('.')}' cannot be sent.`,
      'Send plain objects, arrays, text, numbers and typed arrays.',
    );
  };

  const header = new TextEncoder().encode(JSON.stringify({ value: strip(value), parts }));
  let length = preamble + header.length;
  for (const payload of payloads) length = aligned(length) + payload.byteLength;

  const frame = new Uint8Array(length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, header.length, true);
  frame.set(header, preamble);
  let offset = preamble + header.length;
  for (const payload of payloads) {
    offset = aligned(offset);
    frame.set(new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength), offset);
    offset += payload.byteLength;
  }
  return frame;
}

const malformed = (what: string): LensError =>
  new LensError('usage', `This is no frame of the contract: ${what}.`, 'Window and application differ in version; reload.');

function readHeader(bytes: Uint8Array): { header: { value: unknown; parts: readonly unknown[] }; end: number } {
  if (bytes.byteLength < preamble) throw malformed(`${bytes.byteLength} bytes are too few`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== magic) throw malformed('it begins with other bytes');
  const end = preamble + view.getUint32(4, true);
  if (end > bytes.byteLength) throw malformed('it ends within its header');
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(preamble, end)));
  } catch {
    throw malformed('its header is not JSON');
  }
  if (typeof header !== 'object' || header === null || !Object.hasOwn(header, 'value') || !Object.hasOwn(header, 'parts'))
    throw malformed('its header lacks value or parts');
  const { value, parts } = header as { value: unknown; parts: unknown };
  if (!Array.isArray(parts)) throw malformed('its parts are no list');
  return { header: { value, parts }, end };
}

function readPart(part: unknown): { kind: Kind; length: number; path: readonly string[] } {
  if (!Array.isArray(part)) throw malformed('a part is no list');
  const [kind, length, ...path] = part as readonly unknown[];
  if (typeof kind !== 'string' || !Object.hasOwn(arrays, kind)) throw malformed('a part is of an unknown kind');
  if (!Number.isSafeInteger(length) || (length as number) < 0 || (kind === 'number' && length !== 1))
    throw malformed('a part has no length');
  if (!path.every((key) => typeof key === 'string' || Number.isSafeInteger(key))) throw malformed('a part has no place');
  return { kind: kind as Kind, length: length as number, path: ['value', ...path.map(String)] };
}

/** Only through own keys, and only where a null waits: a frame reaches no prototype and overwrites nothing. */
function place(root: object, path: readonly string[], content: Payload | number): void {
  let holder: unknown = root;
  for (const [depth, key] of path.entries()) {
    if (typeof holder !== 'object' || holder === null || ArrayBuffer.isView(holder) || !Object.hasOwn(holder, key))
      throw malformed('a part has no place in the value');
    const next = (holder as Record<string, unknown>)[key];
    if (depth === path.length - 1) {
      if (next !== null) throw malformed('the place of a part is taken');
      (holder as Record<string, unknown>)[key] = content;
    }
    holder = next;
  }
}

/**
 * Typed arrays are views of `bytes` where these are aligned (no copy), copies where they are not. Throws
 * LensError('usage') for a frame that is cut, too long or says anything that encode would not have said.
 */
export function decode(bytes: Uint8Array): unknown {
  const { header, end } = readHeader(bytes);
  let offset = end;
  for (const entry of header.parts) {
    const { kind, length, path } = readPart(entry);
    const type = arrays[kind];
    offset = aligned(offset);
    const size = length * type.BYTES_PER_ELEMENT;
    if (offset + size > bytes.byteLength) throw malformed('it ends within a typed array');
    const start = bytes.byteOffset + offset;
    const content =
      start % type.BYTES_PER_ELEMENT === 0
        ? new type(bytes.buffer as ArrayBuffer, start, length)
        : // Not bytes.slice(), which is a view where bytes are a Buffer of Node.
          new type(new Uint8Array(bytes.subarray(offset, offset + size)).buffer);
    place(header, path, kind === 'number' ? content[0]! : content);
    offset += size;
  }
  if (offset !== bytes.byteLength) throw malformed('bytes are left over');
  return header.value;
}
