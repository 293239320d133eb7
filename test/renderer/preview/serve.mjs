// The renderer over the fake client, for looking at views while they are written: node test/renderer/preview/serve.mjs
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';

const server = await createServer({
  configFile: false,
  root: import.meta.dirname,
  plugins: [svelte({ configFile: false })],
  server: { host: '127.0.0.1', port: 5199, fs: { allow: ['../../..'] } },
});
await server.listen();
server.printUrls();
