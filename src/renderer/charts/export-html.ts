import { type Edges, type Glyph, seenLines } from './export-lines.ts';

/** What of a chart is neither canvas nor SVG: words beside the drawing, and lines that are boxes of the page. */

export interface WordsPart {
  readonly kind: 'words';
  readonly text: string;
  /** Where the text is shortened: all of it. */
  readonly full: string | null;
  readonly size: number;
  readonly weight: string;
  readonly colour: string;
}

export interface BoxPart {
  readonly kind: 'box';
  readonly colour: string;
}

export interface Placed<T> {
  readonly box: DOMRect;
  readonly part: T;
}

const left = '[data-export="no"], svg, [popover], .unseen, [role="alert"]';

/** The texts within `root` that can be seen, each line where it stands, shortened as the page shortens it. */
export function wordsIn(root: HTMLElement): Placed<WordsPart>[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts = new Map<HTMLElement, Node[]>();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || (node.textContent ?? '').trim() === '' || parent.closest(left)) continue;
    texts.set(parent, [...(texts.get(parent) ?? []), node]);
  }
  return [...texts].flatMap(([parent, nodes]) => {
    const style = getComputedStyle(parent);
    if (style.visibility === 'hidden') return [];
    const size = Number.parseFloat(style.fontSize);
    const lines = seenLines(nodes.flatMap(glyphsOf), clipOf(parent, root), size);
    const whole = nodes
      .map(({ textContent }) => textContent)
      .join('')
      .trim();
    const full = lines.at(-1)?.text.endsWith('…') && !whole.endsWith('…') ? whole : null;
    return lines
      .filter(({ left: from, right, top, bottom }) => right - from > 1 && bottom - top > 1)
      .map(({ text, left: x, top: y, right, bottom }) => ({
        box: new DOMRect(x, y, right - x, bottom - y),
        part: { kind: 'words' as const, text, full, size, weight: style.fontWeight, colour: style.color },
      }));
  });
}

function glyphsOf(node: Node): Glyph[] {
  const range = document.createRange();
  const found: Glyph[] = [];
  let at = 0;
  for (const text of node.textContent ?? '') {
    range.setStart(node, at);
    at += text.length;
    range.setEnd(node, at);
    const { left: from, right, top, bottom } = range.getBoundingClientRect();
    found.push({ text, left: from, right, top, bottom });
  }
  return found;
}

/** What the boxes between an element and the whole picture let be seen of its text; null: all of it. */
function clipOf(element: HTMLElement, root: HTMLElement): Edges | null {
  let clip: Edges | null = null;
  for (let one: HTMLElement | null = element; one && one !== root; one = one.parentElement) {
    if (getComputedStyle(one).overflowX === 'visible') continue;
    const box = one.getBoundingClientRect();
    const { left: from, right, top, bottom }: Edges = clip ?? box;
    clip = {
      left: Math.max(from, box.left),
      right: Math.min(right, box.right),
      top: Math.max(top, box.top),
      bottom: Math.min(bottom, box.bottom),
    };
  }
  return clip;
}

/** Elements marked as lines of the drawing: filled with their background, or else their border's colour. */
export function boxesIn(root: HTMLElement): Placed<BoxPart>[] {
  return [...root.querySelectorAll<HTMLElement>('[data-export="box"]')].map((element) => {
    const style = getComputedStyle(element);
    const clear = style.backgroundColor === 'rgba(0, 0, 0, 0)';
    return {
      box: element.getBoundingClientRect(),
      part: { kind: 'box', colour: clear ? style.borderLeftColor : style.backgroundColor },
    };
  });
}

/** Where a line of text of this size stands in its box. */
export const baseline = (y: number, height: number, size: number): number => y + height / 2 + size * 0.35;
