import type { Parsed } from '../../shared/contract.ts';
import { appearanceOf, plainAppearance } from '../../shared/model/appearance.ts';
import { pythonScript } from '../exports/scripts/python.ts';
import { rScript } from '../exports/scripts/r.ts';
import { type ScriptSubject, scriptSubject } from '../exports/scripts/subject.ts';
import { writeWhole } from '../exports/whole-file.ts';
import { type Context, openSession } from './context.ts';
import { fitted } from './fits.ts';
import { resolveTarget, targetName } from './passage.ts';
import { prepared } from './prepared.ts';

const writers = { python: pythonScript, r: rScript } as const;
const names = { python: 'Python script', r: 'R script' } as const;

export function exportScript(context: Context, { candidate, language, target }: Parsed<'export.script'>): { job: number } {
  fitted(context, candidate);
  const job = context.jobs.start('export', `${names[language]} to ${targetName(target)}`, async (handle) => {
    const subject = await subjectOf(context, candidate);
    const { path, result } = resolveTarget(context, target);
    await writeWhole(path, [writers[language](subject)], handle.signal);
    return result;
  });
  return { job };
}

async function subjectOf(context: Context, candidate: Parsed<'export.script'>['candidate']): Promise<ScriptSubject> {
  const session = openSession(context);
  const { fit, detail } = fitted(context, candidate);
  const { used } = await prepared(context, session, fit.options, 'none');
  const all = fit.options.columns.flatMap((column) => {
    const cells = session.cells(column);
    return cells.kind === 'values' ? [cells.values] : [];
  });
  const missing = (row: number) => (values: Float64Array) => Number.isNaN(values[row]);
  const fits = (row: number) => (fit.options.missing === 'model' ? !all.every(missing(row)) : !all.some(missing(row)));
  const { name, view } = session.project();
  const { names } = appearanceOf(view.appearances, candidate) ?? plainAppearance(candidate);
  return scriptSubject({ project: name, version: context.version, dataset: session.dataset(), fit, detail, used, names, fits });
}
