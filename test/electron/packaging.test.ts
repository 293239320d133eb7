import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');
const require = createRequire(join(root, 'package.json'));

interface Configuration {
  readonly fileAssociations: readonly { readonly ext: string }[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly linux: { readonly target: readonly string[] };
  readonly mac: { readonly target: readonly string[] };
  readonly win: { readonly target: readonly string[] };
}

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly unpacked?: boolean;
}

/** Paths in an archive, with whether each lies beside it: its header is JSON behind four 32-bit numbers. */
function listed(archive: string): Map<string, boolean> {
  const file = openSync(archive, 'r');
  const sizes = Buffer.alloc(16);
  readSync(file, sizes, 0, 16, 0);
  const header = Buffer.alloc(sizes.readUInt32LE(12));
  readSync(file, header, 0, header.length, 16);
  closeSync(file);
  const paths = new Map<string, boolean>();
  const walk = (entry: Entry, at: string) => {
    for (const [name, inner] of Object.entries(entry.files ?? {})) {
      if (inner.files) walk(inner, `${at}${name}/`);
      else paths.set(at + name, inner.unpacked === true);
    }
  };
  walk(JSON.parse(header.toString('utf8')) as Entry, '');
  return paths;
}

describe('the packages’ description', () => {
  // The parser that the packager itself reads it with.
  const yaml = createRequire(require.resolve('app-builder-lib/package.json'))('js-yaml') as { load(text: string): unknown };
  const configuration = yaml.load(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Configuration;

  it('opens .lens and .csv files with the application', () => {
    expect(configuration.fileAssociations.map(({ ext }) => ext)).toEqual(['lens', 'csv']);
  });
  it('makes packages for three systems', () => {
    expect(configuration.linux.target).toEqual(['AppImage', 'deb']);
    expect(configuration.mac.target).toEqual(['dmg']);
    expect(configuration.win.target).toEqual(['nsis']);
  });
  it('closes the ways by which other code could be run', () => {
    expect(configuration.electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
    });
  });
});

// The packager is run with a folder that only looks like Electron's: what it packs can be seen without the binary.
describe.runIf(process.platform === 'linux')('the packaged files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'latent-lens-package-'));
  let files: Map<string, boolean>;

  beforeAll(() => {
    const dist = join(folder, 'electron');
    for (const inner of ['resources', 'locales']) mkdirSync(join(dist, inner), { recursive: true });
    for (const name of ['electron', 'version', 'LICENSE', 'LICENSES.chromium.html', 'locales/en-US.pak'])
      writeFileSync(join(dist, name), '');
    chmodSync(join(dist, 'electron'), 0o755);
    const config = join(folder, 'dummy.json');
    const output = join(folder, 'dist');
    const extended = join(root, 'electron-builder.yml');
    // Fuses are flipped in the binary, which there is not.
    writeFileSync(
      config,
      JSON.stringify({ extends: extended, electronDist: dist, electronFuses: null, directories: { output } }),
    );
    const cli = join(dirname(require.resolve('electron-builder/package.json')), 'cli.js');
    execFileSync(process.execPath, [cli, '--linux', 'dir', '--config', config, '--publish', 'never'], {
      cwd: root,
      stdio: 'pipe',
    });
    files = listed(join(output, 'linux-unpacked', 'resources', 'app.asar'));
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('hold the built application, with what it needs at run time', () => {
    const { main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { main: string };
    for (const path of [
      main,
      'out/main/worker.js',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
      'package.json',
      'LICENSE',
    ])
      expect([...files.keys()], path).toContain(path);
    for (const name of ['zod', 'ws', 'better-sqlite3', '@duckdb/node-api'])
      expect([...files.keys()], name).toContain(`node_modules/${name}/package.json`);
  });

  it('hold of TensorFlow.js what Node loads, and no more', () => {
    const its = [...files.keys()].filter((path) => /node_modules\/@tensorflow\/.*\/dist\//.test(path));
    expect(its.map((path) => path.split('/').at(-1)).sort()).toEqual([
      'tf-backend-wasm.node.js',
      'tf-core.node.js',
      'tf-layers.node.js',
      'tfjs-backend-wasm-simd.wasm',
      'tfjs-backend-wasm-threaded-simd.wasm',
      'tfjs-backend-wasm.wasm',
    ]);
  });

  it('keep beside the archive what native code reads or loads', () => {
    const native = [...files].filter(([path]) => /[.](node|so|dylib|dll)$|^resources\/samples\//.test(path));
    expect(native.length).toBeGreaterThan(5);
    expect(native.filter(([, unpacked]) => !unpacked)).toEqual([]);
  });

  it('hold nothing else: no sources, tests, tools or second Node', () => {
    const own = [...files.keys()].filter((path) => !path.startsWith('node_modules/'));
    expect(own.filter((path) => !/^(out|resources)\/|^(package[.]json|LICENSE)$/.test(path))).toEqual([]);
    const strange = /node_modules\/(node-(linux|win)-|electron\/|vite|svelte|playwright|@playwright|typescript)|[.](ts|map)$/;
    expect([...files.keys()].filter((path) => strange.test(path))).toEqual([]);
  });
});
