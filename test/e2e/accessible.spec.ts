import AxeBuilder from '@axe-core/playwright';
import { expect, fitOldFaithful, heading, shown, test } from './application.ts';

const views = [
  ['1', 'Latent Lens'],
  ['2', 'Data'],
  ['3', 'Distributions'],
  ['4', 'Mixture'],
  ['5', 'Export'],
  ['6', 'Rows'],
] as const;

for (const scheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any view, ${scheme}`, async ({ lens }) => {
    await lens.emulateMedia({ colorScheme: scheme });
    await fitOldFaithful(lens);
    for (const [key, title] of views) {
      await lens.keyboard.press(`Control+${key}`);
      await expect(heading(lens, title)).toBeVisible();
      const { violations } = await new AxeBuilder({ page: lens }).analyze();
      expect(violations.map(({ id, nodes }) => `${title}: ${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
    }
  });
}

test('the whole story by keyboard alone', async ({ lens }) => {
  const tabTo = async (name: RegExp) => {
    for (let i = 0; i < 80; i++) {
      await lens.keyboard.press('Tab');
      const focused = lens.locator(':focus');
      const label = (await focused.getAttribute('aria-label')) ?? (await focused.textContent()) ?? '';
      if (name.test(label.trim())) return;
    }
    throw new Error(`Tab never reaches ${name}`);
  };
  await tabTo(/^Iris/);
  await lens.keyboard.press('Enter');
  await expect(heading(lens, 'Data')).toBeVisible();
  await tabTo(/^Fit mixtures/);
  await lens.keyboard.press('Enter');
  await expect(shown(lens)).toBeVisible({ timeout: 60_000 });
  await lens.keyboard.press('Control+k');
  await lens.keyboard.type('export lab');
  const download = lens.waitForEvent('download');
  await lens.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});
