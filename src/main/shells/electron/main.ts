import { app, protocol } from 'electron';
import { scheme } from './address.ts';
import { start } from './start.ts';

app.setName('Latent Lens');
protocol.registerSchemesAsPrivileged([
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);

// A second start hands its file over to the first and goes.
if (app.requestSingleInstanceLock()) start(import.meta.dirname);
else app.quit();
