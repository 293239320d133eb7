/** Lines of text as they are seen: broken where the page breaks them, and shortened where it clips them. */

export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Glyph extends Edges {
  readonly text: string;
}

/** A glyph's line begins anew below, or after room that something else stands in. */
const goesOn = (before: Glyph, next: Glyph): boolean => {
  const height = before.bottom - before.top;
  return Math.abs(next.top - before.top) < height / 2 && next.left - before.right < height / 2 && next.left >= before.left - 1;
};

const around = (line: readonly Glyph[]): Edges => ({
  left: Math.min(...line.map(({ left }) => left)),
  top: Math.min(...line.map(({ top }) => top)),
  right: Math.max(...line.map(({ right }) => right)),
  bottom: Math.max(...line.map(({ bottom }) => bottom)),
});

const isAbove = (line: readonly Glyph[], { top, bottom }: Edges): boolean => {
  const middle = (line[0]!.top + line[0]!.bottom) / 2;
  return middle > top && middle < bottom;
};

/** The glyphs of one piece of text in their order → its lines within `clip`; the last one ends in … where something is missing. */
export function seenLines(glyphs: readonly Glyph[], clip: Edges | null, size: number): readonly Glyph[] {
  const lines: Glyph[][] = [];
  for (const glyph of glyphs) {
    if (glyph.right - glyph.left <= 0 || glyph.bottom - glyph.top <= 1) continue;
    const last = lines.at(-1)?.at(-1);
    if (last && goesOn(last, glyph)) lines.at(-1)!.push(glyph);
    else lines.push([glyph]);
  }
  const seen = clip ? lines.filter((line) => isAbove(line, clip)) : lines;
  const written = seen.flatMap((line, i): Glyph[] => {
    const short = clip !== null && (line.at(-1)!.right > clip.right + 1 || (i === seen.length - 1 && seen.length < lines.length));
    // Room for the ellipsis, about as wide as a letter m.
    const kept = short ? line.filter(({ right }) => right <= clip.right - 0.85 * size) : line;
    const text = kept.map((one) => one.text).join('');
    if (short) return [{ ...around(kept.length > 0 ? kept : line.slice(0, 1)), text: `${text.trimEnd()}…` }];
    return text.trim() === '' ? [] : [{ ...around(line), text: text.trim() }];
  });
  return written;
}
