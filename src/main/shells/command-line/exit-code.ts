import type { ErrorCode, ErrorValue } from '../../../shared/errors.ts';

/** 0 done · 1 a fault of ours · 2 wrong use · 3 bad input · 4 nothing converged · 130 interrupted. */
export const exitCodes: Readonly<Record<ErrorCode, number>> = {
  usage: 2,
  input: 3,
  missing: 3,
  unconverged: 4,
  cancelled: 130,
  internal: 1,
};

/** One line: what and where, then what to try. */
export const errorLine = ({ message, hint }: Pick<ErrorValue, 'message' | 'hint'>): string =>
  `latent-lens: ${`${message} ${hint}`.replace(/\s+/g, ' ').trim()}\n`;
