import { electronDoor } from '../electron/door.ts';
import { contractSuite } from './suite.ts';

/** The built main process, preload and IPC: in Electron where its binary is installed, over its double elsewhere. */
contractSuite('Electron', electronDoor);
