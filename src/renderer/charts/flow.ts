import { crossingLittle, type Flows } from './flow-order.ts';

/** The groups of one K: rows of the noise (0) and of the components 1…K. */
export interface FlowLevel {
  readonly k: number;
  readonly sizes: readonly number[];
}

export interface FlowBlock {
  readonly level: number;
  /** 0 = noise. */
  readonly label: number;
  readonly rows: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface FlowBand {
  readonly level: number;
  /** Label at this level and at the next. */
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** SVG. */
  readonly path: string;
  /** Where its number is written, and whether there is room for it. */
  readonly x: number;
  readonly y: number;
  readonly roomy: boolean;
  /** So thin that a pointer would miss it. */
  readonly thin: boolean;
}

export interface FlowDrawing {
  readonly blocks: readonly FlowBlock[];
  readonly bands: readonly FlowBand[];
  /** The middle of each level. */
  readonly columns: readonly { readonly k: number; readonly x: number }[];
}

const blockWidth = 12;
const air = 10;
const margins = { left: 12, right: 64, top: 28, bottom: 8 };
/** A band is at least so thin, and bears its number from this height on. */
const [thinnest, legible] = [0.75, 13];

/** Levels from left to right, groups as high as they have rows, bands between them as wide as rows go that way. */
export function flowDrawing(
  size: { readonly width: number; readonly height: number },
  levels: readonly FlowLevel[],
  flows: Flows,
): FlowDrawing {
  const orders = crossingLittle(
    flows,
    levels.map(({ sizes }) => sizes),
  );
  const present = levels.map(({ sizes }, level) => orders[level]!.filter((label) => sizes[label]! > 0));
  const most = Math.max(1, ...present.map((labels) => labels.length));
  const total = Math.max(1, ...levels.map(({ sizes }) => sizes.reduce((sum, rows) => sum + rows, 0)));
  const inner = { width: size.width - margins.left - margins.right, height: size.height - margins.top - margins.bottom };
  const scale = Math.max(0, inner.height - air * (most - 1)) / total;
  const step = levels.length > 1 ? (inner.width - blockWidth) / (levels.length - 1) : 0;
  const left = (level: number) => margins.left + level * step;

  const blocks = levels.flatMap(({ sizes }, level): FlowBlock[] => {
    const labels = present[level]!;
    const height = labels.reduce((sum, label) => sum + sizes[label]! * scale, 0) + air * (labels.length - 1);
    let y = margins.top + (inner.height - height) / 2;
    return labels.map((label) => {
      const block = { level, label, rows: sizes[label]!, x: left(level), y, width: blockWidth, height: sizes[label]! * scale };
      y += block.height + air;
      return block;
    });
  });
  const at = (level: number, label: number) => blocks.find((one) => one.level === level && one.label === label)!;
  const bands = flows.flatMap((flow, level) => {
    const [from, to] = [present[level]!, present[level + 1]!];
    const filled = new Map(to.map((label) => [label, at(level + 1, label).y]));
    return from.flatMap((a) => {
      const source = at(level, a);
      let y = source.y;
      return to.flatMap((b): FlowBand[] => {
        const rows = flow[a]![b]!;
        if (rows === 0) return [];
        const height = rows * scale;
        const [y0, y1] = [y, filled.get(b)!];
        y += height;
        filled.set(b, y1 + height);
        const x0 = source.x + blockWidth;
        const x1 = left(level + 1);
        const drawn = Math.max(thinnest, height);
        // A third of the way along the curve that the band follows.
        const t = 0.32;
        const along = 3 * (1 - t) * t * t + t ** 3;
        return [
          {
            ...{ level, from: a, to: b, rows },
            path: ribbon(x0, y0, x1, y1, drawn),
            x: x0 + (x1 - x0) * (1.5 * (1 - t) * t + t ** 3),
            y: y0 + (y1 - y0) * along + height / 2,
            roomy: height >= legible && x1 - x0 >= 48,
            thin: height < 6,
          },
        ];
      });
    });
  });
  return { blocks, bands, columns: levels.map(({ k }, level) => ({ k, x: left(level) + blockWidth / 2 })) };
}

const figure = (value: number): string => value.toFixed(1);

/** From (x0, y0…y0 + height) to (x1, y1…y1 + height), level at both ends. */
function ribbon(x0: number, y0: number, x1: number, y1: number, height: number): string {
  const middle = figure((x0 + x1) / 2);
  const [a, b, c, d] = [y0, y1, y1 + height, y0 + height].map(figure);
  return `M${figure(x0)} ${a}C${middle} ${a} ${middle} ${b} ${figure(x1)} ${b}V${c}C${middle} ${c} ${middle} ${d} ${figure(x0)} ${d}Z`;
}
