import { availableParallelism, cpus, totalmem } from 'node:os';
import { grid, range } from './markdown.ts';
import { summary } from './statistics.ts';

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

/** The ratio of the medians; beside it the smallest and largest ratio of runs made in turn. */
function ratio({ ours, theirs }: Line): string {
  if (!theirs) return '–';
  const median = summary(ours).median / summary(theirs).median;
  const each = summary(ours.map((value, run) => value / theirs[Math.min(run, theirs.length - 1)]));
  return range({ ...each, median });
}

/** A Markdown table, and below it how to get what was not there to compare with. */
export function table(lines: readonly Line[]): string {
  const header = ['measure', 'Latent Lens', 'held against', 'that', 'ratio'];
  const cells = lines.map((line) => [
    line.what,
    range(summary(line.ours), line.unit),
    line.against,
    line.theirs ? range(summary(line.theirs), line.unit) : '–',
    ratio(line),
  ]);
  const absent = lines
    .filter(({ theirs, install }) => !theirs && install)
    .map(({ against, install }) => `\n${against} is not on this machine: ${install}`);
  return [grid(header, cells), ...absent].join('\n');
}
