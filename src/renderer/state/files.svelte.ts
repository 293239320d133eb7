import type { ScriptLanguage, TableFormat } from '../../shared/contract/exports.ts';
import type { Target } from '../../shared/contract.ts';
import type { ReadOptions, ReadSource } from '../../shared/model/dataset.ts';
import type { Job } from '../../shared/model/job.ts';
import type { Project, ViewState } from '../../shared/model/project.ts';
import type { Chosen, Client } from '../client.ts';
import type { Clustering } from './clustering.svelte.ts';
import type { Fitting } from './fitting.svelte.ts';
import type { Notices } from './notices.svelte.ts';
import type { Shown } from './shown.ts';

const latentExports = {
  'export.codes': 'Codes',
  'export.reconstructions': 'Reconstructions',
  'export.samples': 'Samples',
  'export.latentModel': 'Model',
  'export.latentScript': 'Script for PyTorch',
} as const;
export type LatentExport = keyof typeof latentExports;

/** What is needed here of the Lens. */
interface Host {
  readonly client: Client;
  readonly project: Project;
  readonly view: ViewState;
  readonly shownCandidate: Shown | null;
  readonly notices: Notices;
  readonly clustering: Pick<Clustering, 'words'>;
  attempt<T>(run: () => Promise<T>): Promise<T | null>;
  flush(): Promise<void>;
  adopt(project: Project): void;
  ended(job: number): Promise<Job>;
  readonly fitting: Fitting;
}

interface Upload {
  readonly name: string;
  readonly share: number;
  readonly cancel: () => void;
}

/** Everything that comes in from files or goes out to them. */
export class Files {
  /** The file that is being sent to the application just now (browser only). */
  upload: Upload | null = $state.raw(null);
  /** True while the person is asked for the name to save under (browser only). */
  naming = $state(false);
  readonly #lens: Host;

  constructor(lens: Host) {
    this.#lens = lens;
  }

  /** Reads a table; answers when the data set is there, with its job. Null when it did not come to that. */
  async read(source: ReadSource, options: ReadOptions = {}): Promise<Job | null> {
    this.#lens.notices.closeErrors();
    return this.#lens.attempt(async () => {
      await this.#lens.flush();
      const { job } = await this.#lens.client.call('dataset.read', { source, options });
      return this.#lens.ended(job);
    });
  }

  /** One click: the sample is read, and Old Faithful's geyser fitted with the defaults. */
  async readSample(sample: string, fit: boolean): Promise<void> {
    const job = await this.read({ kind: 'sample', sample });
    if (!fit || job?.status !== 'done') return;
    // The project event may be a moment behind the job's.
    if (this.#lens.project.dataset?.id !== job.result) {
      const project = await this.#lens.attempt(() => this.#lens.client.call('project.read', {}));
      if (project) this.#lens.adopt(project);
    }
    const columns = [...this.#lens.view.chosen];
    await this.#lens.fitting.start({ columns, ks: [1, 2, 3, 4, 5, 6, 7, 8, 9], families: ['VVV', 'EEE', 'VVI', 'VII'] });
  }

  /** A file that was dropped or picked: a project is opened, anything else is read as a table. */
  async take(file: File): Promise<void> {
    const isProject = /\.lens$/i.test(file.name);
    const abort = new AbortController();
    const cancel = () => abort.abort();
    const progress = (share: number) => {
      this.upload = { name: file.name, share, cancel };
    };
    progress(0);
    const source = await this.#lens.attempt(() => this.#lens.client.upload(file, { progress, signal: abort.signal }));
    this.upload = null;
    if (!source) return;
    if (!isProject) return void (await this.read(source));
    if (source.kind === 'path') return this.openProject(source.path);
    const { upload, name } = source;
    await this.#switch(() => this.#lens.client.call('project.adopt', { upload, name }));
  }

  async choose(kind: 'table' | 'project'): Promise<void> {
    const chosen = await this.#lens.attempt(() => this.#lens.client.chooseOpen(kind));
    if (chosen) await this.#open(chosen, kind);
  }

  async #open(chosen: Chosen, kind: 'table' | 'project'): Promise<void> {
    if (chosen.kind === 'file') return this.take(chosen.file);
    if (kind === 'project') return this.openProject(chosen.path);
    await this.read({ kind: 'path', path: chosen.path });
  }

  async openProject(path: string): Promise<void> {
    await this.#switch(() => this.#lens.client.call('project.open', { path }));
  }

  async closeProject(): Promise<void> {
    await this.#switch(() => this.#lens.client.call('project.close', {}));
  }

  async #switch(call: () => Promise<Project>): Promise<void> {
    await this.#lens.attempt(async () => {
      await this.#lens.flush();
      this.#lens.adopt(await call());
    });
  }

  /** Electron has a dialog for where to; in the browser the frame asks for a name. */
  async askSaveAs(): Promise<void> {
    this.naming = this.#lens.client.shell === 'browser';
    if (this.naming) return;
    const target = await this.#lens.attempt(() => this.#lens.client.chooseSave(`${this.#lens.project.name}.lens`));
    if (target?.kind === 'path') await this.saveAs(target.path);
  }

  /** Under a path, or (browser) a name in the projects folder. */
  async saveAs(path: string): Promise<void> {
    await this.#lens.attempt(async () => {
      await this.#lens.flush();
      const { job } = await this.#lens.client.call('project.saveAs', { path });
      const ended = await this.#lens.ended(job);
      if (ended.status === 'done') this.#lens.notices.done('Project saved.', `Work goes on in ${ended.result ?? path}.`);
    });
  }

  async exportLabels(format: TableFormat = 'csv'): Promise<void> {
    const shown = this.#lens.shownCandidate;
    if (!shown) return;
    const { client } = this.#lens;
    const said = `Labels of K = ${shown.candidate.k} exported.`;
    await this.#export(`-labels.${format}`, said, (target) =>
      client.call('export.labels', { candidate: shown.key, target, format, ...this.#lens.clustering.words }),
    );
  }

  /** The page about the candidate shown. Names, colours and axes are read from the project. */
  async exportReport(): Promise<void> {
    const shown = this.#lens.shownCandidate;
    if (!shown) return;
    const { client } = this.#lens;
    const said = `Report on K = ${shown.candidate.k} exported.`;
    await this.#lens.flush();
    await this.#export('-report.html', said, (target) => client.call('export.report', { candidate: shown.key, target }));
  }

  async exportScript(language: ScriptLanguage): Promise<void> {
    const shown = this.#lens.shownCandidate;
    if (!shown) return;
    const { client } = this.#lens;
    const ending = language === 'python' ? '.py' : '.R';
    const said = `Script for ${language === 'python' ? 'scikit-learn' : 'mclust'} exported.`;
    // Names of components are read from the project.
    await this.#lens.flush();
    await this.#export(ending, said, (target) => client.call('export.script', { candidate: shown.key, language, target }));
  }

  async exportModel(): Promise<void> {
    const shown = this.#lens.shownCandidate;
    if (!shown) return;
    const { client } = this.#lens;
    const said = `Model of K = ${shown.candidate.k} exported.`;
    await this.#export('-model.json', said, (target) => client.call('export.model', { candidate: shown.key, target }));
  }

  /** What was made here, such as the picture of a chart. */
  async exportFile(ending: string, title: string, content: Uint8Array): Promise<void> {
    const { client } = this.#lens;
    await this.#export(ending, `${title} exported.`, (target) =>
      client.call('export.file', { title: title.slice(0, 200), content, target }),
    );
  }

  /** Something of a VAE; `count` rows where it makes them up. */
  async exportLatent(model: number, kind: LatentExport, ending: string, count: number): Promise<void> {
    const { client } = this.#lens;
    await this.#export(ending, `${latentExports[kind]} exported.`, (target) =>
      kind === 'export.samples'
        ? client.call(kind, { model, count: Math.min(1_000_000, count), target })
        : client.call(kind, { model, target }),
    );
  }

  async exportProject(): Promise<void> {
    await this.#lens.flush();
    const { client } = this.#lens;
    await this.#export('.lens', 'Copy of the project exported.', (target) => client.call('export.project', { target }));
  }

  /** Scores the rows with a model file: the labels that it gives them. */
  async exportScores(): Promise<void> {
    const { client } = this.#lens;
    const chosen = await this.#lens.attempt(() => client.chooseOpen('model'));
    if (!chosen) return;
    const source = chosen.kind === 'path' ? chosen : await this.#lens.attempt(() => client.upload(chosen.file));
    if (!source) return;
    const model = source.kind === 'path' ? source.path : source.upload;
    await this.#export('-scores.csv', 'Scores exported.', (target) => client.call('export.score', { model, target }));
  }

  /** Asks where to, runs it, hands it over. */
  async #export(ending: string, said: string, start: (target: Target) => Promise<{ job: number }>): Promise<void> {
    await this.#lens.attempt(async () => {
      const { client, project } = this.#lens;
      const target = await client.chooseSave(`${project.name || 'latent-lens'}${ending}`);
      if (!target) return;
      const { job } = await start(target);
      const ended = await this.#lens.ended(job);
      if (ended.status !== 'done') return;
      await client.deliver(target, ended.result);
      const where = target.kind === 'path' ? `In ${target.path}.` : `In your downloads, as ${target.name}.`;
      this.#lens.notices.done(said, where);
    });
  }
}
