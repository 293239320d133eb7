import type { Picture } from '../../../shared/model/latent.ts';
import { type Shades, shadesOf } from '../../charts/decoded-picture.ts';
import type { Lens } from '../../state/lens.svelte.ts';

/** What is drawn as paper and as ink: the range of all pixels of the table. */
export const shades = (lens: Lens, picture: Picture): Shades => shadesOf(picture, lens.project.dataset?.columns ?? []);
