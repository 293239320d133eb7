import type { Merge } from '../model/doubt-results.ts';
import { groupText } from '../model/merging.ts';
import { figure } from './format.ts';
import { andList } from './profile.ts';

/** What merging by entropy advises, in sentences. */
export function mergeSentence({ levels, suggested, suggestedByRows }: Merge): string {
  const k = levels[0]?.clusters ?? 1;
  if (k < 3) return 'With two components there is no bend to look for: cut where the clusters mean something to you.';
  const byClusters = suggested < k ? `bends at ${suggested} clusters` : 'does not bend: each component is a cluster of its own';
  if (suggestedByRows === suggested) return `The entropy ${byClusters}, whichever way merges are weighed.`;
  return `The entropy ${byClusters}; with each merge weighed by its rows, ${suggestedByRows < k ? `at ${suggestedByRows}` : 'nowhere'}.`;
}

/** What a cut puts together, in a sentence. */
export function cutSentence({ levels }: Merge, cut: number): string {
  const k = levels[0]?.clusters ?? 1;
  const level = levels.find(({ clusters }) => clusters === cut);
  if (!level || cut >= k) return `All ${k} components are clusters of their own.`;
  const together = level.groups.filter((group) => group.length > 1).map((group) => groupText(group));
  const saved = (levels[0]?.entropy ?? 0) - level.entropy;
  const become = together.length === 1 ? 'are one' : 'are one each';
  return `${cut} ${cut === 1 ? 'cluster' : 'clusters'}: components ${andList(together)} ${become}. The entropy falls by ${figure(saved, 3)} nats.`;
}

/** Entropy in nats; less than a millionth is what rounding leaves of nothing. */
export const entropyText = (nats: number, digits = 4): string => (Math.abs(nats) < 1e-6 ? '0' : figure(nats, digits));
