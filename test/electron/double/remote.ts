import * as electron from './electron.ts';

/** Messages between a test and the double's process. */
export interface ToDouble {
  readonly id: number;
  readonly deed: string;
  readonly argument: unknown;
}
export type FromDouble =
  | { readonly kind: 'window'; readonly port: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value?: unknown; readonly error?: string };

const tell = (message: FromDouble) => process.connected && process.send?.(message);

process.on('message', async ({ id, deed, argument }: ToDouble) => {
  try {
    // As Playwright does with the real one: the test's function comes as its text.
    const value: unknown = await new Function('electron', 'argument', `return (${deed})(electron, argument)`)(electron, argument);
    tell({ kind: 'answer', id, value });
  } catch (thrown) {
    tell({ kind: 'answer', id, error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
  }
});

// Nobody is watching any more.
process.on('disconnect', () => electron.app.exit(1));

electron.app.once('browser-window-loaded', () => tell({ kind: 'window', port: electron.debuggingPort() }));
