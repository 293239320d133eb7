import { type Candidate, type Criterion, type FamilyCode, families } from '../../shared/model/mixture.ts';
import { decimals } from '../widgets/format.ts';
import { criterionNames, type Delta, heightIn, sound, spread } from './criteria.ts';
import type { Frame } from './frame.ts';
import type { SeriesOption } from './option.ts';
import type { Tokens } from './tokens.ts';

/** One of the three plots, and all that is drawn in it. */
export interface Plot {
  readonly grid: number;
  readonly frame: Frame;
  readonly criterion: Criterion;
  readonly found: readonly Delta[];
  readonly best: Candidate | null;
  readonly shown: { readonly k: number; readonly family: FamilyCode } | null;
  /** So many K that marks must be small. */
  readonly dense: boolean;
  readonly tokens: Tokens;
}

export const dashes: Readonly<Record<FamilyCode, 'solid' | 'dashed' | 'dotted' | number[]>> = {
  VVV: 'solid',
  EEE: 'dashed',
  VVI: [8, 3, 2, 3],
  VII: 'dotted',
  EII: [1, 4],
  EEI: [8, 3],
  VEI: [8, 3, 2, 3, 2, 3],
  EVI: [4, 2, 1, 2],
  VEE: [12, 4],
  EVE: [12, 3, 3, 3],
  VVE: [16, 3, 2, 3],
  EEV: [5, 2],
  VEV: [5, 2, 2, 2],
  EVV: [20, 4],
};
/** The four plain ones each their own; the others by mclust's last letter: what their orientation is. */
export const symbols: Readonly<Record<FamilyCode, string>> = {
  VVV: 'circle',
  EEE: 'rect',
  VVI: 'diamond',
  VII: 'triangle',
  EII: 'triangle',
  EEI: 'diamond',
  VEI: 'diamond',
  EVI: 'diamond',
  VEE: 'rect',
  EVE: 'rect',
  VVE: 'rect',
  EEV: 'circle',
  VEV: 'circle',
  EVV: 'circle',
};

const onPlot = ({ grid }: Plot) => ({ xAxisIndex: grid, yAxisIndex: grid, clip: false });
const ofFamily = ({ found }: Plot, code: FamilyCode): Delta[] =>
  found.filter((d) => d.candidate.family === code).sort((a, b) => a.candidate.k - b.candidate.k);

/** A line a family, with a gap where a candidate cannot win: its hollow mark stands alone, no line leads to it. */
export function lineSeries(plot: Plot): SeriesOption[] {
  const { frame, criterion, best, shown, dense, tokens } = plot;
  return families.flatMap(({ code }): SeriesOption[] => {
    const line = ofFamily(plot, code);
    if (line.length === 0) return [];
    const current = shown?.family === code;
    const colour = current ? tokens.ink : tokens.muted;
    return [
      {
        ...onPlot(plot),
        type: 'line',
        id: `${criterion}-${code}`,
        symbol: symbols[code],
        showAllSymbol: true,
        lineStyle: {
          color: colour,
          width: current ? 1.75 : 1.25,
          type: dashes[code] as 'solid',
          opacity: current ? 1 : 0.7,
        },
        z: current ? 3 : 2,
        data: line.map(({ candidate, delta }) => ({
          value: [candidate.k, sound(candidate) ? heightIn(frame, delta) : null] as number[],
          text: describe(candidate, criterion, delta),
          symbolSize: candidate === best ? 9 : dense ? 4 : 6,
          itemStyle: { color: candidate === best ? tokens.accent : colour },
        })),
      },
    ];
  });
}

/** Candidates that cannot win: degenerate, or not converged. Below the plot's range they stand on its floor. */
export const hollowSeries = (plot: Plot): SeriesOption => ({
  ...onPlot(plot),
  type: 'scatter',
  id: `hollow-${plot.grid}`,
  symbolSize: plot.dense ? 4 : 6,
  z: 2,
  data: plot.found
    .filter((d) => !sound(d.candidate))
    .map(({ candidate, delta }) => ({
      value: [candidate.k, heightIn(plot.frame, delta)],
      text: describe(candidate, plot.criterion, delta),
      symbol: symbols[candidate.family],
      itemStyle: { color: plot.tokens.surface, borderColor: plot.tokens.muted, borderWidth: 1.25 },
    })),
});

/** Each line's code at its right end, pushed apart where lines end close together. */
export function nameSeries(plot: Plot): SeriesOption {
  const { frame, shown, tokens } = plot;
  const ends = families
    .flatMap(({ code }) => {
      const last = ofFamily(plot, code)
        .filter((d) => sound(d.candidate))
        .at(-1);
      return last ? [{ code, k: last.candidate.k, height: heightIn(frame, last.delta) }] : [];
    })
    .sort((a, b) => a.height - b.height);
  const apart = (11 / frame.height) * (frame.y[1] - frame.y[0]);
  const heights = spread(
    ends.map((end) => end.height),
    apart,
    frame.y,
  );
  return {
    ...onPlot(plot),
    type: 'scatter',
    id: `names-${plot.grid}`,
    silent: true,
    symbolSize: 0.01,
    data: ends.map(({ code, k }, i) => ({
      value: [k, heights[i]!],
      label: {
        show: true,
        position: 'right' as const,
        distance: 8,
        formatter: code,
        color: code === shown?.family ? tokens.ink : tokens.muted,
        fontWeight: code === shown?.family ? 600 : 400,
        fontSize: 10,
      },
    })),
  };
}

/** A line through all three plots at the K shown, and a ring around the candidate shown. */
export function markSeries(plot: Plot): SeriesOption {
  const { found, shown, frame, tokens } = plot;
  const here = found.filter((d) => d.candidate.k === shown?.k && d.candidate.family === shown.family);
  return {
    ...onPlot(plot),
    type: 'scatter',
    id: `marks-${plot.grid}`,
    silent: true,
    symbol: 'circle',
    symbolSize: 15,
    z: 5,
    data: here.map(({ candidate, delta }) => ({
      value: [candidate.k, heightIn(frame, delta)],
      itemStyle: { color: 'transparent', borderColor: tokens.accent, borderWidth: 2 },
    })),
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: tokens.accent, width: 1, type: 'solid', opacity: 0.35 },
      data: shown ? [{ xAxis: shown.k }] : [],
    },
  };
}

function describe(candidate: Candidate, criterion: Criterion, delta: number): string {
  const doubt = candidate.degenerate
    ? '\ndegenerate: cannot be best'
    : candidate.converged
      ? ''
      : '\nnot converged: cannot be best';
  return `K = ${candidate.k}, ${candidate.family}\nΔ${criterionNames[criterion]} = ${decimals(delta, 1)}${doubt}`;
}
