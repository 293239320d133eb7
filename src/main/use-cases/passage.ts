import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Target } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import type { Context } from './context.ts';

const passageId = /^[a-z0-9]{16,64}$/;

/** The file that a shell took in under this id. */
export function uploadPath(context: Context, upload: string): string {
  const path = join(context.folders.inbox, upload);
  if (passageId.test(upload) && existsSync(path)) return path;
  throw new LensError(
    'missing',
    `There is no upload '${upload}'.`,
    'Uploads do not outlive the application; drop the file again.',
  );
}

/** Where to write for a target, and what the job then answers: the path, or the download's id. */
export function resolveTarget(context: Context, target: Target): { readonly path: string; readonly result: string } {
  if (target.kind === 'path') {
    const path = resolve(target.path);
    return { path, result: path };
  }
  const id = randomBytes(16).toString('hex');
  mkdirSync(context.folders.outbox, { recursive: true });
  return { path: join(context.folders.outbox, id), result: id };
}

/** What a job says it writes to. */
export const targetName = (target: Target): string => (target.kind === 'path' ? basename(target.path) : target.name);
