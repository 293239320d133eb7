import type { z } from 'zod';
import { LensError } from '../../shared/errors.ts';

/** JSON columns go through their schema both ways: what cannot be read again is not written. */
export function toJson<T>(schema: z.ZodType<T>, value: T, what: string): string {
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    throw new LensError('internal', `${what} cannot be kept${where(parsed.error)}.`, 'The project is as it was before.');
  return JSON.stringify(parsed.data);
}

export function fromJson<T>(schema: z.ZodType<T>, text: string, what: string): T {
  const parsed = schema.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  throw new LensError(
    'input',
    `${what} cannot be read from the project file${where(parsed.error)}.`,
    'The file is damaged or was changed by another program; open an earlier copy of it. It was left as it is.',
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function where(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return '';
  return ` (${issue.path.length > 0 ? `at ${issue.path.join('.')}: ` : ''}${issue.message})`;
}
