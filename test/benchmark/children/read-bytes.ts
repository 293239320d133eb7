import { createReadStream } from 'node:fs';

/** Reads all bytes of a file in a fresh process and does nothing with them. */
const since = performance.now();
let bytes = 0;
for await (const chunk of createReadStream(process.argv[2], { highWaterMark: 1 << 20 })) bytes += (chunk as Buffer).length;
process.stdout.write(JSON.stringify({ seconds: (performance.now() - since) / 1000, bytes }));
