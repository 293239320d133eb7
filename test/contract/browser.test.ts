import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../src/main/shells/browser/serve.ts';
import type { LensEvent, Result } from '../../src/shared/contract.ts';
import { decode, encode } from '../../src/shared/wire.ts';
import { connectOwn, onFrames } from '../main/shells/browser/visitor.ts';
import { startApplication } from './application.ts';
import { createEventLog } from './door.ts';
import { contractSuite } from './suite.ts';

type Message = { readonly id: number; readonly result: Result<unknown> } | { readonly event: LensEvent };

/** A real server and a real WebSocket between the suite and the application. */
contractSuite('the browser shell', async () => {
  const { app, close } = startApplication();
  const rendererFolder = mkdtempSync(join(tmpdir(), 'latent-lens-renderer-'));
  const served = await serve(app, { port: 0, rendererFolder });
  const socket = await connectOwn(served);
  const events = createEventLog();
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  onFrames(socket, (frame) => {
    const message = decode(frame) as Message;
    if ('event' in message) return events.record(message.event);
    waiting.get(message.id)?.(message.result);
    waiting.delete(message.id);
  });
  let calls = 0;
  return {
    call: (name, input) =>
      new Promise((resolve) => {
        calls += 1;
        waiting.set(calls, resolve);
        socket.send(encode({ id: calls, name, input }));
      }),
    next: events.next,
    async close() {
      await served.close();
      await close();
      rmSync(rendererFolder, { recursive: true, force: true });
    },
  };
});
