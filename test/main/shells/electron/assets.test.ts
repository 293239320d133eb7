import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy, serveAssets } from '../../../../src/main/shells/electron/assets.ts';

const folder = mkdtempSync(join(tmpdir(), 'latent-lens-assets-'));
const renderer = join(folder, 'renderer');
mkdirSync(join(renderer, 'assets'), { recursive: true });
writeFileSync(join(folder, 'secret.js'), 'secret');
writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Latent Lens</title>');
writeFileSync(join(renderer, 'assets', 'main.js'), 'export {};');
writeFileSync(join(renderer, 'notes.md'), 'of no known type');
symlinkSync(join(folder, 'secret.js'), join(renderer, 'link.js'));
afterAll(() => rmSync(folder, { recursive: true }));

const serve = serveAssets(renderer);
const get = (url: string, method = 'GET') => serve(new Request(url, { method }));

describe('the renderer’s files', () => {
  it('are served under lens://app/ with their type', async () => {
    const page = await get('lens://app/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('Latent Lens');
    expect((await get('lens://app/assets/main.js?v=1')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    ['a file that is not there', 'lens://app/none.js'],
    ['a path out of the folder', 'lens://app/%2e%2e/secret.js'],
    ['a path out of the folder, slash hidden', 'lens://app/..%2fsecret.js'],
    ['a link out of the folder', 'lens://app/link.js'],
    ['a NUL byte', 'lens://app/index.html%00.js'],
    ['a broken escape', 'lens://app/%zz'],
    ['a folder', 'lens://app/assets'],
    ['a file of no known type', 'lens://app/notes.md'],
    ['another host', 'lens://other/index.html'],
  ])('are not: %s', async (_what, url) => {
    const answer = await get(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('secret');
  });

  it('can only be fetched', async () => {
    expect((await get('lens://app/', 'POST')).status).toBe(405);
  });

  it('come with cross-origin isolation and the policy, refusals too', async () => {
    for (const answer of [await get('lens://app/'), await get('lens://app/none.js')]) {
      expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
      expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(answer.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});

describe('the content security policy', () => {
  it('starts from nothing and allows neither inline code nor eval', () => {
    expect(contentSecurityPolicy.startsWith("default-src 'none';")).toBe(true);
    expect(contentSecurityPolicy).not.toContain('unsafe-inline');
    expect(contentSecurityPolicy.replace("'wasm-unsafe-eval'", '')).not.toContain('unsafe-eval');
    expect(contentSecurityPolicy).not.toMatch(/[*]|https?:/);
  });
});
