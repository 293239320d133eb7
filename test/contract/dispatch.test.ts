import { dispatch } from '../../src/main/dispatch.ts';
import { startApplication } from './application.ts';
import { createEventLog } from './door.ts';
import { contractSuite } from './suite.ts';

/** The command line's way: no transport at all. */
contractSuite('dispatch', async () => {
  const { app, close } = startApplication();
  const events = createEventLog();
  app.subscribe(events.record);
  return { call: (name, input) => dispatch(app, name, input), next: events.next, close };
});
