import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

const here = (path: string) => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      rollupOptions: {
        input: {
          electron: here('src/main/shells/electron/main.ts'),
          'command-line': here('src/main/shells/command-line/main.ts'),
          worker: here('src/main/jobs/worker.ts'),
          'pass-helper': here('src/main/jobs/pass-helper.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { preload: here('src/main/shells/electron/preload.ts') },
        // A sandboxed preload must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('src/renderer'),
    plugins: [svelte()],
    build: {
      rollupOptions: { input: here('src/renderer/index.html') },
      // Everything the window needs is a file of its own: the content security policy allows no data: or inline script.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      minify: true,
    },
  },
});
