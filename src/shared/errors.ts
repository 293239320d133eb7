/** What went wrong, in the five kinds that a shell must tell apart (exit codes, dialogs, retries). */
export type ErrorCode =
  | 'usage' // the call's words are off
  | 'input' // the data or file is not as it should be
  | 'missing' // the thing named is not there
  | 'cancelled'
  | 'unconverged' // nothing converged
  | 'internal'; // a fault of ours

export interface ErrorValue {
  readonly code: ErrorCode;
  /** What, and where: file, line, column, value. */
  readonly message: string;
  /** What to try. */
  readonly hint: string;
}

/** The one error that the application throws on purpose. It crosses threads and processes as an ErrorValue. */
export class LensError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, message: string, hint = '') {
    super(message);
    this.name = 'LensError';
    this.code = code;
    this.hint = hint;
  }
}

export function toErrorValue(thrown: unknown): ErrorValue {
  if (thrown instanceof LensError) return { code: thrown.code, message: thrown.message, hint: thrown.hint };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: 'internal',
    message,
    hint: 'This is a fault of Latent Lens. Your project is as it was; please report what you did.',
  };
}

export function fromErrorValue(value: ErrorValue): LensError {
  return new LensError(value.code, value.message, value.hint);
}
