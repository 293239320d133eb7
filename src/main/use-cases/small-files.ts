import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { z } from 'zod';

/** A small JSON file (settings, recent projects); the fallback where it is absent or damaged: nothing in it is precious. */
export function readJson<S extends z.ZodType>(path: string, schema: S, fallback: z.infer<S>): z.infer<S> {
  try {
    const parsed = schema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : fallback;
  } catch {
    return fallback;
  }
}

export function writeJson(path: string, value: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.${randomBytes(4).toString('hex')}`;
  writeFileSync(fresh, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(fresh, path);
}

/** 'folder/name.lens', or 'folder/name 2.lens' … where that is taken. */
export function freePath(folder: string, name: string, extension: string): string {
  const clean =
    basename(name, extname(name))
      .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
      .replace(/^[. ]+/, '')
      .trim()
      .slice(0, 80) || 'untitled';
  for (let i = 1; ; i++) {
    const path = join(folder, `${clean}${i === 1 ? '' : ` ${i}`}${extension}`);
    if (!existsSync(path)) return path;
  }
}
