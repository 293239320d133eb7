import { type FileHandle, open, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** What a build names its files. Neither '..' nor a hidden file, no drive, backslash, NUL or second encoding. */
const segment = /^\w[\w.@-]*$/;

export interface StaticFile {
  readonly file: FileHandle;
  readonly type: string;
}

/** The file of the folder that a URL's path names; null when there is none, or when it lies elsewhere after links are followed. */
export async function openStatic(folder: string, urlPath: string): Promise<StaticFile | null> {
  try {
    const segments = decodeURIComponent(urlPath === '/' ? '/index.html' : urlPath)
      .slice(1)
      .split('/');
    if (!segments.every((name) => segment.test(name))) return null;
    const root = await realpath(folder);
    const path = await realpath(join(root, ...segments));
    if (!path.startsWith(root + sep)) return null;
    const file = await open(path, 'r');
    if ((await file.stat()).isFile()) return { file, type: types[extname(path)] ?? 'application/octet-stream' };
    await file.close();
    return null;
  } catch {
    return null; // Not there, not readable, or no URL at all: one answer for all, which tells nothing of the disk.
  }
}
