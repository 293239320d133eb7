import type { Job } from '../../../shared/model/job.ts';
import type { Console } from './console.ts';

/** 8 → '8 s', 75 → '1 min 15 s', 7300 → '2 h 1 min'. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** One line of at most `width` characters: title, bar, share, time left, what is being done. */
export function progressLine(job: Pick<Job, 'title' | 'share' | 'eta' | 'detail'>, width: number): string {
  const cells = 20;
  const full = Math.round((job.share ?? 0) * cells);
  const bar = job.share === null ? '·'.repeat(cells) : '█'.repeat(full) + '░'.repeat(cells - full);
  const share = job.share === null ? '    ' : `${String(Math.floor(job.share * 100)).padStart(3)}%`;
  const left = job.eta === null ? '' : `  ${duration(job.eta)} left`;
  const line = `${job.title}  ${bar} ${share}${left}  ${job.detail}`.trimEnd();
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}

export interface ProgressBar {
  show(job: Pick<Job, 'title' | 'share' | 'eta' | 'detail'>): void;
  clear(): void;
}

/** A bar on standard error where that is a terminal; silent otherwise. */
export function createProgressBar({ err }: Console): ProgressBar {
  if (!err.isTTY) return { show: () => {}, clear: () => {} };
  let shown = false;
  return {
    show: (job) => {
      err.write(`\r\x1b[2K${progressLine(job, (err.columns ?? 80) - 1)}`);
      shown = true;
    },
    clear: () => {
      if (shown) err.write('\r\x1b[2K');
      shown = false;
    },
  };
}
