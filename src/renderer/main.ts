import { mount } from 'svelte';
import './theme.css';
import App from './App.svelte';
import { type Bridge, bridgeClient } from './client/bridge.ts';
import { browserClient } from './client/browser.ts';
import { Lens } from './state/lens.svelte.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload; absent in a browser. */
    readonly lens?: Bridge;
  }
}

const client = window.lens ? bridgeClient(window.lens) : browserClient();
mount(App, { target: document.getElementById('app')!, props: { lens: new Lens(client) } });
