import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { createRandom } from '../../src/main/engine/random/generator.ts';

const rows = 1_000_000;

/** Three groups in four columns, the same every time. */
function writeTable(path: string): void {
  const { next: uniform } = createRandom(7);
  const parts = ['a,b,c,d\n'];
  for (let row = 0; row < rows; row++) {
    const group = row % 3;
    const value = (j: number) => (group * ((j % 2) * 8 - 4) + (uniform() + uniform() + uniform() - 1.5) * 3).toFixed(3);
    parts.push(`${value(0)},${value(1)},${value(2)},${value(3)}\n`);
  }
  writeFileSync(path, parts.join(''));
}

/** A made table of a million rows, read through the dialog for files. */
export async function openMillion(lens: Page, folder: string): Promise<void> {
  const path = join(folder, 'million.csv');
  writeTable(path);
  const chooser = lens.waitForEvent('filechooser');
  await lens
    .getByRole('button', { name: /^Open a table/ })
    .first()
    .click();
  await (await chooser).setFiles(path);
  await expect(lens.getByText('1,000,000 rows, 4 columns')).toBeVisible();
}
