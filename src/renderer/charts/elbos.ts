import { bestOf, isUsable } from '../../shared/model/best.ts';
import { type Candidate, families } from '../../shared/model/mixture.ts';
import { decimals, whole } from '../widgets/format.ts';
import { deltaTicks, scaled, spread, unscaled } from './criteria.ts';
import { spaced } from './criteria-option.ts';
import { dashes, symbols } from './criteria-series.ts';
import { type Frame, frameOf } from './frame.ts';
import { axis, base, type ChartOption, gridOf, type SeriesOption } from './option.ts';
import type { Tokens } from './tokens.ts';

/** A candidate of a variational fit, and how many nats its ELBO lies below the best one's. */
export interface Below {
  readonly candidate: Candidate;
  readonly below: number;
}

export function belowBest(candidates: readonly Candidate[]): readonly Below[] {
  const at = bestOf(candidates, 'bic');
  const highest = at === null ? null : (candidates[at]!.elbo ?? null);
  if (highest === null) return [];
  return candidates.flatMap((candidate) =>
    typeof candidate.elbo === 'number' ? [{ candidate, below: highest - candidate.elbo }] : [],
  );
}

/** The best stands at 0, on top: a higher bound is better. */
export const depth = (below: number): number => 0 - scaled(below);

export const elbosFrame = (size: { readonly width: number; readonly height: number }, found: readonly Below[]): Frame => {
  const ks = found.map(({ candidate }) => candidate.k);
  const most = Math.max(1, ...found.map(({ below }) => scaled(below)));
  return frameOf(
    size,
    { left: 52, top: 18, right: 40, bottom: 34 },
    [Math.min(...ks) - 0.5, Math.max(...ks) + 0.5],
    [-1.06 * most, 0.12 * most],
  );
};

export interface ElbosInput {
  readonly frame: Frame;
  readonly found: readonly Below[];
  readonly shown: Pick<Candidate, 'k' | 'family'> | null;
  readonly tokens: Tokens;
}

/** The ELBO against K, a line a shape, as nats below the best on a logarithmic scale. */
export function elbosOption({ frame, found, shown, tokens }: ElbosInput): ChartOption {
  const common = base(tokens);
  const ks = [...new Set(found.map(({ candidate }) => candidate.k))].sort((a, b) => a - b);
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      trigger: 'item',
      formatter: (params) => (Array.isArray(params) ? '' : ((params.data as { text?: string }).text ?? '')),
    },
    grid: gridOf(frame),
    xAxis: axis(frame.x, tokens, { values: spaced(ks, frame.width), text: whole, name: 'Components K at most', gap: 20 }),
    yAxis: {
      ...axis(frame.y, tokens, {
        values: deltaTicks(unscaled(-frame.y[0])).map(depth),
        text: (height) => (height === 0 ? '0' : `−${whole(Math.round(unscaled(-height)))}`),
        lines: false,
      }),
      name: 'ELBO',
      nameLocation: 'end' as const,
      nameGap: 6,
      nameTextStyle: { color: tokens.ink, fontWeight: 700, fontSize: 12, align: 'right' as const },
    },
    series: [...lines(found, shown, tokens), names(frame, found, shown, tokens), ring(found, shown, tokens)],
  };
}

const ofFamily = (found: readonly Below[], code: string): Below[] =>
  found.filter(({ candidate }) => candidate.family === code).sort((a, b) => a.candidate.k - b.candidate.k);

const lines = (found: readonly Below[], shown: ElbosInput['shown'], tokens: Tokens): SeriesOption[] =>
  families.flatMap(({ code }): SeriesOption[] => {
    const line = ofFamily(found, code);
    if (line.length === 0) return [];
    const current = shown?.family === code;
    const colour = current ? tokens.ink : tokens.muted;
    return [
      {
        type: 'line',
        id: `elbo-${code}`,
        clip: false,
        symbol: symbols[code],
        showAllSymbol: true,
        lineStyle: { color: colour, width: current ? 1.75 : 1.25, type: dashes[code] as 'solid' },
        data: line.map(({ candidate, below }) => ({
          value: [candidate.k, depth(below)],
          text: told(candidate, below),
          symbolSize: below === 0 ? 9 : 6,
          itemStyle: isUsable(candidate, 'bic')
            ? { color: below === 0 ? tokens.accent : colour }
            : { color: tokens.surface, borderColor: colour, borderWidth: 1.25 },
        })),
      },
    ];
  });

const told = (candidate: Candidate, below: number): string =>
  `K = ${candidate.k}, ${candidate.family}\n${below === 0 ? 'the highest ELBO' : `ELBO ${decimals(below, 1)} nats below the best`}\n${candidate.effectiveComponents ?? '–'} in use${candidate.converged ? '' : '\nnot converged: cannot be best'}`;

/** Each line's code at its right end, pushed apart where lines end close together. */
function names(frame: Frame, found: readonly Below[], shown: ElbosInput['shown'], tokens: Tokens): SeriesOption {
  const ends = families
    .flatMap(({ code }) => {
      const last = ofFamily(found, code).at(-1);
      return last ? [{ code, k: last.candidate.k, height: depth(last.below) }] : [];
    })
    .sort((a, b) => a.height - b.height);
  const apart = (11 / frame.height) * (frame.y[1] - frame.y[0]);
  const heights = spread(
    ends.map(({ height }) => height),
    apart,
    frame.y,
  );
  return {
    type: 'scatter',
    id: 'elbo-names',
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

const ring = (found: readonly Below[], shown: ElbosInput['shown'], tokens: Tokens): SeriesOption => ({
  type: 'scatter',
  id: 'elbo-shown',
  silent: true,
  symbolSize: 15,
  z: 5,
  data: found
    .filter(({ candidate }) => candidate.k === shown?.k && candidate.family === shown.family)
    .map(({ candidate, below }) => ({
      value: [candidate.k, depth(below)],
      itemStyle: { color: 'transparent', borderColor: tokens.accent, borderWidth: 2 },
    })),
});
