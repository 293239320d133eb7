import type { DoubtOf, HeldOut } from './doubt-results.ts';

/** What assessments say, in sentences: for the screen and the command line. */

const decimals = (value: number, places: number): string => value.toFixed(places).replace('-', '−');
const named = ({ k, family }: { readonly k: number; readonly family: string }): string => `K = ${k}, ${family}`;
export const pText = (p: number): string => (p < 0.001 ? '< 0.001' : p.toFixed(p < 0.0995 ? 3 : 2));

/** The K of all candidates that lie within one standard error of the best; ascending. */
export function heldOutKs({ candidates }: HeldOut): number[] {
  const near = candidates.filter(
    ({ failure, difference, differenceError }) =>
      failure === null && difference !== null && -difference <= (differenceError ?? 0),
  );
  return [...new Set(near.map(({ k }) => k))].sort((a, b) => a - b);
}

/** 2 from 3; 2, 4 and 5 apart; 2 to 6 apart. */
export function apart(ks: readonly number[]): string {
  if (ks.length === 2) return `${ks[0]} from ${ks[1]}`;
  const last = ks[ks.length - 1];
  if (last - ks[0] === ks.length - 1) return `${ks[0]} to ${last} apart`;
  return `${ks.slice(0, -1).join(', ')} and ${last} apart`;
}

export function heldOutSentence({ result }: DoubtOf<'held-out'>): string {
  const { candidates, best, simplest } = result;
  if (best === null) return candidates[0]?.failure ?? 'No candidate could be scored.';
  const first = candidates[best];
  const score = `${decimals(first.nats ?? 0, 3)} ± ${decimals(first.standardError ?? 0, 3)} nats a row`;
  const leads = `${named(first)} predicts rows that it has not seen best (${score})`;
  if (simplest === null || simplest === best) return `${leads}, and nothing simpler comes within one standard error.`;
  return `${leads}; ${named(candidates[simplest])}, the simplest within one standard error, would do.`;
}

export function likelihoodRatioSentence({ options, result }: DoubtOf<'likelihood-ratio'>): string {
  const { family, level } = options;
  const { tests, k, failure, stopped } = result;
  const last = tests.at(-1);
  const found = !last
    ? ''
    : k === null
      ? `${family}: every component up to ${last.k + 1} improves the fit (p ≤ ${level})`
      : `${family}: ${k} against ${k + 1} is the first test that is not significant (p = ${pText(last.pValue)})`;
  if (failure !== null) return found === '' ? failure : `${found}. The tests ended there: ${failure}`;
  if (stopped && last) return `${found}, as far as it was tested: the last test is of ${last.k} against ${last.k + 1}.`;
  return k === null ? `${found}; try larger K.` : `${found}, so K = ${k}.`;
}

/** Above it a labelling is found again; below the other it is not to be trusted. */
export const stable = 0.85;
export const unstable = 0.6;

export function stabilitySentence({ options, result }: DoubtOf<'stability'>): string {
  const found = result.candidates.filter((one) => one.ari !== null);
  if (found.length === 0) {
    const failure = result.candidates.find((one) => one.failure !== null)?.failure;
    return failure ?? `${options.family}: with one component there are no labels to compare.`;
  }
  const top = found.reduce((best, one) => ((one.ari ?? 0) > (best.ari ?? 0) ? one : best));
  const low = found.filter(({ ari }) => (ari ?? 0) < unstable).map(({ k }) => k);
  const leads = `${options.family}: labels are most stable at K = ${top.k} (ARI ${decimals(top.ari ?? 0, 2)})`;
  if (low.length === 0) return `${leads}.`;
  return `${leads}; at K = ${low.join(', ')} they are not to be trusted (below ${unstable}).`;
}
