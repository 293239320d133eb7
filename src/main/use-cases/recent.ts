import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { LensError } from '../../shared/errors.ts';
import type { RecentProject } from '../../shared/model/project.ts';
import type { Context } from './context.ts';
import { readJson, writeJson } from './small-files.ts';

const Recent = z.array(z.string());

export function rememberRecent(context: Context, path: string | null): void {
  if (!path || context.memory) return;
  const known = readJson(context.recentFile, Recent, []);
  writeJson(context.recentFile, [path, ...known.filter((one) => one !== path)].slice(0, 30));
}

/** The projects last used, wherever they lie, and all in the projects folder; newest first. */
export function recentProjects(context: Context): RecentProject[] {
  const { projects } = context.folders;
  const own = existsSync(projects)
    ? readdirSync(projects)
        .filter((name) => name.endsWith('.lens'))
        .map((name) => join(projects, name))
    : [];
  const paths = new Set([...readJson(context.recentFile, Recent, []), ...own]);
  return [...paths]
    .filter((path) => existsSync(path))
    .map((path) => ({ path, stat: statSync(path) }))
    .map(({ path, stat }) => ({ path, name: basename(path, '.lens'), modified: stat.mtime.toISOString(), bytes: stat.size }))
    .sort((a, b) => (a.modified < b.modified ? 1 : -1));
}

export function deleteProject(context: Context, path: string): RecentProject[] {
  const whole = resolve(path);
  if (whole === context.desk.session?.file.path) throw new LensError('usage', 'This project is open.', 'Close it first.');
  const inside = dirname(whole) === context.folders.projects && whole.endsWith('.lens');
  writeJson(
    context.recentFile,
    readJson(context.recentFile, Recent, []).filter((one) => one !== whole),
  );
  if (inside) for (const tail of ['', '-wal', '-shm']) rmSync(whole + tail, { force: true });
  return recentProjects(context);
}
