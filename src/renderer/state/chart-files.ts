import { type Picture, picturePng, pictureSvg } from '../charts/export-picture.ts';
import type { Lens } from './lens.svelte.ts';

export const pictureKinds = ['png', 'svg', 'csv'] as const;
export type PictureKind = (typeof pictureKinds)[number];

/** Which chart commands mean: that which was used last, otherwise the first of the view. */
export const chartMark = 'data-chart';
export const exportEvent = 'exportchart';

export function chartInUse(): HTMLElement | null {
  const all = [...document.querySelectorAll<HTMLElement>(`[${chartMark}]`)].filter((one) => one.getClientRects().length > 0);
  const used = (one: HTMLElement) => Number(one.dataset.used ?? 0);
  return all.reduce<HTMLElement | null>((best, one) => (best === null || used(one) > used(best) ? one : best), null);
}

/** A file name out of words: without what file systems refuse. */
export const fileName = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'chart';

/** Makes the file that was asked for, asks where to, and writes it there. */
export async function saveChart(lens: Lens, kind: PictureKind, picture: () => Picture, csv: () => string): Promise<void> {
  await lens.attempt(async () => {
    const { title } = picture();
    const content = await contentOf(kind, picture, csv);
    await lens.files.exportFile(`-${fileName(title)}.${kind}`, title, content);
  });
}

async function contentOf(kind: PictureKind, picture: () => Picture, csv: () => string): Promise<Uint8Array> {
  if (kind === 'csv') return new TextEncoder().encode(csv());
  if (kind === 'png') return picturePng(picture());
  return new TextEncoder().encode((await pictureSvg(picture())).svg);
}
