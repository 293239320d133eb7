import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chosen, index } from './gallery/pictures.mjs';
import { ensureBuilt } from './setup/build.mjs';
import { ensureChromium } from './setup/chromium.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { inRoot, tool } from './setup/paths.mjs';
import { projectEnvironment, runNode } from './setup/run.mjs';
import { SetupError, say, script } from './setup/say.mjs';

/** `npm run gallery`: makes every picture anew, and puts those that the gallery shows into docs/gallery. */
await script(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const chromium = await ensureChromium();
  const made = mkdtempSync(join(tmpdir(), 'latent-lens-gallery-'));
  try {
    const env = projectEnvironment({ LENS_GALLERY: made, LENS_CHROMIUM: chromium });
    const { code } = await runNode([tool('@playwright/test', 'playwright'), 'test', '--project=browser', 'gallery.spec'], {
      env,
    });
    const missing = chosen.filter((name) => !existsSync(join(made, name)));
    if (code !== 0 || missing.length > 0)
      throw new SetupError(
        `The gallery was not made${missing.length > 0 ? `: ${missing.join(', ')} missing` : ''}.`,
        'docs/gallery is as it was. What the tests said stands above.',
      );
    const docs = inRoot('docs', 'gallery');
    mkdirSync(docs, { recursive: true });
    for (const name of readdirSync(docs)) rmSync(join(docs, name), { recursive: true });
    for (const name of chosen) copyFileSync(join(made, name), join(docs, name));
    writeFileSync(join(docs, 'README.md'), index());
    say(`${chosen.length} pictures in docs/gallery.`);
    return 0;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
});
