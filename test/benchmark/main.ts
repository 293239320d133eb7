import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadBefore } from './load.ts';
import { makeTable } from './make-table.ts';
import { brush } from './measures/brush.ts';
import { firstPaint } from './measures/first-paint.ts';
import { fit } from './measures/fit.ts';
import { mixtureGrowth } from './measures/mixture-growth.ts';
import { mixtureIterations } from './measures/mixture-iterations.ts';
import { mixtureJob } from './measures/mixture-job.ts';
import { openTable } from './measures/open-table.ts';
import { reopenProject } from './measures/reopen-project.ts';
import { vae } from './measures/vae.ts';
import { type Line, machine, table } from './report.ts';
import { peerNames, type Setting } from './setting.ts';

/**
 * `npm run benchmark -- [--only open,paint,fit,reopen,brush,mixture,vae] [--runs N] [--rows N] [--quick] [--peers none] [--seeds N]`:
 * prints Markdown. `mixture` is mixture-iterations, mixture-job and mixture-growth together.
 */
const measures = { open: openTable, paint: firstPaint, fit, reopen: reopenProject } as const;
const sections = {
  brush,
  'mixture-iterations': mixtureIterations,
  'mixture-job': mixtureJob,
  'mixture-growth': mixtureGrowth,
  vae,
} as const;
type Measure = keyof typeof measures;
type SectionName = keyof typeof sections;
const names = [...Object.keys(measures), ...Object.keys(sections), 'mixture'];

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    rows: { type: 'string', default: '1000000' },
    only: { type: 'string', default: [...Object.keys(measures), 'brush', 'mixture', 'vae'].join(',') },
    quick: { type: 'boolean', default: false },
    peers: { type: 'string', default: peerNames.join(',') },
    seeds: { type: 'string' },
  },
});
const say = (text: string) => process.stderr.write(`${text}\n`);
const refuse = (text: string): never => {
  say(text);
  process.exit(2);
};
const wholeNumber = (text: string, option: string): number =>
  /^[1-9]\d{0,8}$/.test(text) ? Number(text) : refuse(`--${option} is a whole number from 1 on, not '${text}'.`);

const asked = values.only
  .split(',')
  .flatMap((name) => (name === 'mixture' ? Object.keys(sections).filter((one) => one.startsWith('mixture')) : [name]));
const unknown = asked.find((name) => !names.includes(name));
if (unknown !== undefined) refuse(`There is no measure '${unknown}'; there are ${names.join(', ')}.`);
const peers = values.peers === 'none' ? [] : values.peers.split(',');
const stranger = peers.find((name) => !peerNames.some((peer) => peer === name));
if (stranger !== undefined) refuse(`There is no peer '${stranger}'; there are ${peerNames.join(', ')}, or none.`);

const folder = mkdtempSync(join(tmpdir(), 'lens-benchmark-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

const csv = join(folder, 'table.csv');
const setting: Setting = {
  runs: wholeNumber(values.runs ?? (values.quick ? '2' : '5'), 'runs'),
  rows: wholeNumber(values.rows, 'rows'),
  folder,
  csv,
  chromium: process.env.LENS_CHROMIUM ?? null,
  quick: values.quick,
  peers: peerNames.filter((name) => peers.includes(name)),
  seeds: wholeNumber(values.seeds ?? (values.quick ? '2' : '5'), 'seeds'),
  say,
};
const chosen = (Object.keys(measures) as Measure[]).filter((name) => asked.includes(name));
const parts = [`${machine()}; median of ${setting.runs} runs in turn (least–most); ${loadBefore()}`];
if (setting.quick) parts.push('Quick: small sizes, to see that everything runs; the figures are of no account.');
if (chosen.includes('open') || chosen.includes('reopen')) {
  say(`Writing ${setting.rows} × 10 numbers …`);
  await makeTable(csv, setting.rows);
}
const lines: Line[] = [];
for (const name of chosen) {
  say(`Measuring: ${name} …`);
  lines.push(...(await measures[name](setting)));
}
if (lines.length > 0) parts.push(table(lines));
for (const name of (Object.keys(sections) as SectionName[]).filter((one) => asked.includes(one))) {
  say(`Measuring: ${name} …`);
  parts.push(await sections[name](setting));
}
process.stdout.write(`${parts.join('\n\n')}\n`);
