import { writeSync } from 'node:fs';
import { openProjectFile } from '../../../src/main/store/project-file.ts';
import { ViewState } from '../../../src/shared/model/project.ts';
import { begun, epoch, weights } from './latent-samples.ts';
import { detail, finish, generation, search } from './samples.ts';

/**
 * What the tests start as a process of their own, to kill it. Prints a line after each call that returned.
 * Arguments: what to do, the project, and what belongs to it.
 */
const [task = '', path = '', ...rest] = process.argv.slice(2);
const say = (line: string): void => {
  writeSync(1, `${line}\n`);
};
const die = (): void => {
  process.kill(process.pid, 'SIGKILL');
};

/** New data over and over, each of a generation of its own. */
function imports(): void {
  const project = openProjectFile(path);
  for (let number = Number(rest[0]); ; number++) say(`data ${finish(project.writeDataset(...generation(number)))} ${number}`);
}

/** One import that dies after so many steps. */
function importTo(step: number): void {
  const project = openProjectFile(path);
  const steps = project.writeDataset(...generation(Number(rest[0])));
  for (let i = 0; i < step; i++) if (steps.next().done) say('done');
  say('stepped');
  die();
}

/** Fit after fit, candidate after candidate. */
function fits(): void {
  const project = openProjectFile(path);
  for (;;) {
    const id = project.addFit(search());
    say(`fit ${id}`);
    for (let k = 1; k <= 40; k++) {
      project.addCandidate(id, detail(k));
      say(`candidate ${id} ${k}`);
    }
    project.endFit(id, 'done', id / 8);
    say(`end ${id}`);
  }
}

/** Epoch after epoch of one VAE. */
function trainings(): void {
  const project = openProjectFile(path);
  const id = project.latents.add(begun());
  for (let number = 1; ; number++) {
    project.latents.addEpochs(id, [epoch(number)], { epochs: number, best: number, weights: weights(number) });
    say(`epoch ${number}`);
  }
}

/** Copy after copy to one target, with something new in each. */
async function saves(): Promise<void> {
  const project = openProjectFile(path);
  for (let number = 1; ; number++) {
    project.writeView(ViewState.parse({ form: { number } }));
    say(`view ${number}`);
    await project.copyTo(rest[0] ?? '', { progress: () => {}, signal: new AbortController().signal });
    say(`saved ${number}`);
  }
}

/** New projects, one after the other. */
function creations(): void {
  for (let number = 1; ; number++) {
    say(`begin ${number}`);
    const project = openProjectFile(`${path}-${number}.lens`);
    say(`created ${number}`);
    project.close();
  }
}

/** Holds the project until killed. */
function hold(): void {
  const project = openProjectFile(path);
  project.writeView(ViewState.parse({ view: 'data' }));
  say('held');
  // A project that nothing refers to any more is collected, and its lock goes with it.
  process.stdin.on('data', () => project.readView());
}

if (task === 'imports') imports();
else if (task === 'import-to') importTo(Number(rest[1]));
else if (task === 'fits') fits();
else if (task === 'trainings') trainings();
else if (task === 'saves') await saves();
else if (task === 'creations') creations();
else if (task === 'hold') hold();
else throw new Error(`There is no task '${task}'.`);
