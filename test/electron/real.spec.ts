import { test } from '@playwright/test';
import { electronBinary } from '../../src/main/electron-binary.ts';
import { launchReal } from './real.ts';
import { windowRules } from './rules.ts';

const missing = electronBinary() === null;
const why = 'SKIPPED: the window was not tried in Electron itself, whose binary is not installed here (npx install-electron).';

test.describe('in Electron itself', () => {
  test.skip(missing, why);
  windowRules(launchReal);
});

test.beforeAll(() => {
  if (missing) console.warn(why);
});
