// The renderer over the fake client; served by serve.mjs beside it.
// ?sample=iris takes another table.
import { mount } from 'svelte';
import '../../../src/renderer/theme.css';
import App from '../../../src/renderer/App.svelte';
import { Lens } from '../../../src/renderer/state/lens.svelte.ts';
import { fakeClient } from '../fake-client.ts';

const tables = import.meta.glob('../../../resources/samples/*.csv', { query: '?raw', import: 'default' });
const sample = new URLSearchParams(location.search).get('sample') ?? 'old-faithful';
const csv = await tables[`../../../resources/samples/${sample}.csv`]();
const lens = new Lens(fakeClient(sample, csv));
mount(App, { target: document.getElementById('app'), props: { lens } });
globalThis.previewLens = lens;
