import { svelte } from '@sveltejs/vite-plugin-svelte';

export default {
  root: import.meta.dirname,
  plugins: [svelte({ configFile: false })],
  server: { host: '127.0.0.1', port: 5199, fs: { allow: ['../../..'] } },
};
