import type { Datasets } from './datasets.ts';
import type { Fits } from './fits.ts';
import type { Latents } from './latent.ts';
import type { Scoreboards } from './scoreboards.ts';

/** Ends what a killed process left under way, and says so. */
export function mend(datasets: Datasets, fits: Fits, latents: Latents, scoreboards: Scoreboards): readonly string[] {
  const notices: string[] = [];
  const imports = datasets.dropUnfinished();
  if (imports > 0)
    notices.push(
      datasets.current() === null
        ? 'Reading the data was interrupted before it was done. Read the file again.'
        : 'Reading new data was interrupted before it was done; the project has the data that it had before.',
    );
  for (const fit of fits.endInterrupted()) {
    const kept = fit.candidates.length;
    notices.push(
      `The fit of ${fit.options.columns.join(', ')} was interrupted; ${
        kept === 0
          ? 'no candidate of it was finished.'
          : `${kept === 1 ? 'its one finished candidate is' : `its ${kept} finished candidates are`} kept.`
      }`,
    );
  }
  for (const { columns, epochs } of latents.endInterrupted())
    notices.push(
      `The training of a VAE of ${columns.length === 1 ? 'one column' : `${columns.length} columns`} was interrupted; ${
        epochs === 0 ? 'no epoch of it was finished.' : `its ${epochs === 1 ? 'one epoch is' : `${epochs} epochs are`} kept.`
      }`,
    );
  for (const { scores, models } of scoreboards.endInterrupted())
    notices.push(
      `A comparison of ${models.length} models was interrupted; ${
        scores.length === 0
          ? 'no model of it was finished'
          : `${scores.length} finished ${scores.length === 1 ? 'model is' : 'models are'} kept`
      }. Compare again to go on.`,
    );
  return notices;
}
