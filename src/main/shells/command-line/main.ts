import { places } from './places.ts';
import { run } from './run.ts';

/** The entry of the command line. A reader that went away (`| head`) ends it quietly. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await run(process.argv.slice(2), places().version, { out: process.stdout, err: process.stderr });
