import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeTable } from './make-table.ts';
import { firstPaint } from './measures/first-paint.ts';
import { fit } from './measures/fit.ts';
import { openTable } from './measures/open-table.ts';
import { reopenProject } from './measures/reopen-project.ts';
import { type Line, machine, table } from './report.ts';
import type { Setting } from './setting.ts';

/** `npm run benchmark -- [--runs N] [--rows N] [--only open,reopen,paint,fit]`: prints a Markdown table. */
const measures = { open: openTable, paint: firstPaint, fit, reopen: reopenProject } as const;
type Name = keyof typeof measures;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    rows: { type: 'string', default: '1000000' },
    only: { type: 'string', default: Object.keys(measures).join(',') },
  },
});
const chosen = values.only.split(',').filter((name): name is Name => Object.hasOwn(measures, name));
const say = (text: string) => process.stderr.write(`${text}\n`);

const folder = mkdtempSync(join(tmpdir(), 'lens-benchmark-'));
process.on('SIGINT', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(130);
});
try {
  const csv = join(folder, 'table.csv');
  const setting: Setting = {
    runs: Number(values.runs),
    rows: Number(values.rows),
    folder,
    csv,
    chromium: process.env.LENS_CHROMIUM ?? null,
  };
  if (chosen.includes('open') || chosen.includes('reopen')) {
    say(`Writing ${setting.rows} × 10 numbers …`);
    await makeTable(csv, setting.rows);
  }
  const lines: Line[] = [];
  for (const name of chosen) {
    say(`Measuring: ${name} …`);
    lines.push(...(await measures[name](setting)));
  }
  process.stdout.write(`${machine()}; median of ${setting.runs} runs in turn (least–most)\n\n${table(lines)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
