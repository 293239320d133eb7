import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Visitor } from './visitor.ts';

const path = (beside: string, name: string) => join(beside, '..', name);

export const callsOfExports = {
  async 'export.script'({ ok, fails, done, fitted, file, folder }: Visitor) {
    const candidate = await fitted();
    const at = path(await file('x', ''), 'fit.py');
    const target = { kind: 'path', path: at } as const;
    const { job } = await ok('export.script', { candidate, language: 'python', target });
    expect(await done(job)).toBe(at);
    const { candidate: figures } = await ok('fit.detail', candidate);
    expect(readFileSync(at, 'utf8')).toContain(`LOG_LIKELIHOOD = ${figures.logLikelihood}`);

    const download = await ok('export.script', { candidate, language: 'r', target: { kind: 'download', name: 'fit.R' } });
    const id = String(await done(download.job));
    expect(readFileSync(join(await folder('outbox'), id), 'utf8')).toContain(`log_likelihood <- ${figures.logLikelihood}`);

    expect(await fails('export.script', { candidate, language: 'cobol', target })).toMatchObject({ code: 'usage' });
    expect(await fails('export.script', { candidate: { ...candidate, k: 9 }, language: 'r', target })).toMatchObject({
      code: 'missing',
    });
  },

  async 'export.report'({ ok, fails, done, fitted, file }: Visitor) {
    const candidate = await fitted();
    const at = path(await file('x', ''), 'report.html');
    const target = { kind: 'path', path: at } as const;
    const { job } = await ok('export.report', { candidate, target });
    expect(await done(job)).toBe(at);
    const html = readFileSync(at, 'utf8');
    expect(html).toContain('K = 2, each its own, along the axes');
    expect(html).not.toMatch(/<script|<link|<img|https?:/);
    expect(await fails('export.report', { candidate: { ...candidate, fit: 99 }, target })).toMatchObject({ code: 'missing' });
  },

  async 'export.file'({ ok, fails, done, file, folder }: Visitor) {
    const content = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256);
    const at = path(await file('x', ''), 'picture.png');
    const { job } = await ok('export.file', { title: 'Scatterplot', content, target: { kind: 'path', path: at } });
    expect(await done(job)).toBe(at);
    expect(readFileSync(at).equals(Buffer.from(content))).toBe(true);

    const download = await ok('export.file', { title: 'Scatterplot', content, target: { kind: 'download', name: 'a.png' } });
    const id = String(await done(download.job));
    expect(readFileSync(join(await folder('outbox'), id)).equals(Buffer.from(content))).toBe(true);
    const wrong = { title: '', content, target: { kind: 'download', name: 'a.png' } };
    expect(await fails('export.file', wrong)).toMatchObject({ code: 'usage' });
  },
};
