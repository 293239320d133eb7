/** A row is in doubt when its uncertainty (1 − its largest responsibility) is above this. */
export const doubtful = 0.2;

/** 1 for each row in doubt; excluded rows (NaN) are not. */
export const inDoubt = (uncertainty: Float64Array): Uint8Array =>
  Uint8Array.from(uncertainty, (value) => (value > doubtful ? 1 : 0));
