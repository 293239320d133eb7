/** A row is in doubt when its uncertainty (1 − its largest responsibility) is above this. */
export const doubtful = 0.2;

/** 1 for each row in doubt; excluded rows (NaN) are not. */
export function inDoubt(uncertainty: Float64Array): Uint8Array {
  const rows = new Uint8Array(uncertainty.length);
  for (let row = 0; row < rows.length; row++) if (uncertainty[row]! > doubtful) rows[row] = 1;
  return rows;
}
