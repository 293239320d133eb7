import type { StartRecord } from '../../shared/model/mixture.ts';
import { whole } from '../widgets/format.ts';
import type { Optimum } from './ledger.ts';

/** 'converged · k-means++ 3×, model-based hierarchy': how the starts of an optimum ended, and what they were made by. */
export function endWords({ starts, sound }: Optimum): string {
  const counts = new Map<string, number>();
  for (const { method } of starts) counts.set(method, (counts.get(method) ?? 0) + 1);
  const methods = [...counts].map(([method, count]) => (count > 1 ? `${method} ${whole(count)}×` : method)).join(', ');
  const { degenerate } = starts[0]!;
  const ended = degenerate === null ? (sound ? 'converged' : 'not converged') : `degenerate: ${degenerate.replace(/\.$/, '')}`;
  return `${ended} · ${methods}`;
}

/** The fewest and the most. */
export function iterationsText(starts: readonly StartRecord[]): string {
  const all = starts.map(({ iterations }) => iterations);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return least === most ? whole(least) : `${whole(least)}–${whole(most)}`;
}

/** The first ends of a long ledger, and those that can be opened beside the best. */
export function firstEnds(found: readonly Optimum[], most: number, opens: (one: Optimum) => boolean): readonly Optimum[] {
  // One line more takes no more room than the words that there is more.
  if (found.length <= most + 1) return found;
  return found.filter((one, i) => i < most || opens(one));
}
