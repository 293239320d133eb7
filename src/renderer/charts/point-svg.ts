import { type Spot, spotsSvg } from '../../shared/geometry/markers.ts';
import { anyWith, excludedBit, hiddenBit, selectedBit } from '../../shared/model/row-states.ts';
import { rowsInView, toPixelX, toPixelY } from './frame.ts';
import { format } from './palette.ts';
import { type PointImage, radiusOf } from './point-image.ts';

/** More marks than this make a drawing that no program likes to open. */
export const mostMarks = 20_000;

/** Every row in view that is not hidden, selected ones last; null where they are too many, or drawn as a density image. */
export function pointsSvg(image: PointImage, id: string, radius?: number): string | null {
  const { frame, xs, ys, look, ring, densityAbove } = image;
  const rows = rowsInView(frame, xs, ys, look.flags);
  if (rows > mostMarks || rows > densityAbove) return null;
  const { flags, colours, markers } = look;
  const any = flags !== null && anyWith(flags, selectedBit);
  const [below, above]: [Spot[], Spot[]] = [[], []];
  for (let row = 0; row < xs.length; row++) {
    const flag = flags?.[row] ?? 0;
    const [x, y] = [toPixelX(frame, xs[row]!), toPixelY(frame, ys[row]!)];
    if (flag & hiddenBit || !(x > -16 && x < frame.width + 16 && y > -16 && y < frame.height + 16)) continue;
    const selected = (flag & selectedBit) !== 0;
    const colour =
      colours instanceof Uint8Array ? ([colours[row * 3]!, colours[row * 3 + 1]!, colours[row * 3 + 2]!] as const) : colours;
    (selected ? above : below).push({
      x,
      y,
      marker: markers?.[row] ?? 0,
      colour: format(colour),
      opacity: any && !selected ? 0.22 : rows <= 3000 ? 0.85 : 0.7,
      hollow: (flag & excludedBit) !== 0,
      ...(selected && { ring: format(ring) }),
    });
  }
  return spotsSvg([...below, ...above], radius ?? radiusOf(rows), id);
}
