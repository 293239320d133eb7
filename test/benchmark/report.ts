import { availableParallelism, cpus, totalmem } from 'node:os';
import { type Runs, summary } from './statistics.ts';

/** One line of the table: what was measured, and what it is held against in the same run. */
export interface Line {
  readonly what: string;
  readonly unit: 's' | 'MB';
  readonly ours: readonly number[];
  readonly against: string;
  /** Null where it is not on this machine; `install` then says how to get it. */
  readonly theirs: readonly number[] | null;
  readonly install?: string;
}

export function machine(): string {
  const model = cpus()[0]?.model.replace(/\s+/g, ' ').trim() ?? 'unknown processor';
  return `${model}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(1)} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

const number = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(2));
const shown = ({ median, min, max }: Runs, unit: string) =>
  min === max ? `${number(median)} ${unit}` : `${number(median)} ${unit} (${number(min)}–${number(max)})`;

/** The ratio of the medians; beside it the smallest and largest ratio of runs made in turn. */
function ratio({ ours, theirs }: Line): string {
  if (!theirs) return '–';
  const median = summary(ours).median / summary(theirs).median;
  const each = summary(ours.map((value, run) => value / theirs[Math.min(run, theirs.length - 1)]));
  return each.min === each.max ? `${number(median)}` : `${number(median)} (${number(each.min)}–${number(each.max)})`;
}

/** A Markdown table, and below it how to get what was not there to compare with. */
export function table(lines: readonly Line[]): string {
  const header = ['measure', 'Latent Lens', 'held against', 'that', 'ratio'];
  const cells = lines.map((line) => [
    line.what,
    shown(summary(line.ours), line.unit),
    line.against,
    line.theirs ? shown(summary(line.theirs), line.unit) : '–',
    ratio(line),
  ]);
  const widths = header.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column].length)));
  const row = (fields: readonly string[]) => `| ${fields.map((field, column) => field.padEnd(widths[column])).join(' | ')} |`;
  const absent = lines
    .filter(({ theirs, install }) => !theirs && install)
    .map(({ against, install }) => `\n${against} is not on this machine: ${install}`);
  return [row(header), row(widths.map((width) => '-'.repeat(width))), ...cells.map(row), ...absent].join('\n');
}
