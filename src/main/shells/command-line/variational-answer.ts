import { type CandidateDetail, type Fit, families } from '../../../shared/model/mixture.ts';
import { duration } from './progress-bar.ts';
import { type Align, count, digits, digitsAmong, textTable } from './text-table.ts';

/** What `cluster --method variational --json` says beside what EM's answer says. */
export function variationalJson({ mixture, variational }: CandidateDetail) {
  if (!mixture?.variational || !variational) return {};
  const { prior, ...posterior } = mixture.variational;
  const { content, effectiveAbove, weights, means, terms } = variational;
  return { prior, posterior, effectiveAbove, credible: { content, weights, means }, elboTerms: terms.at(-1) };
}

/** K down, shapes across, ELBO below the best. */
function grid({ candidates, options, best }: Fit): string {
  const highest = best === null ? null : (candidates[best].elbo ?? null);
  const lines = options.ks.map((k) => [
    String(k),
    ...options.families.map((code) => {
      const one = candidates.find((candidate) => candidate.k === k && candidate.family === code);
      if (!one || typeof one.elbo !== 'number' || highest === null) return '–';
      const mark = one === candidates[best ?? -1] ? '*' : ' ';
      return `${(one.elbo - highest).toFixed(1).replace('-', '−')} (${one.effectiveComponents})${one.converged ? mark : '~'}`;
    }),
  ]);
  return textTable(['K', ...options.families], lines, ['right', ...options.families.map((): Align => 'right')]);
}

/** Components in use by the rule, with credible intervals; what is left is said in a line. */
function components({ mixture, variational, sizes }: CandidateDetail, columns: readonly string[]): string {
  if (!mixture?.variational || !variational) return '';
  const { counts } = mixture.variational;
  const total = counts.reduce((sum, value) => sum + value, 0);
  const used = counts.flatMap((value, c) => (value > variational.effectiveAbove * total ? [c] : []));
  const between = (lower: number, upper: number) =>
    `${digitsAmong(lower, upper - lower, 4)} … ${digitsAmong(upper, upper - lower, 4)}`;
  const lines = used.map((c) => [
    String(c + 1),
    String(sizes[c]),
    `${digits(mixture.weights[c], 4)} (${between(variational.weights.lower[c], variational.weights.upper[c])})`,
    ...columns.map(
      (_, j) =>
        `${digitsAmong(mixture.means[c][j], variational.means.upper[c][j] - variational.means.lower[c][j])} (${between(variational.means.lower[c][j], variational.means.upper[c][j])})`,
    ),
  ]);
  const header = ['cluster', 'rows', 'weight', ...columns];
  const spare = mixture.weights.filter((_, c) => !used.includes(c));
  const rest = spare.reduce((sum, weight) => sum + weight, 0);
  const left =
    spare.length > 0 ? `\n${count(spare.length, 'component')} more with a weight of ${digits(rest, 3)} together.\n` : '';
  return `${textTable(
    header,
    lines,
    header.map((): Align => 'right'),
  )}${left}`;
}

/** What `cluster --method variational` prints for a person. */
export function variationalText(rows: number, fit: Fit, best: CandidateDetail | null): string {
  const { columns, seed } = fit.options;
  const partly = fit.incomplete > 0 ? `, ${fit.incomplete} with missing cells` : '';
  const head = `${count(rows, 'row')}, ${fit.excluded} excluded${partly}; ${columns.join(', ')}; seed ${seed}; ${duration(fit.seconds)}\n`;
  const table = `\nELBO below the best (*), components in use; ~ not converged, – no usable fit\n${grid(fit)}`;
  if (!best?.mixture?.variational) return `${head}${table}`;
  const { candidate: one, mixture, variational } = best;
  const words = families.find(({ code }) => code === one.family)?.words ?? '';
  const { prior } = mixture.variational ?? {};
  const kind = prior?.weights === 'process' ? 'Dirichlet process' : 'Dirichlet distribution';
  const inUse = `${one.effectiveComponents} of ${one.k} components in use (more than ${100 * (variational?.effectiveAbove ?? 0)} % of the rows expected)`;
  const spare = one.effectiveComponents === one.k ? 'All components are in use: more of them may be better still.\n' : '';
  const lone = one.starts > 1 && one.startsAtBest === 1 ? 'Only one start reached this optimum; try more --starts.\n' : '';
  const notes = `${spare}${lone}${(fit.cautions ?? []).map((caution) => `${caution}\n`).join('')}`;
  return `${head}${table}
Best: K = ${one.k}, ${one.family} (${words}): ELBO ${digits(one.elbo ?? null, 9)}, log-likelihood at the expected parameters ${digits(one.logLikelihood, 9)}
Prior: ${kind}, concentration ${digits(prior?.concentration ?? null, 4)}, mean precision ${digits(prior?.meanPrecision ?? null, 4)}, degrees of freedom ${digits(prior?.degreesOfFreedom ?? null, 4)}
${inUse}; ${one.iterations} iterations; ${one.startsAtBest} of ${one.starts} starts reached it.
Posterior means with ${100 * (variational?.content ?? 0)} % credible intervals:

${components(best, columns)}${notes && `\n${notes}`}`;
}
