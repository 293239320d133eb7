import { registerHooks } from 'node:module';

/** Loaded before the main process: `electron` is the double from here on. */
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('./electron.ts', import.meta.url).href, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

await import('./remote.ts');
