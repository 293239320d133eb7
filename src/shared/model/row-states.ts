/** What a row can be besides there: one bit each in the project's byte a row. */
export const selectedBit = 1;
/** Not drawn. */
export const hiddenBit = 2;
/** Drawn faint, in no bin, and left out of the next fit. */
export const excludedBit = 4;
