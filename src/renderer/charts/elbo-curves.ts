import { finiteRange, padded, type Range } from '../../shared/geometry/nice.ts';
import type { LatentEpoch } from '../../shared/model/latent.ts';
import { whole } from '../widgets/format.ts';
import { nats } from './format.ts';
import type { Frame, Margins } from './frame.ts';
import { axis, base, type ChartOption, gridOf, labelRoom, type SeriesOption } from './option.ts';
import { clusterInk } from './palette.ts';
import type { Tokens } from './tokens.ts';

/** ELBO, reconstruction and KL over the epochs, beneath each other, on rows trained on and held out. */
export const figuresOfElbo = ['elbo', 'reconstruction', 'kl'] as const;
export type FigureOfElbo = (typeof figuresOfElbo)[number];
export const figureNames: Readonly<Record<FigureOfElbo, string>> = { elbo: 'ELBO', reconstruction: 'Reconstruction', kl: 'KL' };

export interface ElboInput {
  /** One a figure, in their order. */
  readonly frames: readonly Frame[];
  readonly epochs: readonly LatentEpoch[];
  /** The epoch whose network is kept; null while training runs. */
  readonly best: number | null;
  readonly tokens: Tokens;
}

/** From the first epoch to a little beyond the last. */
export const epochRange = (epochs: readonly LatentEpoch[]): Range => [1, Math.max(10, (epochs.at(-1)?.epoch ?? 1) * 1.02)];

/**
 * From where the curve stood after its first twentieth (the first leaps would flatten what matters; they are cut) to the
 * highest; the KL from 0.
 */
export function figureRange(epochs: readonly LatentEpoch[], figure: FigureOfElbo): Range {
  const settled = epochs.slice(Math.min(epochs.length - 1, Math.floor(epochs.length / 20)));
  const values = settled.flatMap(({ train, heldOut }) => [train[figure], heldOut?.[figure] ?? Number.NaN]);
  const range = finiteRange(values);
  if (!range) return [0, 1];
  return figure === 'kl' ? [0, padded([0, range[1]], 0.08)[1]] : padded(range, 0.08);
}

export const elboMargins = (ranges: readonly Range[]): Margins => ({
  left: Math.max(...ranges.map((range) => labelRoom(range, 3))) + 6,
  top: 18,
  right: 74,
  bottom: 38,
});

/** Three plots of equal height, their names above them; none while there is no epoch to tell of. */
export function elboFrames(width: number, height: number, epochs: readonly LatentEpoch[]): readonly Frame[] {
  if (epochs.length === 0) return [];
  const ranges = figuresOfElbo.map((figure) => figureRange(epochs, figure));
  const { left, top, right, bottom } = elboMargins(ranges);
  const gap = 26;
  const each = Math.max(1, (height - top - bottom - 2 * gap) / 3);
  return ranges.map((y, i) => ({
    left,
    top: top + i * (each + gap),
    width: Math.max(1, width - left - right),
    height: each,
    x: epochRange(epochs),
    y,
  }));
}

export function elboOption({ frames, epochs, best, tokens }: ElboInput): ChartOption {
  const common = base(tokens);
  return {
    ...common,
    tooltip: {
      ...common.tooltip,
      trigger: 'axis',
      axisPointer: { type: 'line', lineStyle: { color: tokens.line }, label: { show: false } },
      formatter: (params) => {
        const first = Array.isArray(params) ? params[0] : params;
        const [at] = (first?.value ?? []) as number[];
        return wordsOf(epochs, at ?? 0);
      },
    },
    grid: frames.map((frame) => gridOf(frame)),
    xAxis: frames.map((frame, i) =>
      axis(frame.x, tokens, {
        grid: i,
        count: 6,
        labels: i === 2,
        text: (value) => (Number.isInteger(value) ? whole(value) : ''),
        ...(i === 2 && { name: 'Epoch', gap: 22 }),
      }),
    ),
    yAxis: frames.map((frame, i) => ({
      ...axis(frame.y, tokens, { grid: i, count: 3, lines: false }),
      name: figureNames[figuresOfElbo[i]!],
      nameLocation: 'end' as const,
      nameGap: 6,
      nameTextStyle: { color: tokens.ink, fontSize: 11, fontWeight: 600, align: 'left' as const },
    })),
    series: frames.flatMap((_, i) => seriesOf(figuresOfElbo[i]!, i, epochs, best, tokens)),
  };
}

function seriesOf(figure: FigureOfElbo, grid: number, epochs: readonly LatentEpoch[], best: number | null, tokens: Tokens) {
  const line = (id: string, of: (epoch: LatentEpoch) => number | undefined, colour: string, dashed: boolean): SeriesOption => ({
    type: 'line',
    id: `${figure}-${id}`,
    name: `${figureNames[figure]}, ${id}`,
    xAxisIndex: grid,
    yAxisIndex: grid,
    clip: true,
    showSymbol: false,
    data: epochs.flatMap((epoch) => {
      const value = of(epoch);
      return value === undefined || !Number.isFinite(value) ? [] : [[epoch.epoch, value]];
    }),
    lineStyle: { color: colour, width: 1.75, ...(dashed && { type: [5, 3] }) },
    // A label before a legend, once for each line.
    ...(grid === 0 && {
      endLabel: { show: true, formatter: id, color: colour, fontSize: 11, fontWeight: 600, distance: 6 },
      labelLayout: { moveOverlap: 'shiftY' as const },
    }),
  });
  const trained = line('train', ({ train }) => train[figure], clusterInk(0, tokens.theme, tokens.surface), true);
  const held = line('held out', ({ heldOut }) => heldOut?.[figure], clusterInk(1, tokens.theme, tokens.surface), false);
  const mark =
    best === null
      ? {}
      : {
          markLine: {
            silent: true,
            symbol: 'none',
            animation: false,
            data: [{ xAxis: best }],
            lineStyle: { color: tokens.muted, width: 1, type: 'solid' as const },
            label: {
              show: grid === 0,
              formatter: `kept: ${best}`,
              color: tokens.muted,
              fontSize: 11,
              position: 'end' as const,
              distance: 4,
              rotate: 0,
            },
          },
        };
  return [{ ...trained, ...mark } as SeriesOption, held];
}

function wordsOf(epochs: readonly LatentEpoch[], at: number): string {
  const epoch = epochs.find((one) => one.epoch === at);
  if (!epoch) return '';
  const lines = figuresOfElbo.map(
    (figure) =>
      `${figureNames[figure]}: ${nats(epoch.train[figure])} train${epoch.heldOut ? `, ${nats(epoch.heldOut[figure])} held out` : ''}`,
  );
  return [`Epoch ${whole(at)}${epoch.klWeight < 1 ? `, KL weighs ${epoch.klWeight.toFixed(2)}` : ''}`, ...lines].join('\n');
}

/** The epochs as a table, for those who take the chart's data along. */
export const epochsTable = (epochs: readonly LatentEpoch[]) => ({
  names: [
    'epoch',
    'elbo_train',
    'reconstruction_train',
    'kl_train',
    'elbo_held_out',
    'reconstruction_held_out',
    'kl_held_out',
    'kl_weight',
    'learning_rate',
  ],
  columns: [
    epochs.map(({ epoch }) => epoch),
    ...figuresOfElbo.map((figure) => epochs.map(({ train }) => train[figure])),
    ...figuresOfElbo.map((figure) => epochs.map(({ heldOut }) => heldOut?.[figure] ?? null)),
    epochs.map(({ klWeight }) => klWeight),
    epochs.map(({ learningRate }) => learningRate),
  ],
});
