/** Short lines on what is being done. On stderr where stdout belongs to what runs next. */
export const say = (line) => process.stderr.write(`${line}\n`);

export const duration = (milliseconds) => {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
};

/** Says that something long is still going on, every so often. Returns the function that ends it. */
export function stillAtIt(what, everySeconds = 20) {
  const start = Date.now();
  const timer = setInterval(() => say(`  … ${what}, ${duration(Date.now() - start)}`), everySeconds * 1000);
  timer.unref();
  return () => clearInterval(timer);
}

/** A set-up step that cannot go on: what, and what to do about it. */
export class SetupError extends Error {
  constructor(message, remedy) {
    super(message);
    this.remedy = remedy;
  }
}

/** Runs a script's main function; a SetupError becomes two lines and exit code 1. */
export async function script(main) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`\n${error.message}\n${error.remedy}`);
    process.exitCode = 1;
  }
}
