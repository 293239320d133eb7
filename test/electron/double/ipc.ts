import { deserialize, serialize } from 'node:v8';

type Handler = (event: unknown, ...args: unknown[]) => unknown;

const handlers = new Map<string, Handler>();

/** What crosses between processes: copies, no shared memory, no functions. */
export const crossed = <T>(value: T): T => deserialize(serialize(value));

export const ipcMain = {
  handle(channel: string, handler: Handler): void {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
};

/** A call of the page's: answers, or fails with an error that has lost its class and fields, as Electron's do. */
export async function invoke(event: unknown, channel: string, args: unknown[]): Promise<unknown> {
  const handler = handlers.get(channel);
  try {
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return crossed(await handler(event, ...(crossed(args) as unknown[])));
  } catch (thrown) {
    throw new Error(`Error invoking remote method '${channel}': ${String(thrown)}`);
  }
}
