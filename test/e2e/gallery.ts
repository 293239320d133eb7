import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { choose } from './application.ts';

/** The pictures of the application: what is opened for each, and what it is called. docs/gallery shows a choice of them. */
export const folder = process.env.LENS_GALLERY ?? join('test-results', 'gallery');

export interface Stop {
  readonly name: string;
  readonly key: string;
  readonly heading: string;
  /** The face of the view that is chosen. */
  readonly face?: string;
  /** What is written when all is found that is looked for. */
  readonly ready?: RegExp;
}

/** The faces of the view of a network, once it is trained. */
export const latentStops: readonly Stop[] = ['Map', 'Training', 'Samples', 'Reconstruction'].map((face) => ({
  name: `latent-${face.toLowerCase()}`,
  ...{ key: '7', heading: 'Latent', face },
}));

export const stops: readonly Stop[] = [
  { name: 'welcome', key: '1', heading: 'Latent Lens' },
  { name: 'data', key: '2', heading: 'Data' },
  { name: 'distributions', key: '3', heading: 'Distributions' },
  { name: 'mixture', key: '4', heading: 'Mixture' },
  { name: 'dimensions-matrix', key: '5', heading: 'Dimensions', face: 'Scatterplot matrix' },
  { name: 'dimensions-parallel', key: '5', heading: 'Dimensions', face: 'Parallel coordinates' },
  { name: 'dimensions-projection', key: '5', heading: 'Dimensions', face: 'Separating projection' },
  { name: 'rows-doubt', key: '6', heading: 'Rows', face: 'In doubt' },
  { name: 'rows-profiles', key: '6', heading: 'Rows', face: 'Profiles' },
  { name: 'rows-labels', key: '6', heading: 'Rows', face: 'Known labels' },
  { name: 'rows-merging', key: '6', heading: 'Rows', face: 'Merging' },
  { name: 'latent', key: '7', heading: 'Latent' },
  { name: 'scoreboard', key: '8', heading: 'Scoreboard' },
  { name: 'export', key: '9', heading: 'Export' },
  { name: 'ideas-em', key: '/', heading: 'Ideas', face: 'Mixture by EM', ready: /^Of 10 random starts/ },
  { name: 'ideas-variational', key: '/', heading: 'Ideas', face: 'Variational mixture', ready: /follows the concentration/ },
  { name: 'ideas-vae', key: '/', heading: 'Ideas', face: 'Autoencoder' },
];

export type Scheme = 'light' | 'dark';
export type Look = readonly [scheme: Scheme, width: 1280 | 1920];
/** Both themes on a small and on a large window. */
export const looks: readonly Look[] = [
  ['light', 1280],
  ['dark', 1280],
  ['light', 1920],
  ['dark', 1920],
];

export async function wear(page: Page, [colorScheme, width]: Look): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: width === 1280 ? 800 : 1080 });
}

/** Goes to a view and its face. */
export async function visit(page: Page, { key, heading, face, ready }: Stop): Promise<void> {
  await page.keyboard.press(`Control+${key}`);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  if (face) await choose(page, face);
  if (ready) await expect(page.getByText(ready).first()).toBeVisible();
}

/** Nothing moves in these views: they are there as soon as what they asked for has come and been drawn. */
export async function settled(page: Page, milliseconds = 250): Promise<void> {
  await expect(page.getByText(/^(Opening|Comparing|Looking|Loading)…$/)).toHaveCount(0);
  await page.waitForTimeout(milliseconds);
}

export async function shoot(page: Page, name: string, [scheme, width]: Look, wait = 250): Promise<void> {
  // Nothing is pointed at.
  await page.mouse.move(2, 2);
  await settled(page, wait);
  await page.screenshot({ path: join(folder, `${name}-${scheme}-${width}.png`), caret: 'hide' });
}

/** A picture of every stop in every look, called after the state. */
export async function album(page: Page, state: string, of: readonly Stop[], inLooks: readonly Look[], wait = 250): Promise<void> {
  for (const look of inLooks) {
    await wear(page, look);
    for (const stop of of) {
      await visit(page, stop);
      await shoot(page, `${state}-${stop.name}`, look, wait);
    }
  }
}
