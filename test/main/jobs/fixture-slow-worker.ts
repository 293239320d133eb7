/** Takes far longer to load than an idle thread is given to end, and hears nothing meanwhile, as with a native module. */
const until = performance.now() + 600;
while (performance.now() < until);
await import('./fixture-worker.ts');

export {};
