import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main as compile } from 'assemblyscript/asc';

/**
 * Compiles src/main/engine/kernel/assembly twice, with plain and with relaxed SIMD, and writes each as a module of base64
 * into generated/: the engine opens no files, so its kernels come as text. Nothing is written that is as it was.
 */
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = join(root, 'src', 'main', 'engine', 'kernel');

const common = [
  '-O3',
  '--noAssert',
  '--runtime',
  'stub',
  '--importMemory',
  '--sharedMemory',
  '--initialMemory',
  '1',
  '--maximumMemory',
  '65536',
  '--enable',
  'simd',
  '--enable',
  'threads',
];

/** Ids of the sections of a module: 11 is data. */
function sections(bytes) {
  const ids = [];
  for (let at = 8; at < bytes.length; ) {
    ids.push(bytes[at++]);
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      size |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    at += size;
  }
  return ids;
}

async function build(name, options) {
  const out = mkdtempSync(join(tmpdir(), 'latent-lens-kernel-'));
  try {
    const file = join(out, `${name}.wasm`);
    const { error, stderr } = await compile([join(folder, 'assembly', 'pass.ts'), '-o', file, ...common, ...options]);
    if (error) throw new Error(`${stderr.toString()}\nThe ${name} kernel does not compile.`);
    const bytes = readFileSync(file);
    // The application lays the memory out: data of the module's own would lie under its rows.
    if (sections(bytes).includes(11)) throw new Error(`The ${name} kernel has static data of its own.`);
    return bytes;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

function write(name, bytes) {
  const file = join(folder, 'generated', `${name}.ts`);
  const text = `/** Made by scripts/kernels/build.mjs from assembly/. */\nexport const ${name}Kernel =\n  '${bytes.toString('base64')}';\n`;
  mkdirSync(dirname(file), { recursive: true });
  let before = null;
  try {
    before = readFileSync(file, 'utf8');
  } catch {}
  if (text !== before) writeFileSync(file, text);
  return bytes.length;
}

for (const [name, options] of [
  ['plain', []],
  ['relaxed', ['--enable', 'relaxed-simd']],
]) {
  const length = write(name, await build(name, options));
  process.stdout.write(`kernel ${name}: ${length} bytes\n`);
}
