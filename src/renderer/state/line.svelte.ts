import type { LensEvent } from '../../shared/contract.ts';
import type { Job } from '../../shared/model/job.ts';
import type { Project } from '../../shared/model/project.ts';
import type { Client, Connection } from '../client.ts';
import type { Doubts } from './doubts.svelte.ts';
import type { Fitting } from './fitting.svelte.ts';
import { Jobs } from './jobs.svelte.ts';
import type { Latents } from './latents.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Preferences } from './preferences.svelte.ts';
import type { Scoreboards } from './scoreboards.svelte.ts';
import type { Theme } from './theme.svelte.ts';

/** Who hears what comes over the line. */
interface Host {
  readonly client: Client;
  readonly notices: Notices;
  readonly preferences: Preferences;
  readonly themes: Theme;
  readonly fitting: Fitting;
  readonly doubts: Doubts;
  readonly latents: Latents;
  readonly scoreboards: Scoreboards;
  adopt(project: Project): void;
  attempt<T>(run: () => Promise<T>): Promise<T | null>;
  flush(): Promise<void>;
}

/** The line to the main process: what it tells, and a look at everything whenever it was mended. */
export class Line {
  connection: Connection = $state('connecting');
  /** False until the first look at the project is through. */
  ready = $state(false);
  readonly jobs: Jobs;
  readonly #lens: Host;

  constructor(lens: Host) {
    this.#lens = lens;
    this.jobs = new Jobs((job) => this.#ended(job));
  }

  /** From now on all is heard. */
  open(): void {
    const { client } = this.#lens;
    client.subscribe((event) => this.#hear(event));
    client.watchConnection((connection) => {
      this.connection = connection;
      if (connection === 'open') void this.#look();
    });
  }

  /** At the start, and again whenever the line was mended. */
  async #look(): Promise<void> {
    const lens = this.#lens;
    const { client } = lens;
    await lens.attempt(async () => {
      const { changes } = lens.preferences;
      // Each answer is taken when it comes: what is heard after it is newer.
      await Promise.all([
        client.call('settings.read', {}).then((settings) => {
          lens.preferences.load(settings, changes);
          lens.themes.choice = lens.preferences.value.theme;
        }),
        client.call('jobs.list', {}).then((jobs) => this.jobs.resync(jobs)),
        client.call('project.read', {}).then((project) => {
          // What was assessed while the line was down was not heard.
          for (const one of [lens.doubts, lens.latents, lens.scoreboards]) one.forget();
          lens.adopt(project);
        }),
      ]);
      // What could not be written while the line was down.
      await lens.flush();
    });
    this.ready = true;
  }

  #hear(event: LensEvent): void {
    const { fitting, doubts, latents, scoreboards } = this.#lens;
    if (event.name === 'job') this.jobs.apply(event.value);
    else if (event.name === 'project') this.#lens.adopt(event.value);
    else if (event.name === 'trace') fitting.live = event.value;
    else if (event.name === 'doubt') doubts.hear(event.value);
    else if (event.name === 'latent' || event.name === 'epochs') latents.hear(event);
    else if (event.name === 'scoreboard') scoreboards.hear(event.value);
    else fitting.hear(event.value);
  }

  #ended(job: Job): void {
    const { fitting, notices } = this.#lens;
    if (job.kind === 'fit') fitting.live = null;
    if (job.status === 'failed' && job.error) notices.error(job.error);
    for (const note of job.notes ?? []) notices.info(note);
  }
}
