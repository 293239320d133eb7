import { besides } from '../../../shared/words/besides.ts';
import { nats } from '../../../shared/words/chart-figures.ts';
import { counted, percent, whole } from '../../../shared/words/format.ts';
import { doubtOf, remarks } from '../../../shared/words/remarks.ts';
import { verdict } from '../../../shared/words/verdict.ts';
import { criteriaPlot } from './criteria-plot.ts';
import { histogramPlot } from './histogram-plot.ts';
import { escaped, list, section } from './html.ts';
import { bySeparation, type ReportInput } from './input.ts';
import { ledgerPlot } from './ledger-plot.ts';
import { howMade } from './made.ts';
import { scatterPlot } from './scatter-plot.ts';
import { scoreboardFor, scoreboardSection } from './scoreboard.ts';
import { alternativesTable, assessments, clusterTable, familyWords } from './sections.ts';
import { style } from './style.ts';

/** Histograms on the page at most: those of the columns that part the components best. */
const mostHistograms = 6;

/** One page as an HTML file of its own: no scripts, nothing fetched, pictures as SVG, made for a screen and for A4. */
export function reportHtml(input: ReportInput): string {
  const { project, dataset, fit, detail } = input;
  const { candidate } = detail;
  const title = `K = ${candidate.k}, ${familyWords(candidate)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(project)}: ${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<header>
<p class="kicker">Latent Lens report</p>
<h1>${escaped(title)} <span class="soft">${candidate.family}</span></h1>
<p>${escaped(project)}: ${counted(fit.rows, 'row')} of ${escaped(dataset.source.name)} on ${escaped(columnsText(fit.options.columns))}${escaped(
    besides(fit)
      .map((words) => `, ${words}`)
      .join(''),
  )}</p>
</header>
${verdictBox(input)}
${figures(input)}
${charts(input)}
${section('Clusters', clusterTable(input))}
${section('Alternatives', withCaption(alternativesTable(input), 'Differences from the best by each criterion; smaller is better. A difference below 2 hardly speaks for either, one above 10 speaks clearly.'))}
${section('Against other models', scoreboardSection(scoreboardFor(input.scoreboards, fit.options.columns), fit.options.columns))}
${section('How it was made', howMade(input), 'made')}
<footer>A useful lens, not a law: components describe the density of the rows; whether they are groups in the world is for you to say.</footer>
</main>
</body>
</html>
`;
}

const columnsText = (names: readonly string[]): string =>
  names.length <= 4 ? names.join(', ') : counted(names.length, 'column');
const withCaption = (content: string, caption: string): string =>
  content === '' ? '' : `${content}\n<p class="caption">${escaped(caption)}</p>`;

function verdictBox(input: ReportInput): string {
  const said = verdict(input.fit, input.doubts);
  const winners = said.winners
    .map(({ criterion, winner }) => `${criterion.toUpperCase()} K = ${winner.k}, ${winner.family}`)
    .join(' · ');
  const more = [said.disagreement, said.disagreement ? winners : null].filter((words) => words !== null);
  return `<div class="verdict"><strong>${escaped(said.headline)}</strong>${more.map((words) => `<span>${escaped(words)}</span>`).join('<br>')}</div>`;
}

function figures({ detail, fit, results }: ReportInput): string {
  const { candidate } = detail;
  const { labelled, inDoubt } = doubtOf(results);
  const facts: [string, string][] = [
    ['Log-likelihood', nats(candidate.logLikelihood)],
    ...(candidate.bic === null
      ? ([
          ['ELBO', nats(candidate.elbo)],
          ['Components in use', candidate.effectiveComponents == null ? '–' : whole(candidate.effectiveComponents)],
        ] as [string, string][])
      : ([
          ['BIC', nats(candidate.bic)],
          ['AIC', nats(candidate.aic)],
          ['ICL', nats(candidate.icl)],
        ] as [string, string][])),
    ['Parameters', whole(candidate.parameters)],
    ['Rows in doubt', labelled === 0 ? '–' : percent(inDoubt / labelled)],
    ['Seed', String(fit.options.seed)],
  ];
  return `<dl class="figures">${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

function charts(input: ReportInput): string {
  const scatter = scatterPlot(input);
  const left = [
    scatter ? section('Scatterplot', `${scatter.svg}<p class="caption">${escaped(scatter.caption)}</p>`) : '',
    section('What to distrust', distrust(input)),
    section('Assessments', assessed(input)),
  ];
  const ledger = ledgerPlot(input);
  const criteria = withCaption(criteriaPlot(input), criteriaCaption);
  const right = [
    section('How many components', criteria),
    ledger ? section('Starts', `${ledger.svg}<p class="caption">${escaped(ledger.caption)}</p>`) : '',
    section('What speaks for it', list(goodWords(input), 'trust')),
  ];
  return `<div class="pair"><div>${left.join('')}</div><div>${right.join('')}</div></div>
${section('Distributions', histograms(input))}`;
}

const criteriaCaption =
  'A line for each shape of the components; lower is better, on a logarithmic scale. Ringed: the one of this page. Hollow: not converged, or degenerate.';

function histograms(input: ReportInput): string {
  const order = bySeparation(input.mixture).slice(0, mostHistograms);
  const all = input.fit.options.columns.length;
  const drawn = order.map((column) => histogramPlot(input, column)).join('\n');
  const rest =
    order.length < all ? ` The ${whole(order.length)} of ${whole(all)} columns in which the components lie furthest apart.` : '';
  return `<div class="triple">${drawn}</div><p class="caption">Rows in bins; coloured: each component, dark: their sum.${rest}</p>`;
}

const goodWords = ({ fit, detail, results }: ReportInput): string[] =>
  remarks(fit, detail, doubtOf(results)).flatMap(({ kind, text }) => (kind === 'good' ? [text] : []));

function distrust({ fit, detail, results, doubts }: ReportInput): string {
  const own = remarks(fit, detail, doubtOf(results)).flatMap(({ kind, text }) => (kind === 'warn' ? [text] : []));
  const bad = [...new Set([...own, ...verdict(fit, doubts).warnings])];
  return bad.length > 0 ? list(bad, 'distrust') : '<p>Nothing that this fit shows by itself.</p>';
}

function assessed(input: ReportInput): string {
  const said = assessments(input);
  if (said.length > 0) return list(said, 'plain');
  // The other two are of mixtures by EM.
  if (input.fit.options.method === 'variational')
    return '<p class="soft">Held-out log density of its candidates was not asked for.</p>';
  return '<p class="soft">Neither held-out likelihood, the likelihood-ratio test nor stability of the labels were asked for: how the result would look on other rows is not known.</p>';
}
