import { type BoxPart, baseline, boxesIn, type WordsPart, wordsIn } from './export-html.ts';
import { askLayer, type LayerAnswer } from './export-layer.ts';
import { drawingSvg } from './export-svg.ts';
import { broken, escaped, titleLines } from './export-words.ts';
import type { ChartOption } from './option.ts';
import type { Tokens } from './tokens.ts';

/** A part of a chart, from beneath to the top, with its box in CSS pixels within the whole. */
export interface Layer {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly part:
    | { readonly kind: 'chart'; readonly option: ChartOption }
    | { readonly kind: 'drawing'; readonly svg: string }
    | WordsPart
    | BoxPart
    | { readonly kind: 'canvas'; readonly canvas: HTMLCanvasElement; readonly answer: LayerAnswer | null };
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly layers: readonly Layer[];
  readonly title: string;
  /** What is shown, in words, below the picture. */
  readonly caption: string;
  readonly tokens: Tokens;
}

/** Device pixels for each CSS pixel of a PNG. */
const ratio = 2;

/** Everything within `root` that draws, in the order of the page; `chart` stands for the element that ECharts draws into. */
export function layersOf(
  root: HTMLElement,
  chart: { readonly element: HTMLElement; readonly option: ChartOption } | null,
): Layer[] {
  const whole = root.getBoundingClientRect();
  const within = ({ left, top, width, height }: DOMRect) => ({ x: left - whole.left, y: top - whole.top, width, height });
  const boxOf = (element: Element) => within(element.getBoundingClientRect());
  const layers: Layer[] = [];
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    if (element === chart?.element) layers.push({ ...boxOf(element), part: { kind: 'chart', option: chart.option } });
    if (chart?.element.contains(element) || element.closest('[data-export="no"]')) continue;
    if (element instanceof HTMLCanvasElement)
      layers.push({ ...boxOf(element), part: { kind: 'canvas', canvas: element, answer: askLayer(element) } });
    else if (element instanceof SVGSVGElement && !element.parentElement?.closest('svg') && !element.closest('button'))
      layers.push({ ...boxOf(element), part: { kind: 'drawing', svg: drawingSvg(element) } });
  }
  const beside = [...boxesIn(root), ...wordsIn(root)].map(({ box, part }) => ({ ...within(box), part }));
  return [...layers, ...beside].filter(({ width, height }) => width > 0 && height > 0);
}

interface Words {
  readonly title: readonly string[];
  readonly caption: readonly string[];
  readonly above: number;
  readonly below: number;
}

const edge = 16;

/** What is shortened in the picture stands in full below it. */
function inFull({ caption, layers }: Picture): string {
  const names = new Set(layers.flatMap(({ part }) => (part.kind === 'words' && part.full !== null ? [part.full] : [])));
  return names.size === 0 ? caption : `${caption}. In full: ${[...names].join(' · ')}`;
}

function wordsOf(picture: Picture): Words {
  const { title, width } = picture;
  const caption = inFull(picture);
  const titles = titleLines(title, width - 2 * edge);
  const captions = broken(caption, Math.max(24, Math.floor(width / 6)));
  return { title: titles, caption: captions, above: edge + titles.length * 20 + 4, below: captions.length * 16 + edge + 4 };
}

/** Where lines of the title and the caption stand. */
function lines({ title, caption, above }: Words, { height }: Picture) {
  return [
    ...title.map((text, i) => ({ text, y: edge + 14 + i * 20, size: 14, weight: 600, soft: false })),
    ...caption.map((text, i) => ({ text, y: above + height + 18 + i * 16, size: 11, weight: 400, soft: true })),
  ];
}

function paintedCanvas({
  canvas,
  answer,
}: {
  readonly canvas: HTMLCanvasElement;
  readonly answer: LayerAnswer | null;
}): HTMLCanvasElement {
  if (!answer) return canvas;
  const image = answer.paint(ratio);
  const own = document.createElement('canvas');
  own.width = image.width;
  own.height = image.height;
  own.getContext('2d')?.putImageData(image, 0, 0);
  return own;
}

const loaded = (svg: string): Promise<HTMLImageElement> =>
  new Promise((found, fail) => {
    const image = new Image();
    image.onload = () => found(image);
    image.onerror = () => fail(new Error('The drawing could not be turned into a picture.'));
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  });

export async function pictureSvg(picture: Picture): Promise<{ readonly svg: string; readonly rastered: boolean }> {
  const { renderSvg } = await import('./echarts.ts');
  const { tokens, width, height, layers } = picture;
  let rastered = false;
  const draw = ({ x, y, width: w, height: h, part }: Layer, i: number): string => {
    const at = `x="${x}" y="${y}" width="${w}" height="${h}"`;
    // ECharts writes the names of fonts into attributes as they are.
    if (part.kind === 'chart')
      return renderSvg(part.option, w, h)
        .replaceAll(tokens.font, tokens.font.replaceAll('"', "'"))
        .replace(/^<svg /, `<svg x="${x}" y="${y}" `);
    if (part.kind === 'box') return `<rect ${at} fill="${escaped(part.colour)}"/>`;
    if (part.kind === 'words')
      return `<text x="${x}" y="${baseline(y, h, part.size)}" font-size="${part.size}" font-weight="${part.weight}" fill="${escaped(part.colour)}">${part.full === null ? '' : `<title>${escaped(part.full)}</title>`}${escaped(part.text)}</text>`;
    if (part.kind === 'drawing') return part.svg.replace(/^<svg /, `<svg x="${x}" y="${y}" overflow="visible" `);
    const vector = part.answer?.svg(`layer-${i}`) ?? null;
    if (vector !== null) return `<svg ${at} viewBox="0 0 ${w} ${h}">${vector}</svg>`;
    rastered = true;
    return `<image ${at} href="${paintedCanvas(part).toDataURL('image/png')}"/>`;
  };
  const drawn = layers.map(draw).join('');
  const told = rastered
    ? { ...picture, caption: `${picture.caption}. The rows are embedded as a picture, not as single marks.` }
    : picture;
  const words = wordsOf(told);
  const texts = lines(words, told).map(
    ({ text, y, size, weight, soft }) =>
      `<text x="${edge}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${soft ? tokens.muted : tokens.ink}">${escaped(text)}</text>`,
  );
  const total = height + words.above + words.below;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}" font-family="${escaped(tokens.font)}"><rect width="100%" height="100%" fill="${tokens.surface}"/>${texts.join('')}<g transform="translate(0 ${words.above})">${drawn}</g></svg>\n`;
  return { svg, rastered };
}

async function imageOf(
  part: Exclude<Layer['part'], WordsPart | BoxPart>,
  width: number,
  height: number,
): Promise<HTMLCanvasElement | HTMLImageElement> {
  if (part.kind === 'canvas') return paintedCanvas(part);
  if (part.kind === 'drawing') return loaded(part.svg);
  const { renderCanvas } = await import('./echarts.ts');
  return renderCanvas(part.option, width, height, ratio);
}

export async function picturePng(picture: Picture): Promise<Uint8Array> {
  const { tokens, width, height, layers } = picture;
  const words = wordsOf(picture);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round((height + words.above + words.below) * ratio);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas to draw the picture into.');
  context.scale(ratio, ratio);
  context.fillStyle = tokens.surface;
  context.fillRect(0, 0, width, height + words.above + words.below);
  for (const { text, y, size, weight, soft } of lines(words, picture)) {
    context.fillStyle = soft ? tokens.muted : tokens.ink;
    context.font = `${weight} ${size}px ${tokens.font}`;
    context.fillText(text, edge, y);
  }
  for (const { x, y, width: w, height: h, part } of layers) {
    if (part.kind === 'box' || part.kind === 'words') {
      context.fillStyle = part.colour;
      if (part.kind === 'box') context.fillRect(x, y + words.above, w, h);
      else {
        context.font = `${part.weight} ${part.size}px ${tokens.font}`;
        context.fillText(part.text, x, baseline(y, h, part.size) + words.above);
      }
    } else context.drawImage(await imageOf(part, w, h), x, y + words.above, w, h);
  }
  const blob = await new Promise<Blob | null>((found) => canvas.toBlob(found, 'image/png'));
  if (!blob) throw new Error('The picture is too large for this browser.');
  return new Uint8Array(await blob.arrayBuffer());
}
