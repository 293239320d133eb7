import { expect, test } from '@playwright/test';
import { launchDouble } from './double.ts';
import { within } from './launch.ts';
import { windowRules } from './rules.ts';

test.describe('over the double of the electron module', () => {
  windowRules(launchDouble);

  test('a frame within the page is refused, even when it reaches the channel', async () => {
    await within(launchDouble, [], async (shell) => {
      const answer = await shell.page.evaluate<{ ok: boolean }>(`(() => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        return frame.contentWindow.__electronInvoke('lens:contract', ['app.about', {}]);
      })()`);
      expect(answer.ok).toBe(false);
    });
  });
});
