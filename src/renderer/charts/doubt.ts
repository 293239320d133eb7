import type { Range } from '../../shared/geometry/nice.ts';
import { type Doubt, type DoubtOf, doubtOf, type HeldOut, type HeldOutCandidate } from '../../shared/model/doubt-results.ts';
import { type FamilyCode, families } from '../../shared/model/mixture.ts';
import { ratioShown } from '../../shared/words/voices.ts';
import type { Frame } from './frame.ts';

/** What the chart of the assessments shows and where: everything but how it is drawn. */

/** Room at the left for held-out nats, px. */
export const doubtRoom = 58;

export type DoubtPlot =
  | { readonly kind: 'held-out'; readonly doubt: DoubtOf<'held-out'>; readonly frame: Frame }
  | { readonly kind: 'stability'; readonly doubts: readonly DoubtOf<'stability'>[]; readonly frame: Frame }
  | { readonly kind: 'likelihood-ratio'; readonly doubt: DoubtOf<'likelihood-ratio'>; readonly frame: Frame };

/** Candidates with a figure, a list for each family in the order of the table. */
export function heldOutLines({ candidates }: HeldOut): { readonly family: FamilyCode; readonly line: HeldOutCandidate[] }[] {
  return families.flatMap(({ code }) => {
    const line = candidates.filter((one) => one.family === code && one.nats !== null).sort((a, b) => a.k - b.k);
    return line.length === 0 ? [] : [{ family: code, line }];
  });
}

/** Whether it is drawn where it is, and counts. */
export const within = ({ y }: Frame, { nats, failure }: HeldOutCandidate): boolean =>
  failure === null && nats !== null && nats >= y[0];

/**
 * From above the best to what lies eight of its standard errors below it, or less where nothing does: one component can
 * be so far below that all others would be one line. What is lower stands on the floor.
 */
export function heldOutRange({ candidates, best }: HeldOut): Range {
  const top = best === null ? null : candidates[best];
  const known = candidates.flatMap(({ nats, standardError, failure }) =>
    nats === null || failure !== null ? [] : [nats - (standardError ?? 0)],
  );
  if (!top || top.nats === null || known.length === 0) return [-1, 0];
  const error = Math.max(top.standardError ?? 0, 1e-3 * Math.abs(top.nats), 1e-9);
  const low = Math.max(Math.min(...known), top.nats - 8 * error);
  const tops = candidates.map(({ nats, standardError }) => (nats ?? Number.NEGATIVE_INFINITY) + (standardError ?? 0));
  const high = Math.min(top.nats + 3 * error, Math.max(top.nats + error, ...tops)) + 0.1 * error;
  return [low - 0.08 * (high - low), high];
}

export const heldOutHeight = ({ y }: Frame, nats: number): number => Math.min(y[1], Math.max(y[0], nats));

const heights = { 'held-out': 120, stability: 72, 'likelihood-ratio': 32 } as const;
const [top, bottom, air] = [22, 34, 30];

/** The candidate drawn nearest to a place: the nearest K first, then, where families have lines of their own, the nearest line. */
export function doubtAt(
  plots: readonly DoubtPlot[],
  place: { readonly grid: number; readonly x: number; readonly y: number },
  family: FamilyCode,
): { readonly k: number; readonly family: FamilyCode } | null {
  const plot = plots[place.grid];
  if (!plot) return null;
  if (plot.kind === 'likelihood-ratio') return { k: Math.round(place.x), family: plot.doubt.options.family };
  const drawn =
    plot.kind === 'held-out'
      ? plot.doubt.result.candidates.flatMap(({ k, family, nats }) =>
          nats === null ? [] : [{ k, family, height: heldOutHeight(plot.frame, nats) }],
        )
      : plot.doubts.flatMap(({ result }) =>
          result.candidates.flatMap(({ k, family, ari }) => (ari === null ? [] : [{ k, family, height: ari }])),
        );
  const k = Math.round(place.x);
  const here = drawn.filter((one) => one.k === k).sort((a, b) => Math.abs(a.height - place.y) - Math.abs(b.height - place.y));
  return { k, family: here[0]?.family ?? family };
}

/** Tests that were refused, and ended before the first, have no plot: a sentence says why. */
const isDrawn = (doubt: Doubt): boolean => doubt.kind !== 'likelihood-ratio' || doubt.result.tests.length > 0;

/** How high the chart must be for what was assessed, px. */
export function doubtHeight(doubts: readonly Doubt[]): number {
  const kinds = new Set(doubts.filter(isDrawn).map(({ kind }) => kind));
  const shown = (['held-out', 'stability', 'likelihood-ratio'] as const).filter((kind) => kinds.has(kind));
  return shown.length === 0 ? 0 : top + bottom + shown.reduce((sum, kind) => sum + heights[kind], (shown.length - 1) * air);
}

/** Plots over one another on the K axis of the criteria: as wide, as far from the left. */
export function doubtPlots(
  doubts: readonly Doubt[],
  family: FamilyCode | null,
  axis: Pick<Frame, 'left' | 'width' | 'x'>,
): readonly DoubtPlot[] {
  let at = top;
  const place = (kind: keyof typeof heights, y: Range): Frame => {
    const frame = { left: axis.left, width: axis.width, x: axis.x, top: at, height: heights[kind], y };
    at += heights[kind] + air;
    return frame;
  };
  const plots: DoubtPlot[] = [];
  const heldOut = doubtOf(doubts, 'held-out');
  if (heldOut) plots.push({ kind: 'held-out', doubt: heldOut, frame: place('held-out', heldOutRange(heldOut.result)) });
  const stabilities = doubts.filter((doubt): doubt is DoubtOf<'stability'> => doubt.kind === 'stability');
  if (stabilities.length > 0) plots.push({ kind: 'stability', doubts: stabilities, frame: place('stability', [-0.03, 1.06]) });
  const ratio = ratioShown(doubts.filter(isDrawn), family);
  if (ratio) plots.push({ kind: 'likelihood-ratio', doubt: ratio, frame: place('likelihood-ratio', [0, 1]) });
  return plots;
}
