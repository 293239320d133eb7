import { it } from 'vitest';
import type { Door } from './door.ts';
import { contractSuite } from './suite.ts';

/** Electron's way: main process, preload and IPC, with the double of the electron module where the binary is missing. */
const openDoor: (() => Promise<Door>) | null = null;

if (openDoor === null) it.skip('the contract through Electron: SKIPPED, its door is not built yet', () => {});
else contractSuite('Electron', openDoor);
