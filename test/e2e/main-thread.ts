import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the thread's own time; only of complete events. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * The longest tasks of the window's main thread while `run` goes on, milliseconds of its own processor time, longest
 * first: what others do on the machine meanwhile does not count.
 */
export async function longestTasks(browser: Browser, page: Page, run: () => Promise<void>): Promise<readonly number[]> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await run();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: readonly TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}/${tid}`;
  const mains = new Set(traceEvents.filter(({ args }) => args?.name === 'CrRendererMain').map(threadOf));
  return traceEvents
    .filter((event) => mains.has(threadOf(event)) && /RunTask$/.test(event.name))
    .map(({ tdur = 0 }) => tdur / 1000)
    .sort((a, b) => b - a)
    .slice(0, 20);
}
