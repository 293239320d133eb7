import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Parsed, Target } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import type { Project, RecentProject } from '../../shared/model/project.ts';
import { openProjectFile } from '../store/project-file.ts';
import { type Context, openSession } from './context.ts';
import { resolveTarget, uploadPath } from './passage.ts';
import { createSession, noProject } from './session.ts';
import { freePath, readJson, writeJson } from './small-files.ts';
import { verifyFits } from './verify.ts';

const Recent = z.array(z.string());

export function readProject(context: Context): Project {
  return context.desk.session?.project() ?? noProject;
}

export function tellProject(context: Context): Project {
  const project = readProject(context);
  context.emit({ name: 'project', value: project });
  return project;
}

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

export async function openProject(context: Context, path: string): Promise<Project> {
  const whole = resolve(path);
  if (context.desk.session?.file.path === whole) return readProject(context);
  if (!existsSync(whole))
    throw new LensError('missing', `There is no file ${whole}.`, 'It may have been moved; open it from where it is now.');
  const session = createSession(openProjectFile(whole));
  await context.desk.replace(session);
  rememberRecent(context, whole);
  void verifyFits(context, session).then((changed) => changed && tellProject(context));
  return tellProject(context);
}

export async function adoptProject(context: Context, { upload, name }: Parsed<'project.adopt'>): Promise<Project> {
  const path = freePath(context.folders.projects, name, '.lens');
  renameSync(uploadPath(context, upload), path);
  try {
    return await openProject(context, path);
  } catch (thrown) {
    rmSync(path, { force: true });
    throw thrown;
  }
}

export async function closeProject(context: Context): Promise<Project> {
  await context.desk.replace(null);
  return tellProject(context);
}

export function saveProjectAs(context: Context, path: string): { job: number } {
  const session = openSession(context);
  const named = path.toLowerCase().endsWith('.lens') ? path : `${path}.lens`;
  const whole = isAbsolute(named) ? named : join(context.folders.projects, basename(named));
  if (whole === session.file.path)
    throw new LensError(
      'usage',
      `The project is kept in ${whole} already; every change is saved at once.`,
      'Choose another name.',
    );
  if (!existsSync(dirname(whole)))
    throw new LensError('input', `There is no folder ${dirname(whole)}.`, 'Make it first, or choose another.');
  const job = context.jobs.start('save', `Save as ${basename(whole)}`, async (handle) => {
    await session.file.copyTo(whole, { progress: (share) => handle.progress(share, 'copying'), signal: handle.signal });
    const next = createSession(openProjectFile(whole));
    await context.desk.replace(next, handle.id);
    rememberRecent(context, whole);
    tellProject(context);
    return whole;
  });
  return { job };
}

export function exportProject(context: Context, target: Target): { job: number } {
  const session = openSession(context);
  const { path, result } = resolveTarget(context, target);
  const job = context.jobs.start('export', `Copy of ${session.project().name}`, async (handle) => {
    await session.file.copyTo(path, { progress: (share) => handle.progress(share, 'copying'), signal: handle.signal });
    return result;
  });
  return { job };
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
