import { test } from '@playwright/test';
import { electronBinary } from '../../src/main/electron-binary.ts';
import { launchReal } from './real.ts';
import { windowRules } from './rules.ts';

const why = 'the window was not tried in Electron itself: its binary is not installed here (npx install-electron downloads it)';

test.describe('in Electron itself', () => {
  test.skip(electronBinary() === null, why);
  windowRules(launchReal);
});
