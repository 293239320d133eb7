import { existsSync, rmSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { type Output, type Parsed, Settings } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import type { ReadSource } from '../../shared/model/dataset.ts';
import { ViewState } from '../../shared/model/project.ts';
import { cellText } from '../datasets/cells.ts';
import type { ReadResult } from '../datasets/read/read.ts';
import type { JobHandle } from '../jobs/registry.ts';
import { openProjectFile, type ProjectFile } from '../store/project-file.ts';
import { type Context, openSession } from './context.ts';
import { uploadPath } from './passage.ts';
import { tellProject } from './present.ts';
import { rememberRecent } from './recent.ts';
import { samplePath } from './samples.ts';
import { createSession } from './session.ts';
import { freePath, readJson } from './small-files.ts';

/** Reading takes this share of the job; writing into the project the rest. */
const readingShare = 0.8;

export function readDataset(context: Context, { source, options }: Parsed<'dataset.read'>): { job: number } {
  const file = locate(context, source);
  const job = context.jobs.start('read', `Read ${file.name}`, async (handle) => {
    const table = await context.light.run(
      'read',
      { file, options },
      {
        progress: ({ share, detail }) => handle.progress(share === null ? null : share * readingShare, detail),
        signal: handle.signal,
      },
    );
    return source.kind === 'again' ? reread(context, handle, table) : begin(context, handle, table);
  });
  return { job };
}

function locate(context: Context, source: ReadSource): { path: string; name: string } {
  switch (source.kind) {
    case 'path': {
      const path = resolve(source.path);
      return { path, name: basename(path) };
    }
    case 'upload':
      return { path: uploadPath(context, source.upload), name: source.name };
    case 'sample':
      return samplePath(context, source.sample);
    case 'again': {
      const { path, name } = openSession(context).dataset().source;
      if (!existsSync(path))
        throw new LensError('missing', `${name} is no longer at ${path}.`, 'Drop the file again to read it with other options.');
      return { path, name };
    }
  }
}

/** A new table starts a project of its own; the one that was open stays in its file. */
async function begin(context: Context, handle: JobHandle, table: ReadResult): Promise<number> {
  const path = context.memory ? ':memory:' : freePath(context.folders.projects, table.source.name, '.lens');
  const file = openProjectFile(path);
  try {
    const id = await write(file, handle, table);
    file.writeView({ ...freshView(table), ellipse: ellipseOf(context) });
    // The file is sound and complete; from here on nothing can fail but the switch itself.
    await context.desk.replace(createSession(file), handle.id);
    rememberRecent(context, file.path);
    tellProject(context);
    return id;
  } catch (thrown) {
    file.close();
    if (!context.memory) for (const tail of ['', '-wal', '-shm']) rmSync(path + tail, { force: true });
    throw thrown;
  }
}

/** The same file, read otherwise, takes the place of the present table; its fits go with it. */
async function reread(context: Context, handle: JobHandle, table: ReadResult): Promise<number> {
  const session = openSession(context);
  await context.jobs.cancelAll(handle.id);
  const id = await write(session.file, handle, table);
  session.file.writeView({ ...freshView(table), view: 'data' });
  session.forget();
  tellProject(context);
  return id;
}

async function write(file: ProjectFile, handle: JobHandle, table: ReadResult): Promise<number> {
  const { rows, columns, source, options, report } = table;
  const steps = file.writeDataset(
    { rows, columns: columns.map(({ profile }) => profile), source, options, report },
    columns.map(({ cells }) => cells),
  );
  try {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      handle.progress(readingShare + (1 - readingShare) * step.value, 'writing into the project');
      await breathe();
      if (handle.signal.aborted) throw new LensError('cancelled', 'Cancelled.');
    }
  } finally {
    steps.return(0);
  }
}

/** The level that the person wants a project to begin with. */
const ellipseOf = (context: Context): number =>
  context.memory ? ViewState.parse({}).ellipse : readJson(context.settingsFile, Settings, Settings.parse({})).ellipse;

function freshView(table: ReadResult): ViewState {
  const numeric = table.columns
    .map(({ profile }) => profile)
    .filter(({ type, min, max }) => (type === 'number' || type === 'integer') && min !== max);
  const chosen = numeric.map(({ name }) => name);
  return ViewState.parse({ view: 'data', chosen, x: chosen[0] ?? null, y: chosen[1] ?? null });
}

export function readPage(context: Context, { from, count }: Parsed<'dataset.page'>): Output<'dataset.page'> {
  const session = openSession(context);
  const { rows, columns } = session.dataset();
  const last = Math.min(rows, from + count);
  return {
    from,
    columns: columns.map(({ name, type }) => {
      const cells = session.cells(name);
      return Array.from({ length: Math.max(0, last - from) }, (_, i) => cellText(cells, type, from + i));
    }),
  };
}

export function readCells(context: Context, names: readonly string[]): Output<'dataset.cells'> {
  const session = openSession(context);
  return {
    cells: names.map((name) => {
      const cells = session.cells(name);
      return cells.kind === 'values' ? cells : { ...cells, levels: [...cells.levels] };
    }),
  };
}
