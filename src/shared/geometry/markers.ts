import { noiseShape, type Shape, shapes } from './palette.ts';

/** The marker's outline around the origin as an SVG path, y downwards; areas are about equal at the same radius. */
export function markerPath(shape: Shape, radius: number): string {
  const at = (...points: readonly (readonly [number, number])[]): string =>
    `M${points.map(([x, y]) => `${round(x * radius)} ${round(y * radius)}`).join('L')}Z`;
  switch (shape) {
    case 'circle':
      return circle(radius);
    case 'square':
      return at([-0.89, -0.89], [0.89, -0.89], [0.89, 0.89], [-0.89, 0.89]);
    case 'diamond':
      return at([0, -1.26], [1.26, 0], [0, 1.26], [-1.26, 0]);
    case 'triangle':
      return at([0, -1.3], [1.22, 0.8], [-1.22, 0.8]);
    case 'down':
      return at([0, 1.3], [1.22, -0.8], [-1.22, -0.8]);
    case 'bar':
      return at([-1.25, -0.55], [1.25, -0.55], [1.25, 0.55], [-1.25, 0.55]);
    case 'plus':
      return at(...plus);
    case 'cross':
      return at(...plus.map(([x, y]) => [(x - y) / Math.SQRT2, (x + y) / Math.SQRT2] as const));
    case 'ring':
      return `${circle(radius * 1.24)}${circle(radius * 0.56)}`;
  }
}

const plus: readonly (readonly [number, number])[] = [
  [-0.42, -1.25], [0.42, -1.25], [0.42, -0.42], [1.25, -0.42], [1.25, 0.42], [0.42, 0.42],
  [0.42, 1.25], [-0.42, 1.25], [-0.42, 0.42], [-1.25, 0.42], [-1.25, -0.42], [-0.42, -0.42],
]; // biome-ignore format: a shape

const round = (value: number): number => Math.round(value * 100) / 100;
const circle = (r: number): string =>
  `M${-round(r)} 0a${round(r)} ${round(r)} 0 1 0 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 0 ${-round(2 * r)} 0Z`;

export interface Spot {
  readonly x: number;
  readonly y: number;
  /** As palette's shapeIndex counts; one more than the last is the noise's ring. */
  readonly marker: number;
  readonly colour: string;
  readonly opacity: number;
  /** Colour of a ring around it, or none. */
  readonly ring?: string;
  /** Its outline only. */
  readonly hollow?: boolean;
}

/** Points as SVG: each marker is defined once and used where it stands. `id` keeps definitions of several plots apart. */
export function spotsSvg(spots: readonly Spot[], radius: number, id: string): string {
  const all = [...shapes, noiseShape];
  const used = [...new Set(spots.map(({ marker }) => marker))].sort((a, b) => a - b);
  const definitions = used
    .map((marker) => `<path id="${id}-${marker}" fill-rule="evenodd" d="${markerPath(all[marker] ?? 'circle', radius)}"/>`)
    .join('');
  const marks = spots.map(({ x, y, marker, colour, opacity, ring, hollow }) => {
    const stroke = ring ?? (hollow ? colour : '');
    const around = stroke === '' ? '' : ` stroke="${stroke}" stroke-width="${round(radius * 0.35)}"`;
    const faint = opacity < 1 ? ` ${hollow ? 'stroke' : 'fill'}-opacity="${round(opacity)}"` : '';
    return `<use href="#${id}-${marker}" x="${round(x)}" y="${round(y)}" fill="${hollow ? 'none' : colour}"${faint}${around}/>`;
  });
  return `<defs>${definitions}</defs><g>${marks.join('')}</g>`;
}
