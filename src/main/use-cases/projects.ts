import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Parsed, Target } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import type { Project } from '../../shared/model/project.ts';
import { openProjectFile } from '../store/project-file.ts';
import { type Context, openSession } from './context.ts';
import { resolveTarget, uploadPath } from './passage.ts';
import { readProject, tellProject } from './present.ts';
import { rememberRecent } from './recent.ts';
import { createSession } from './session.ts';
import { freePath } from './small-files.ts';
import { verifyFits } from './verify.ts';

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
