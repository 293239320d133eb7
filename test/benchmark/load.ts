import { availableParallelism, cpus, loadavg } from 'node:os';
import { summary } from './statistics.ts';

/** Seconds that all processors together have spent working since the machine was started. */
const busySeconds = (): number =>
  cpus().reduce((sum, { times }) => sum + (times.user + times.nice + times.sys + times.irq) / 1000, 0);

const ownSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** What a measured program tells of itself: CPU seconds from its start to its end, all threads. */
export interface Consumed {
  readonly processCpu: number;
}

/** Cores that programs other than the one measured kept busy meanwhile; null where the system does not tell. */
export type Watched<T> = T & { readonly others: number | null };

/** Runs one program and sees what else the machine did in that time. */
export async function watched<T extends Consumed>(program: () => Promise<T>): Promise<Watched<T>> {
  const before = { busy: busySeconds(), own: ownSeconds(), time: performance.now() };
  const told = await program();
  const wall = (performance.now() - before.time) / 1000;
  const busy = busySeconds() - before.busy;
  const others = busy > 0 ? Math.max(0, busy - told.processCpu - (ownSeconds() - before.own)) / wall : null;
  return { ...told, others };
}

/**
 * Cores that others may use before a run no longer counts: spinning threads of OpenBLAS wait for each other, and one that
 * has no processor makes a program up to 30 times slower.
 */
const tolerated = 0.15;
export const counts = ({ others }: { readonly others: number | null }): boolean => others === null || others <= tolerated;

/** The state of the machine before anything is measured. */
export const loadBefore = (): string =>
  `load average before: ${loadavg()
    .map((load) => load.toFixed(2))
    .join(', ')} on ${availableParallelism()} cores`;

/** A sentence for the notes when others were at work, nothing otherwise. */
export function disturbance(runs: readonly { readonly others: number | null }[], what = 'Runs'): string[] {
  const disturbed = runs.filter((run) => !counts(run));
  if (disturbed.length > 0) {
    const cores = summary(disturbed.map(({ others }) => others ?? 0)).median.toFixed(1);
    return [`${what}: in ${disturbed.length} of ${runs.length} other programs kept ${cores} cores busy; those do not count.`];
  }
  return runs.some(({ others }) => others === null) ? [`${what}: this system does not tell how busy other programs were.`] : [];
}
