import type { HeldOutCandidate } from '../../shared/model/doubt-results.ts';
import { pText, unstable } from '../../shared/model/doubt-words.ts';
import { decimals, whole } from '../widgets/format.ts';
import { dashes, symbols } from './criteria-series.ts';
import { type DoubtPlot, heldOutHeight, heldOutLines, within } from './doubt.ts';
import { type Drawing, nameSeries, onPlot, strokes } from './doubt-marks.ts';
import type { SeriesOption } from './option.ts';
import type { Tokens } from './tokens.ts';

export function heldOutSeries({ doubt, frame }: Extract<DoubtPlot, { kind: 'held-out' }>, drawing: Drawing): SeriesOption[] {
  const { shown, tokens } = drawing;
  const { candidates, best } = doubt.result;
  const leader = best === null ? null : candidates[best]!;
  const lines = heldOutLines(doubt.result);
  const at = (nats: number) => heldOutHeight(frame, nats);
  const drawn = lines.flatMap(({ family, line }, index): SeriesOption[] => {
    const current = shown?.family === family;
    const colour = current ? tokens.ink : tokens.muted;
    const leads = leader?.family === family;
    // Beside one another, so that the strokes of families that do as well can be told apart.
    const aside = (index - (lines.length - 1) / 2) * Math.min(0.09, 0.5 / lines.length);
    const strokesOf = line.filter((one) => within(frame, one));
    const width = current ? 1.75 : 1.25;
    return [
      {
        ...onPlot(drawing),
        type: 'line',
        id: `held-out-${family}`,
        symbol: symbols[family],
        showAllSymbol: true,
        lineStyle: { color: colour, width, type: dashes[family] as 'solid', opacity: current ? 1 : 0.7 },
        z: current ? 3 : 2,
        data: line.map((one) => ({
          value: [one.k + aside, within(frame, one) ? at(one.nats!) : null] as number[],
          symbolSize: one === leader ? 9 : 6,
          itemStyle: { color: one === leader ? tokens.accent : colour },
          text: describe(one, one === leader),
        })),
      },
      {
        ...onPlot(drawing),
        type: 'scatter',
        id: `held-out-beyond-${family}`,
        symbol: symbols[family],
        symbolSize: 5,
        data: line
          .filter((one) => !within(frame, one))
          .map((one) => ({
            value: [one.k + aside, at(one.nats!)],
            itemStyle: { color: tokens.surface, borderColor: colour, borderWidth: 1 },
            text: describe(one, false),
          })),
      },
      ...(lines.length <= 4 || current || leads
        ? [
            strokes(
              drawing,
              `held-out-error-${family}`,
              leads ? tokens.accent : colour,
              strokesOf.map(({ k, nats, standardError }) => [
                k + aside,
                at(nats! - (standardError ?? 0)),
                at(nats! + (standardError ?? 0)),
              ]),
            ),
          ]
        : []),
    ];
  });
  const ends = lines.flatMap(({ family, line }) => {
    const last = line.filter((one) => within(frame, one)).at(-1);
    return last ? [{ family, k: last.k, height: at(last.nats!) }] : [];
  });
  return [...drawn, nameSeries(drawing, frame, ends)];
}

const describe = (one: HeldOutCandidate, first: boolean): string =>
  [
    `K = ${one.k}, ${one.family}`,
    `${decimals(one.nats, 4)} ± ${decimals(one.standardError, 4)} nats a row`,
    first ? 'the best' : `${decimals(one.difference, 4)} ± ${decimals(one.differenceError, 4)} from the best`,
    ...(one.failure === null ? [] : [one.failure]),
  ].join('\n');

export function stabilitySeries({ doubts, frame }: Extract<DoubtPlot, { kind: 'stability' }>, drawing: Drawing): SeriesOption[] {
  const { shown, tokens } = drawing;
  const lines = doubts.flatMap(({ options: { family }, result }) => {
    const line = result.candidates.filter((one) => one.ari !== null);
    return line.length === 0 ? [] : [{ family, line }];
  });
  const drawn = lines.flatMap(({ family, line }, index): SeriesOption[] => {
    const current = shown?.family === family;
    const colour = current ? tokens.ink : tokens.muted;
    return [
      {
        ...onPlot(drawing),
        type: 'line',
        id: `stability-${family}`,
        symbol: symbols[family],
        symbolSize: 6,
        showAllSymbol: true,
        lineStyle: { color: colour, width: current ? 1.75 : 1.25, type: dashes[family] as 'solid' },
        itemStyle: { color: colour },
        z: current ? 3 : 2,
        data: line.map(({ k, ari, ariSd, clusters }) => ({
          value: [k, ari!],
          text: [
            `K = ${k}, ${family}: ARI ${decimals(ari, 2)} ± ${decimals(ariSd, 2)}`,
            `Jaccard of each cluster: ${clusters.map(({ jaccard }) => decimals(jaccard, 2)).join(', ')}`,
          ].join('\n'),
        })),
        ...(index === 0 ? { markLine: level(tokens, unstable) } : {}),
      },
      strokes(
        drawing,
        `stability-sd-${family}`,
        colour,
        line.map(({ k, ari, ariSd }) => [k, Math.max(frame.y[0], ari! - (ariSd ?? 0)), Math.min(1, ari! + (ariSd ?? 0))]),
      ),
    ];
  });
  const ends = lines.map(({ family, line }) => ({ family, k: line.at(-1)!.k, height: line.at(-1)!.ari! }));
  return [...drawn, nameSeries(drawing, frame, ends)];
}

const level = (tokens: Tokens, y: number) => ({
  silent: true,
  symbol: 'none',
  label: { show: false },
  lineStyle: { color: tokens.muted, width: 1, type: 'dotted' as const, opacity: 0.7 },
  data: [{ yAxis: y }],
});

/** Between K and K + 1: filled where one more component is better, hollow where it is not. */
export function ratioSeries({ doubt }: Extract<DoubtPlot, { kind: 'likelihood-ratio' }>, drawing: Drawing): SeriesOption {
  const { tokens } = drawing;
  return {
    ...onPlot(drawing),
    type: 'scatter',
    id: 'likelihood-ratio',
    symbol: 'circle',
    symbolSize: 8,
    data: doubt.result.tests.map(({ k, statistic, pValue, bootstrap }) => {
      const better = pValue <= doubt.options.level;
      return {
        value: [k + 0.5, 0.3],
        itemStyle: {
          color: better ? tokens.muted : tokens.surface,
          borderColor: better ? tokens.muted : tokens.accent,
          borderWidth: 1.5,
        },
        label: {
          show: true,
          position: 'top' as const,
          distance: 3,
          formatter: pText(pValue).replace('0.', '.'),
          color: better ? tokens.muted : tokens.ink,
          fontWeight: better ? 400 : 600,
          fontSize: 10,
        },
        text: `${k} against ${k + 1}: p = ${pText(pValue)}\n2 Δ log L = ${decimals(statistic, 2)}, ${whole(bootstrap.length)} samples\n${better ? `${k + 1} components fit better` : `${k + 1} fit no better than ${k}`}`,
      };
    }),
  };
}
