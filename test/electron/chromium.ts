import { existsSync } from 'node:fs';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** How Playwright is to start its browser: the one that `npm test` found, else one in a usual place, else its own. */
export function chromiumOptions(): { readonly executablePath?: string; readonly args: string[] } {
  const path = process.env.LENS_CHROMIUM ?? usual.find(existsSync);
  // Chromium's sandbox refuses to run as root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return path ? { executablePath: path, args } : { args };
}
