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
    ink: '#1b2430',
    muted: '#5c6677',
    line: '#dfe4eb',
    surface: '#ffffff',
    accent: '#1d5fd0',
    bars: '#b4bfd0',
    font,
  },
  dark: {
    theme: 'dark',
    ink: '#e6eaf0',
    muted: '#949fb0',
    line: '#2a323e',
    surface: '#171c24',
    accent: '#6aa5ff',
    bars: '#54627a',
    font,
  },
};
