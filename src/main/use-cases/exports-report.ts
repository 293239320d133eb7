import type { Parsed } from '../../shared/contract.ts';
import { appearanceOf, plainAppearance } from '../../shared/model/appearance.ts';
import { bySeparation, type ReportInput } from '../exports/report/input.ts';
import { reportHtml } from '../exports/report/report.ts';
import { writeWhole } from '../exports/whole-file.ts';
import { type Context, openSession } from './context.ts';
import { listDoubts } from './doubt.ts';
import { candidateRows, fitted } from './fits.ts';
import { resolveTarget, targetName } from './passage.ts';

export function exportReport(context: Context, { candidate, target }: Parsed<'export.report'>): { job: number } {
  fitted(context, candidate);
  const job = context.jobs.start('export', `Report to ${targetName(target)}`, async (handle) => {
    const html = reportHtml(await inputOf(context, candidate));
    const { path, result } = resolveTarget(context, target);
    await writeWhole(path, [html], handle.signal);
    return result;
  });
  return { job };
}

async function inputOf(context: Context, key: Parsed<'export.report'>['candidate']): Promise<ReportInput> {
  const session = openSession(context);
  const { fit, detail, mixture } = fitted(context, key);
  const results = await candidateRows(context, key);
  const { name, view } = session.project();
  const names = fit.options.columns;
  const values = (column: string) => {
    const cells = session.cells(column);
    return cells.kind === 'values' ? cells.values : new Float64Array(0);
  };
  const { weights } = fit.options;
  return {
    project: name,
    version: context.version,
    created: new Date().toISOString(),
    dataset: session.dataset(),
    fit,
    detail,
    mixture,
    results,
    doubts: listDoubts(context, fit.id),
    scoreboards: session.file.scoreboards.all(),
    appearance: appearanceOf(view.appearances, key) ?? plainAppearance(key),
    columns: names.map(values),
    weights: weights === null ? null : values(weights),
    axes: axesOf([names.indexOf(view.x ?? ''), names.indexOf(view.y ?? '')], bySeparation(mixture)),
  };
}

/** The axes that the person chose where both are columns of the fit, otherwise the two that part the components best. */
function axesOf([x, y]: readonly [number, number], order: readonly number[]): readonly [number, number] | null {
  // A table begins with its first two columns as axes: nobody chose those.
  if (x >= 0 && y >= 0 && x !== y && (x !== 0 || y !== 1)) return [x, y];
  return order.length < 2 ? null : [Math.min(order[0], order[1]), Math.max(order[0], order[1])];
}
