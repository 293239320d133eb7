import type { Theme } from './palette.ts';

/** The theme as canvases need it: custom properties do not reach into a canvas. */
export interface Tokens {
  readonly theme: Theme;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly surface: string;
  readonly accent: string;
  readonly bars: string;
  readonly font: string;
}

/** The same values as in theme.css. */
const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif';

export const tokens: Readonly<Record<Theme, Tokens>> = {
  light: {
    theme: 'light',
    ink: '#1c1d21',
    muted: '#686b75',
    line: '#e1e1dc',
    surface: '#ffffff',
    accent: '#4744b8',
    bars: '#b9bccb',
    font,
  },
  dark: {
    theme: 'dark',
    ink: '#ecedef',
    muted: '#969aa5',
    line: '#303238',
    surface: '#1e1f23',
    accent: '#a3a1ff',
    bars: '#5a5e6d',
    font,
  },
};
