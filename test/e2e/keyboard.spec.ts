import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, heading, shown, test } from './application.ts';

/** What has the focus, by its name. */
const focused = (page: Page) => page.locator(':focus');

async function tabTo(page: Page, name: RegExp, most = 120): Promise<void> {
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab');
    const label = await focused(page).evaluate(
      (element: {
        getAttribute(name: string): string | null;
        textContent: string | null;
        labels?: ArrayLike<{ textContent: string | null }>;
      }) => element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '',
    );
    if (name.test(label.trim())) return;
  }
  throw new Error(`No Tab led to ${name}.`);
}

test('the whole story by the keyboard alone', async ({ lens }) => {
  await expect(
    heading(lens, 'Latent Lens')
      .or(lens.getByRole('heading', { level: 1 }))
      .first(),
  ).toBeVisible();
  await tabTo(lens, /^Old Faithful/);
  await lens.keyboard.press('Enter');
  await expect(shown(lens)).toContainText('K = 3, EEE', { timeout: 60_000 });
  await expect(lens.getByRole('button', { name: 'Fit', exact: true })).toBeEnabled({ timeout: 60_000 });

  await tabTo(lens, /^ICL\s*K = 2/);
  await lens.keyboard.press('Enter');
  await expect(shown(lens)).toContainText('K = 2, VVV');

  await lens.keyboard.press('Control+k');
  await lens.keyboard.type('where');
  await lens.keyboard.press('Enter');
  await expect(lens.getByRole('dialog', { name: 'Select rows where' })).toBeVisible();
  await lens.keyboard.type('2');
  await lens.keyboard.press('Enter');
  const selected = lens.getByRole('contentinfo').getByRole('button', { name: /selected$/ });
  await expect(selected).toBeVisible();

  await lens.keyboard.press('Control+3');
  await tabTo(lens, /^Bins of eruptions/);
  await lens.keyboard.press('ArrowRight');
  await lens.keyboard.press('Enter');
  await lens.keyboard.press('Shift+ArrowRight');
  const count = await selected.innerText();
  expect(Number(count.match(/^\d+/)![0])).toBeGreaterThan(20);

  await lens.keyboard.press('Control+2');
  await tabTo(lens, /^Old Faithful.*rows|old-faithful.*rows|, 272 rows$/i);
  await lens.keyboard.press('ArrowDown');
  await lens.keyboard.press('Space');
  await lens.keyboard.press('Shift+ArrowDown');
  await lens.keyboard.press('Shift+ArrowDown');
  await expect(selected).toHaveText('3 selected');
  await lens.keyboard.press('Control+Shift+X');
  await expect(lens.getByRole('contentinfo').getByRole('button', { name: '3 excluded' })).toBeVisible();

  const download = lens.waitForEvent('download');
  await lens.keyboard.press('Control+e');
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\n');
  expect(lines).toHaveLength(273);
  expect(lines[0]).toContain('probability_2');
});
