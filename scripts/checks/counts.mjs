import { existsSync } from 'node:fs';
import { readJson } from '../setup/paths.mjs';

/** Counts of a check: {passed, failed, skipped}. */
export const add = (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped });

export const asOne = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/** A runner that failed without naming a failed test (it crashed, or an error lay outside the tests) counts as one more. */
const honest = (counts, ok) => (!ok && counts.failed === 0 ? { ...counts, failed: 1 } : counts);

export function vitestCounts(report, ok) {
  const { numPassedTests, numFailedTests, numPendingTests = 0, numTodoTests = 0, testResults = [] } = report;
  // A file that could not be loaded has no tests to count.
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return honest({ passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests + numTodoTests }, ok);
}

export function playwrightCounts(report, ok) {
  const { expected, unexpected, skipped, flaky } = report.stats;
  return honest({ passed: expected + flaky, failed: unexpected, skipped }, ok);
}

/** Counts from the file a runner wrote; one failure when it wrote none. */
export function countsFrom(path, read, ok) {
  if (!existsSync(path)) return asOne(false);
  const counts = read(readJson(path), ok);
  return counts.passed + counts.failed + counts.skipped === 0 ? asOne(false) : counts;
}

const unique = (lines) => [...new Set(lines)];

/** What was skipped, and why: a check that did not run must not pass for one that did. */
export function vitestSkipped({ testResults = [] }) {
  const skipped = testResults
    .flatMap((file) => file.assertionResults)
    .filter(({ status }) => status !== 'passed' && status !== 'failed');
  return unique(skipped.map(({ fullName }) => fullName));
}

export function playwrightSkipped({ suites = [] }) {
  const tests = (suite) => [...(suite.suites ?? []).flatMap(tests), ...(suite.specs ?? []).flatMap((spec) => spec.tests)];
  const annotations = suites.flatMap(tests).flatMap((test) => test.annotations ?? []);
  return unique(annotations.filter(({ type }) => type === 'skip').map(({ description }) => description ?? 'for no reason given'));
}

/** `N passed, N failed`, and the skipped where there are any. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
