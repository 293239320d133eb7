import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, fitOldFaithful, heading, test } from './application.ts';
import { settled, stops, visit } from './gallery.ts';

/** What axe finds on the page as it stands, by the name of what is looked at. */
async function faults(lens: Page, name: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: lens }).analyze();
  return violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map((node) => node.target).join(', ')}`);
}

const schemes = ['light', 'dark'] as const;
/** Other faces of a view are looked at where they are tested. */
const eachView = stops.filter(({ key }, i) => stops.findIndex((other) => other.key === key) === i);

for (const colorScheme of schemes)
  test(`axe finds nothing in any view of a fitted table, ${colorScheme}`, async ({ lens }) => {
    test.setTimeout(600_000);
    await lens.emulateMedia({ colorScheme });
    await fitOldFaithful(lens);
    const found: string[] = [];
    for (const stop of eachView) {
      await visit(lens, stop);
      await settled(lens, 100);
      found.push(...(await faults(lens, stop.name)));
    }
    expect(found).toEqual([]);
  });

test('axe finds nothing without a table, and in what opens over a view', async ({ lens }) => {
  const found: string[] = [];
  for (const colorScheme of schemes) {
    await lens.emulateMedia({ colorScheme });
    for (const key of ['1', '2', '4', '7', '8', '/']) {
      await lens.keyboard.press(`Control+${key}`);
      await expect(lens.getByRole('heading').first()).toBeVisible();
      found.push(...(await faults(lens, `Control+${key} without a table, ${colorScheme}`)));
    }
    await lens.keyboard.press('Control+k');
    await expect(lens.getByRole('dialog')).toBeVisible();
    found.push(...(await faults(lens, `palette, ${colorScheme}`)));
    await lens.keyboard.press('Escape');
    await expect(lens.getByRole('dialog')).toHaveCount(0);
    await lens.keyboard.press('Control+,');
    await expect(lens.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    found.push(...(await faults(lens, `settings, ${colorScheme}`)));
    await lens.keyboard.press('Escape');
    await expect(lens.getByRole('dialog')).toHaveCount(0);
    await lens.keyboard.press('Control+1');
    await expect(heading(lens, 'Latent Lens')).toBeVisible();
  }
  expect(found).toEqual([]);
});
