import type { Page } from '@playwright/test';

/** How that which has the focus is called, as text, because these tests know no DOM; '' where nothing has it. */
const focusedName = `(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return '';
  return (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '').trim();
})()`;

/** Presses Tab until what has the focus is called so; `most` Tabs lead round the page, which may still be on its way. */
export async function tabTo(page: Page, name: RegExp, most = 120): Promise<void> {
  const patience = performance.now() + 30_000;
  for (let step = 0; step < most || performance.now() < patience; step++) {
    await page.keyboard.press('Tab');
    if (name.test(await page.evaluate<string>(focusedName))) return;
  }
  throw new Error(`No Tab led to ${name}.`);
}

/** Puts this in place of what stands in the field that has the focus. */
export async function retype(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}
