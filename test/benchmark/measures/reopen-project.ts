import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Line } from '../report.ts';
import { child, type Setting } from '../setting.ts';
import { inTurn } from '../statistics.ts';

/** Reopening the project that the table was read into, against reading the project file's bytes. */
export async function reopenProject({ runs, rows, folder, csv }: Setting): Promise<Line[]> {
  const home = await mkdtemp(join(folder, 'reopen-'));
  const { project } = await child<{ project: string }>('open-table.ts', csv, home);
  const cells: number[] = [];
  const { ours, bytes } = await inTurn(runs, {
    ours: async () => {
      const { histogram, all } = await child<{ histogram: number; all: number }>('open-project.ts', project, home);
      cells.push(all);
      return histogram;
    },
    bytes: async () => (await child<{ seconds: number }>('read-bytes.ts', project)).seconds,
  });
  await rm(home, { recursive: true });
  const what = `reopen a project of ${rows.toLocaleString('en')} × 10`;
  const against = 'reading its bytes (fs)';
  return [
    { what: `${what} to first histogram`, unit: 's', ours, against, theirs: bytes },
    { what: `${what} with all cells`, unit: 's', ours: cells, against, theirs: bytes },
  ];
}
