import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { LensError } from '../../../shared/errors.ts';

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** Wrong use: an output that would take the place of an input or of another output. */
export function refuseOverwriting(inputs: readonly string[], outputs: readonly (string | undefined)[]): void {
  const taken = new Set(inputs.map(real));
  for (const output of outputs) {
    if (output === undefined) continue;
    if (taken.has(real(output)))
      throw new LensError('usage', `${output} is read or written already by this command.`, 'Give the output another name.');
    taken.add(real(output));
  }
}
