import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { isOurAddress } from './address.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** What a page of ours may do: run and show what came with the application, and nothing else. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  // Cross-origin isolation: shared memory in the page, and no window of another origin within reach.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

const refusal = (status: number, text: string) =>
  new Response(text, { status, headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' } });

/** The file of `folder` that an address names, or null when it names none inside the folder. */
async function fileAt(folder: string, url: string): Promise<string | null> {
  try {
    const path = decodeURIComponent(new URL(url).pathname);
    const file = await realpath(join(folder, path === '/' ? 'index.html' : path));
    return file.startsWith((await realpath(folder)) + sep) ? file : null;
  } catch {
    // Malformed escapes, NUL bytes and absent files alike.
    return null;
  }
}

/** Answers the requests of our scheme with the built renderer's files. */
export function serveAssets(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isOurAddress(request.url)) return refusal(404, 'There is no such page.');
    if (request.method !== 'GET') return refusal(405, 'Only GET.');
    const file = await fileAt(folder, request.url);
    const type = file === null ? undefined : types[extname(file)];
    if (file === null || type === undefined) return refusal(404, 'There is no such file.');
    const body = new Uint8Array(await readFile(file));
    return new Response(body, { headers: { ...headers, 'Content-Type': type } });
  };
}
