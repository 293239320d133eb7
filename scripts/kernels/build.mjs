import { buildKernels } from './compile.mjs';

for (const [name, bytes] of Object.entries(await buildKernels())) process.stdout.write(`kernel ${name}: ${bytes} bytes\n`);
