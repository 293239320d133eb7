/** What of a chart is neither canvas nor SVG: words beside the drawing, and lines that are boxes of the page. */

export interface WordsPart {
  readonly kind: 'words';
  readonly text: string;
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

/** The texts within `root` that can be seen, each where it stands. */
export function wordsIn(root: HTMLElement): Placed<WordsPart>[] {
  const found: Placed<WordsPart>[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (!parent || text === '' || parent.closest(left)) continue;
    const style = getComputedStyle(parent);
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (style.visibility === 'hidden' || box.width <= 1 || box.height <= 1) continue;
    const size = Number.parseFloat(style.fontSize);
    found.push({ box, part: { kind: 'words', text, size, weight: style.fontWeight, colour: style.color } });
  }
  return found;
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
