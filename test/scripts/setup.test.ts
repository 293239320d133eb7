import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

// The scripts are plain JavaScript without types, since they run before anything is installed.
const load = (path: string) => import(resolve(import.meta.dirname, '../../scripts', path));
const { differences } = await load('setup/install.mjs');
const { isNewEnough } = await load('setup/node24.mjs');
const { hashOf } = await load('setup/build.mjs');
const { closingLine, playwrightCounts, playwrightSkipped, vitestCounts, vitestSkipped, countsFrom } =
  await load('checks/counts.mjs');

const folder = mkdtempSync(join(tmpdir(), 'latent-lens-scripts-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('what is installed', () => {
  const lock = {
    packages: {
      '': { name: 'latent-lens' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0' },
      'node_modules/other-platform': { version: '1.0.0', optional: true },
    },
  };
  it('may lack optional packages', () => {
    expect(
      differences(lock, { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } } }),
    ).toEqual([]);
  });
  it('is outdated when a package is missing or of another version', () => {
    expect(differences(lock, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toEqual(['a', 'b']);
  });
  it('is outdated when an optional package is of another version', () => {
    const packages = { ...lock.packages, 'node_modules/other-platform': { version: '0.9.0' } };
    expect(differences(lock, { packages })).toEqual(['other-platform']);
  });
});

describe('the Node that runs the application', () => {
  it.each([
    ['20.20.2', false],
    ['22.11.9', false],
    ['22.12.0', true],
    ['24.21.0', true],
  ])('%s is new enough: %s', (version, enough) => {
    expect(isNewEnough(version)).toBe(enough);
  });
});

describe('the sources’ hash', () => {
  it('changes with a file’s content, name and presence, and with nothing else', () => {
    mkdirSync(join(folder, 'src'));
    const write = (name: string, text: string) => writeFileSync(join(folder, 'src', name), text);
    const hash = () => hashOf(['src', 'absent.json'], folder);
    write('a.ts', 'one');
    const first = hash();
    write('a.ts', 'one');
    expect(hash()).toBe(first);
    write('a.ts', 'two');
    const second = hash();
    expect(second).not.toBe(first);
    write('b.ts', '');
    expect(hash()).not.toBe(second);
  });
});

describe('counting', () => {
  it('takes the counts of vitest, and a file that could not be loaded as one failure', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    const report = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, testResults };
    expect(vitestCounts(report, false)).toEqual({ passed: 5, failed: 1, skipped: 1 });
  });
  it('takes the counts of Playwright', () => {
    const report = { stats: { expected: 3, unexpected: 1, skipped: 2, flaky: 0 } };
    expect(playwrightCounts(report, false)).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });
  it('never calls a runner that ended badly, wrote nothing or ran nothing a success', () => {
    expect(playwrightCounts({ stats: { expected: 3, unexpected: 0, skipped: 0, flaky: 0 } }, false).failed).toBe(1);
    expect(countsFrom(join(folder, 'no-such.json'), vitestCounts, true).failed).toBe(1);
    writeFileSync(join(folder, 'empty.json'), JSON.stringify({ numPassedTests: 0, numFailedTests: 0 }));
    expect(countsFrom(join(folder, 'empty.json'), vitestCounts, true).failed).toBe(1);
  });
  it('names what was skipped, each reason once', () => {
    const test = { annotations: [{ type: 'skip', description: 'no binary' }] };
    expect(playwrightSkipped({ suites: [{ suites: [{ specs: [{ tests: [test, test] }] }] }] })).toEqual(['no binary']);
    const assertionResults = [
      { fullName: 'a', status: 'passed' },
      { fullName: 'b', status: 'pending' },
    ];
    expect(vitestSkipped({ testResults: [{ assertionResults }] })).toEqual(['b']);
  });
  it('ends with the line that is looked for', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(closingLine({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped');
  });
});
