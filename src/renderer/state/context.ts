import { createContext } from 'svelte';
import type { Lens } from './lens.svelte.ts';

export const [getLens, setLens] = createContext<Lens>();
