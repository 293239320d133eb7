import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { type CallName, type CandidateKey, contract, type Input, type Output } from '../../src/shared/contract.ts';
import type { ErrorValue } from '../../src/shared/errors.ts';
import type { Dataset, ReadOptions } from '../../src/shared/model/dataset.ts';
import type { Job } from '../../src/shared/model/job.ts';
import type { Door } from './door.ts';

/** What the tests of single calls do through a door, in the words of the contract. */
export interface Visitor {
  readonly door: Door;
  /** The answer of a call that succeeds; it is held against the contract. */
  ok<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
  /** The error of a call that does not. */
  fails(name: string, input: unknown): Promise<ErrorValue>;
  /** The job as its last event tells it. */
  ended(job: number): Promise<Job>;
  /** The job's result; fails with its error when it was not done. */
  done(job: number): Promise<NonNullable<Job['result']>>;
  /** The application's folder for this: uploads, downloads, projects. */
  folder(name: 'inbox' | 'outbox' | 'projects'): Promise<string>;
  /** Writes a file outside the application's folders; answers its path. */
  file(name: string, content: string): Promise<string>;
  /** Reads a table into a new project. */
  table(content: string, options?: ReadOptions): Promise<Dataset>;
  /** Reads a sample into a new project. */
  sample(id: string): Promise<Dataset>;
  /** Old Faithful with a small fit: its best candidate. */
  fitted(): Promise<CandidateKey>;
}

const isEnd = (job: Job): boolean => job.status === 'done' || job.status === 'cancelled' || job.status === 'failed';

export function createVisitor(door: Door): Visitor {
  let files = 0;
  const visitor: Visitor = {
    door,
    async ok(name, input) {
      const result = await door.call(name, input);
      if (!result.ok) throw new Error(`${name} failed: ${result.error.code}: ${result.error.message}`);
      // Parsing leaves out what the contract does not name, so that nothing else may travel.
      expect(result.value, `the answer of ${name}`).toEqual(contract[name].output.parse(result.value));
      return result.value as Output<typeof name>;
    },
    async fails(name, input) {
      const result = await door.call(name, input);
      if (result.ok) throw new Error(`${name} succeeded.`);
      expect(Object.keys(result.error).sort()).toEqual(['code', 'hint', 'message']);
      expect(result.error.message).not.toBe('');
      return result.error;
    },
    async ended(id) {
      const event = await door.next(({ name, value }) => name === 'job' && value.id === id && isEnd(value));
      return event.value as Job;
    },
    async done(id) {
      const job = await visitor.ended(id);
      if (job.status !== 'done') throw new Error(`${job.title} ${job.status}: ${job.error?.message}`);
      return job.result!;
    },
    async folder(name) {
      const { projectsFolder } = await visitor.ok('app.about', {});
      return join(dirname(projectsFolder), name);
    },
    async file(name, content) {
      const { projectsFolder } = await visitor.ok('app.about', {});
      const folder = join(dirname(projectsFolder), 'elsewhere', String(files++));
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    async table(content, options = {}) {
      const path = await visitor.file('table.csv', content);
      const { job } = await visitor.ok('dataset.read', { source: { kind: 'path', path }, options });
      await visitor.done(job);
      return (await visitor.ok('project.read', {})).dataset!;
    },
    async sample(id) {
      const { job } = await visitor.ok('dataset.read', { source: { kind: 'sample', sample: id }, options: {} });
      await visitor.done(job);
      return (await visitor.ok('project.read', {})).dataset!;
    },
    async fitted() {
      await visitor.sample('old-faithful');
      const { job, fit } = await visitor.ok('fit.start', smallFit);
      await visitor.done(job);
      const { fits } = await visitor.ok('project.read', {});
      const { candidates, best } = fits.find(({ id }) => id === fit)!;
      const { k, family } = candidates[best!]!;
      return { fit, k, family };
    },
  };
  return visitor;
}

/** K = 2 wins by far. */
export const smallFit = {
  columns: ['eruptions', 'waiting'],
  ks: [2, 1],
  families: ['VVI'],
  starts: 2,
} satisfies Input<'fit.start'>;

/** Hours of work, unless it is cancelled. */
export const longFit = {
  columns: ['alcohol', 'malic_acid', 'ash', 'magnesium'],
  ks: Array.from({ length: 60 }, (_, i) => i + 20),
  families: ['VVV'],
  starts: 1000,
} satisfies Input<'fit.start'>;

export const bits = (array: ArrayBufferView): Buffer => Buffer.from(array.buffer, array.byteOffset, array.byteLength);
