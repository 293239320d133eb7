/** What a style sheet may have set on parts of a drawing. */
const properties = [
  ...[
    'fill',
    'fill-opacity',
    'stroke',
    'stroke-width',
    'stroke-opacity',
    'stroke-dasharray',
    'stroke-linecap',
    'stroke-linejoin',
  ],
  ...[
    'opacity',
    'font-family',
    'font-size',
    'font-weight',
    'text-anchor',
    'dominant-baseline',
    'paint-order',
    'visibility',
    'display',
  ],
] as const;

/** A drawing of the page by itself: what style sheets say of its parts is written into them. */
export function drawingSvg(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  const to = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  from.forEach((element, i) => {
    const style = getComputedStyle(element);
    for (const name of properties) {
      const value = style.getPropertyValue(name);
      if (value !== '') to[i]!.setAttribute(name, value);
    }
    to[i]!.removeAttribute('class');
    to[i]!.removeAttribute('style');
  });
  // Other programs know no HTML within a drawing: its words are written as words of the drawing.
  const shown = svg.querySelectorAll('foreignObject');
  copy.querySelectorAll('foreignObject').forEach((one, i) => {
    const style = getComputedStyle(shown[i]!.firstElementChild ?? shown[i]!);
    const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    text.textContent = one.textContent?.trim() ?? '';
    text.setAttribute('x', one.getAttribute('x') ?? '0');
    text.setAttribute('y', String(Number(one.getAttribute('y')) + Number(one.getAttribute('height')) * 0.7));
    text.setAttribute('font-size', style.fontSize);
    text.setAttribute('font-weight', style.fontWeight);
    text.setAttribute('font-family', style.fontFamily);
    text.setAttribute('fill', style.color);
    one.replaceWith(text);
  });
  const { width, height } = svg.getBoundingClientRect();
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return new XMLSerializer().serializeToString(copy);
}
