import { criterionNames } from '../model/criteria.ts';
import { type Doubt, type DoubtOf, doubtOf } from '../model/doubt-results.ts';
import { apart, heldOutKs } from '../model/doubt-words.ts';
import type { Candidate, Criterion, FamilyCode } from '../model/mixture.ts';

/** What one way of choosing says of K: one, or several that it cannot tell apart. */
export interface Voice {
  readonly name: string;
  readonly ks: readonly number[];
}

/** The test of the family shown; otherwise whichever there is. */
export const ratioShown = (doubts: readonly Doubt[], family: FamilyCode | null): DoubtOf<'likelihood-ratio'> | null =>
  doubtOf(doubts, 'likelihood-ratio', family ?? '') ??
  doubts.find((doubt): doubt is DoubtOf<'likelihood-ratio'> => doubt.kind === 'likelihood-ratio') ??
  null;

/** What the assessments say of K; those that say nothing are silent. */
export function assessed(doubts: readonly Doubt[], family: FamilyCode): Voice[] {
  const heldOut = doubtOf(doubts, 'held-out');
  const near = heldOut ? heldOutKs(heldOut.result) : [];
  const k = ratioShown(doubts, family)?.result.k ?? null;
  return [
    ...(near.length > 0 ? [{ name: 'held-out', ks: near }] : []),
    ...(k === null ? [] : [{ name: 'the likelihood-ratio test', ks: [k] }]),
  ];
}

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** One sentence over all of them; it leads with disagreement. */
export function weighed(
  winners: readonly { readonly criterion: Criterion; readonly winner: Candidate }[],
  voices: readonly Voice[],
  best: Candidate,
): string {
  const all = [...winners.map(({ criterion, winner }) => ({ name: criterionNames[criterion], ks: [winner.k] })), ...voices];
  if (all.every(({ ks }) => ks.length === 1 && ks[0] === best.k)) {
    const names = list(all.map(({ name }) => name));
    const oneFamily = winners.every(({ winner }) => winner.family === best.family);
    return capital(
      oneFamily ? `${names} agree: K = ${best.k}, ${best.family}` : `${names} all say ${best.k}, in different families`,
    );
  }
  const sure = new Map<number, string[]>();
  for (const { name, ks } of all) if (ks.length === 1) sure.set(ks[0]!, [...(sure.get(ks[0]!) ?? []), name]);
  const parts = [
    ...[...sure].map(([k, names]) => `${list(names)} ${names.length > 1 ? 'say' : 'says'} ${k}`),
    ...all.flatMap(({ name, ks }) => (ks.length > 1 ? [`${name} cannot tell ${apart(ks)}`] : [])),
  ];
  return capital(parts.join(', '));
}
