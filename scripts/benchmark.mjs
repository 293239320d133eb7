import { ensureBuilt } from './setup/build.mjs';
import { findChromium } from './setup/chromium.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { inRoot } from './setup/paths.mjs';
import { endAs, projectEnvironment, runNode } from './setup/run.mjs';
import { script } from './setup/say.mjs';

/** `npm run benchmark`: sets up what is missing and prints the table of measures. */
await script(async (args) => {
  await ensureInstalled();
  await ensureBuilt();
  const chromium = findChromium();
  const env = projectEnvironment(chromium ? { LENS_CHROMIUM: chromium } : {});
  return endAs(await runNode([inRoot('test', 'benchmark', 'main.ts'), ...args], { env }));
});
