import type { Parsed } from '../../shared/contract.ts';
import { writeWhole } from '../exports/whole-file.ts';
import type { Context } from './context.ts';
import { resolveTarget, targetName } from './passage.ts';

export function exportFile(context: Context, { title, content, target }: Parsed<'export.file'>): { job: number } {
  const job = context.jobs.start('export', `${title} to ${targetName(target)}`, async (handle) => {
    const { path, result } = resolveTarget(context, target);
    await writeWhole(path, [content], handle.signal);
    return result;
  });
  return { job };
}
