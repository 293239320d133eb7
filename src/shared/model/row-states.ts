/** What a row can be besides there: one bit each in the project's byte a row. */
export const selectedBit = 1;
/** Not drawn. */
export const hiddenBit = 2;
/** Drawn faint, in no bin, and left out of the next fit. */
export const excludedBit = 4;

/** Has any row one of these states? */
export function anyWith(flags: Uint8Array, bits: number): boolean {
  for (let row = 0; row < flags.length; row++) if (flags[row]! & bits) return true;
  return false;
}
