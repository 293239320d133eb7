/** Preloaded into a command line under test: standard error counts as a terminal, so that progress is shown. */
Object.defineProperty(process.stderr, 'isTTY', { value: true });
