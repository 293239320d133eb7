import type { PeerName, Setting } from '../setting.ts';
import { findPython, findR, install } from './find.ts';

/** Programs that mixtures are held against: what runs their scripts, null where one is not there or not wanted. */
export type Peers = Readonly<Record<Exclude<PeerName, 'pytorch'>, string | null>>;

export async function findPeers({ peers }: Setting): Promise<Peers> {
  return {
    'scikit-learn': peers.includes('scikit-learn') ? await findPython('sklearn') : null,
    mclust: peers.includes('mclust') ? await findR('mclust') : null,
  };
}

/** How to get what was wanted and is not there, a line each. */
export const missingPeers = (wanted: readonly PeerName[], found: Peers): string[] =>
  wanted
    .filter((name) => name !== 'pytorch')
    .filter((name) => found[name] === null)
    .map((name) => `${name} is not on this machine: ${install[name]}`);
