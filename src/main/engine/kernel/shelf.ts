import type { Rows } from '../rows.ts';
import type { Precision } from './form.ts';
import { type PackedRows, packRows } from './packed.ts';
import { packSingle } from './packed-single.ts';

/** All rows and two samples of them are in use by turns, the samples in numbers of 64 bits and of 32. */
const places = 5;
/** A memory that would be this much too large is let go. */
const waste = 2;
const small = 2 ** 26;

interface Kept {
  readonly precision: Precision;
  readonly data: WeakRef<Float64Array>;
  readonly packed: PackedRows;
}

/**
 * The rows packed last in this thread, the latest first. Memories are used again, because the collector does not feel their
 * weight: a search over many candidates would hold gigabytes of dead ones.
 */
const shelf: Kept[] = [];

/** The rows packed: those at hand, or packed anew in the place of the ones that were longest not asked for. */
export function packedRows(rows: Rows, precision: Precision = 'double'): PackedRows | null {
  const at = shelf.findIndex(
    ({ data, packed, precision: kept }) =>
      data.deref() === rows.data && packed.n === rows.n && packed.d === rows.d && kept === precision,
  );
  if (at === 0) return shelf[0].packed;
  if (at > 0) {
    shelf.unshift(...shelf.splice(at, 1));
    return shelf[0].packed;
  }
  const given = shelf.length < places ? null : (shelf.pop()?.packed.memory ?? null);
  const bytes = rows.data.byteLength;
  const fits = given !== null && given.buffer.byteLength <= Math.max(small, waste * bytes);
  const pack = precision === 'single' ? packSingle : packRows;
  const packed = pack(rows, fits ? given : null);
  if (packed) shelf.unshift({ precision, data: new WeakRef(rows.data), packed });
  return packed;
}
