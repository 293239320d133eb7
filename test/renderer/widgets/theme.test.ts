import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src/renderer/theme.css', import.meta.url), 'utf8');
const [, light = '', dark = ''] = /:root \{(.*?)\n\}.*?\[data-theme="dark"\] \{(.*?)\n\}/s.exec(css) ?? [];
const tokens = (block: string) =>
  Object.fromEntries([...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value])) as Record<
    string,
    string
  >;

/** WCAG 2's relative luminance. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const contrast = (a: string, b: string) => {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};

describe.each([['light', tokens(light)] as const, ['dark', tokens(dark)] as const])('the %s theme', (_, token) => {
  const grounds = ['paper', 'surface', 'raised'];

  it.each(['ink', 'ink-soft', 'ink-faint', 'accent', 'danger', 'warn', 'good'])('has %s readable on every ground', (ink) => {
    for (const ground of grounds)
      expect(contrast(token[ink]!, token[ground]!), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ['accent-ink', 'accent'],
    ['accent-ink', 'accent-strong'],
    ['accent', 'accent-soft'],
    ['accent-strong', 'accent-soft'],
    ['ink', 'accent-soft'],
    ['ink-soft', 'accent-soft'],
    ['ink-faint', 'accent-soft'],
    ['ink-soft', 'warn-soft'],
    ['ink-soft', 'danger-soft'],
    ['ink-soft', 'good-soft'],
  ])('has %s readable on %s', (ink, ground) => {
    expect(contrast(token[ink]!, token[ground]!)).toBeGreaterThanOrEqual(4.5);
  });

  it('has edges of controls that are seen', () => {
    for (const ground of grounds) expect(contrast(token['control-line']!, token[ground]!)).toBeGreaterThanOrEqual(3);
  });
});
