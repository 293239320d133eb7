import type { CandidateKey } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import { isPartition } from '../../shared/model/merging.ts';
import type { ClusterWords } from '../exports/cluster-columns.ts';

interface Told {
  readonly candidate: CandidateKey;
  readonly groups?: ClusterWords['groups'] | undefined;
  readonly names?: ClusterWords['names'] | undefined;
}

/** What the person made of a candidate's components, if it fits them; otherwise a LensError ('usage') says why not. */
export function clusterWords({ candidate: { k }, groups = null, names = null }: Told): ClusterWords {
  if (groups && !isPartition(groups, k))
    throw new LensError('usage', `The clusters do not hold each of the components 1 to ${k} once.`, 'Combine them again.');
  const count = groups?.length ?? k;
  if (names && names.length !== count)
    throw new LensError('usage', `There are ${names.length} names for ${count} clusters.`, "Give each a name, '' for none.");
  return { groups, names };
}
