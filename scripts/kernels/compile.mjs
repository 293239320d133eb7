import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '../setup/paths.mjs';

/** Each kernel's folder has its sources in assembly/ and what is made of them in generated/. */
const kernels = [
  { name: 'mixture', folder: inRoot('src', 'main', 'engine', 'kernel'), entries: ['pass', 'incomplete'] },
  { name: 'latent', folder: inRoot('src', 'main', 'engine', 'latent', 'kernel'), entries: ['share', 'update', 'exact'] },
];

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

async function compile({ folder, entries }, name, options) {
  const { main } = await import('assemblyscript/asc');
  const out = mkdtempSync(join(tmpdir(), 'latent-lens-kernel-'));
  try {
    const file = join(out, `${name}.wasm`);
    const sources = entries.map((entry) => join(folder, 'assembly', `${entry}.ts`));
    const { error, stderr } = await main([...sources, '-o', file, ...common, ...options]);
    if (error) throw new Error(`${stderr.toString()}\nThe ${name} kernel does not compile.`);
    const bytes = readFileSync(file);
    // The application lays the memory out: data of the module's own would lie under its rows.
    if (sections(bytes).includes(11)) throw new Error(`The ${name} kernel has static data of its own.`);
    return bytes;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** SHA-256 of all that a kernel is made from. */
function sourcesHash({ folder, entries }) {
  const hash = createHash('sha256').update(JSON.stringify([entries, common, kinds]));
  const assembly = join(folder, 'assembly');
  for (const name of readdirSync(assembly).sort()) hash.update(name).update(readFileSync(join(assembly, name)));
  return hash.digest('hex');
}

const kinds = { plain: [], relaxed: ['--enable', 'relaxed-simd'] };
const heading = (hash) => `/** Made by scripts/kernels from ../assembly, ${hash}. */\n`;
const target = ({ folder }, kind) => join(folder, 'generated', `${kind}.ts`);

async function build(kernel) {
  const sizes = {};
  const hash = sourcesHash(kernel);
  mkdirSync(join(kernel.folder, 'generated'), { recursive: true });
  for (const [kind, options] of Object.entries(kinds)) {
    const bytes = await compile(kernel, kind, options);
    const text = `${heading(hash)}export const ${kind}Kernel =\n  '${bytes.toString('base64')}';\n`;
    const file = target(kernel, kind);
    // Whoever reads it meanwhile finds the old one or the new one.
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
    sizes[`${kernel.name} ${kind}`] = bytes.length;
  }
  return sizes;
}

/**
 * Compiles each kernel's assembly/ twice, with plain and with relaxed SIMD, and writes each as a module of base64 into its
 * generated/: the engine opens no files, so its kernels come as text. Answers the sizes in bytes by name.
 */
export async function buildKernels() {
  const sizes = {};
  for (const kernel of kernels) Object.assign(sizes, await build(kernel));
  return sizes;
}

/** Builds the kernels of which one is missing or made from other sources. */
export async function ensureKernels() {
  for (const kernel of kernels) {
    const expected = heading(sourcesHash(kernel));
    const good = (kind) => {
      const file = target(kernel, kind);
      return existsSync(file) && readFileSync(file, 'utf8').startsWith(expected);
    };
    if (!Object.keys(kinds).every(good)) await build(kernel);
  }
}
