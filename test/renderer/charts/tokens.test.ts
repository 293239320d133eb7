import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tokens } from '../../../src/renderer/charts/tokens.ts';

const css = readFileSync(new URL('../../../src/renderer/theme.css', import.meta.url), 'utf8');
const blocks = { light: css.slice(css.indexOf(':root {')), dark: css.slice(css.indexOf('[data-theme="dark"]')) };
const names = { ink: 'ink', muted: 'ink-faint', line: 'line', surface: 'surface', accent: 'accent', bars: 'bar' } as const;

test.each(['light', 'dark'] as const)('charts have the colours of the %s theme', (theme) => {
  for (const [token, name] of Object.entries(names)) {
    const said = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(blocks[theme])?.[1];
    expect(`${token} ${tokens[theme][token as keyof typeof names]}`).toBe(`${token} ${said}`);
  }
});
