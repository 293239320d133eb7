import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '../setup/paths.mjs';

const folder = inRoot('src', 'main', 'engine', 'kernel');

const entries = ['pass', 'incomplete'].map((name) => join(folder, 'assembly', `${name}.ts`));

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

async function compile(name, options) {
  const { main } = await import('assemblyscript/asc');
  const out = mkdtempSync(join(tmpdir(), 'latent-lens-kernel-'));
  try {
    const file = join(out, `${name}.wasm`);
    const { error, stderr } = await main([...entries, '-o', file, ...common, ...options]);
    if (error) throw new Error(`${stderr.toString()}\nThe ${name} kernel does not compile.`);
    const bytes = readFileSync(file);
    // The application lays the memory out: data of the module's own would lie under its rows.
    if (sections(bytes).includes(11)) throw new Error(`The ${name} kernel has static data of its own.`);
    return bytes;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** SHA-256 of all that the kernels are made from. */
function sourcesHash() {
  const hash = createHash('sha256').update(JSON.stringify([common, kinds]));
  const assembly = join(folder, 'assembly');
  for (const name of readdirSync(assembly).sort()) hash.update(name).update(readFileSync(join(assembly, name)));
  return hash.digest('hex');
}

const kinds = { plain: [], relaxed: ['--enable', 'relaxed-simd'] };
const heading = (hash) => `/** Made by scripts/kernels from ../assembly, ${hash}. */\n`;
const target = (name) => join(folder, 'generated', `${name}.ts`);

/**
 * Compiles src/main/engine/kernel/assembly twice, with plain and with relaxed SIMD, and writes each as a module of base64
 * into generated/: the engine opens no files, so its kernels come as text.
 * Answers the sizes in bytes by name.
 */
export async function buildKernels() {
  const sizes = {};
  const hash = sourcesHash();
  mkdirSync(join(folder, 'generated'), { recursive: true });
  for (const [name, options] of Object.entries(kinds)) {
    const bytes = await compile(name, options);
    const text = `${heading(hash)}export const ${name}Kernel =\n  '${bytes.toString('base64')}';\n`;
    // Whoever reads it meanwhile finds the old one or the new one.
    writeFileSync(`${target(name)}.new`, text);
    renameSync(`${target(name)}.new`, target(name));
    sizes[name] = bytes.length;
  }
  return sizes;
}

/** Builds the kernels where one is missing or made from other sources. */
export async function ensureKernels() {
  const expected = heading(sourcesHash());
  const good = (name) => existsSync(target(name)) && readFileSync(target(name), 'utf8').startsWith(expected);
  if (!Object.keys(kinds).every(good)) await buildKernels();
}
