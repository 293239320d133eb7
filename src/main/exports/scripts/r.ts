import { families, inOneColumn } from '../../../shared/model/mixture.ts';
import { mclustPlan, type Plan } from '../../../shared/words/script-plan.ts';
import { comment, exact, quoted, wrapped } from './literals.ts';
import { rTable } from './r-table.ts';
import { isNamed, type ScriptSubject } from './subject.ts';

const vector = (values: readonly number[]): string => `c(\n${wrapped(values.map(exact), '  ')}\n)`;

/**
 * An R script that reproduces the candidate: mclust's me() runs EM from the responsibilities that our parameters give
 * where it has the model, otherwise the rows are only scored. It prints the log-likelihoods and stops unless they are
 * equal to 1e-6 relative.
 */
export function rScript(subject: ScriptSubject): string {
  const plan = mclustPlan(subject);
  return `${head(subject, plan)}
${rTable(subject)}
${parameters(subject)}
${scores(subject)}${plan.kind === 'refit' ? refit(subject) : ''}
${tail(subject)}`;
}

function head({ project, version, table, family, k, columns, options }: ScriptSubject, plan: Plan): string {
  const words = families.find(({ code }) => code === family)?.words ?? '';
  const what =
    plan.kind === 'refit'
      ? ['mclust runs EM from the fit and must stay where it is.']
      : ['The rows are only scored by the parameters of the fit, not fitted again:', ...plan.reasons.map((why) => `- ${why}.`)];
  const file =
    table.kind === 'source'
      ? `The table: ${table.file}${table.hash ? ` (SHA-256 ${table.hash})` : ''}`
      : `The table: "Labels as CSV" of the project, written by Latent Lens (the source cannot be read the same way here).`;
  return `# ${comment(project)}: K = ${k}, ${family} (${words}) on ${columns.length} columns, seed ${options.seed}.
#
# Written by Latent Lens ${version}. ${comment(file)}
${what.map((line) => `# ${comment(line)}`).join('\n')}
#
#     Rscript THIS_FILE.R [TABLE] [LABELS.csv]
#
${plan.kind === 'refit' ? '# Needs mclust (6 or newer).\nsuppressMessages(library(mclust))\n' : '# Needs nothing beside R.'}
arguments <- commandArgs(trailingOnly = TRUE)
path <- if (length(arguments) > 0) arguments[1] else ${quoted(table.file)}
`;
}

function parameters({ mixture, logLikelihood, bic, k, columns, names }: ScriptSubject): string {
  const { weights, means, covariances, noise } = mixture;
  return `# The fit, in the data's own units.
K <- ${k}
d <- ${columns.length}
log_likelihood <- ${exact(logLikelihood)} # nats
bic_of_fit <- ${exact(bic)} # -2 log-likelihood + parameters * log(rows): smaller is better; mclust has the other sign
weights <- ${vector(weights)}
means <- matrix(${vector(means.flat())}, nrow = d) # a column for each component
covariances <- array(${vector(covariances.flat(2))}, dim = c(d, d, K))
${isNamed(names) ? `cluster_names <- c(${names.map((name, i) => quoted(name || String(i + 1))).join(', ')})\n` : ''}${
  noise
    ? `noise_weight <- ${exact(noise.weight)}
noise_log_density <- ${exact(noise.logDensity)} # minus the log of the volume that it fills
${noise.perColumn ? `noise_per_column <- ${vector(noise.perColumn)}\n` : ''}`
    : ''
}`;
}

function scores({ mixture, weights, incomplete }: ScriptSubject): string {
  const { noise } = mixture;
  const partly = incomplete > 0;
  return `# log(weight) + log density of each row under each component${noise ? ', the noise last' : ''}${partly ? ': by the cells that the row has' : ''}.
joint <- matrix(NA_real_, nrow(X), K${noise ? ' + 1' : ''})
pattern <- apply(is.na(X), 1, function(row) paste(which(row), collapse = " "))
for (one in unique(pattern)) {
  rows <- which(pattern == one)
  known <- setdiff(seq_len(d), as.integer(strsplit(one, " ")[[1]]))
  for (component in seq_len(K)) {
    factor <- chol(matrix(covariances[known, known, component], length(known)))
    away <- backsolve(factor, t(X[rows, known, drop = FALSE]) - means[known, component], transpose = TRUE)
    constant <- length(known) / 2 * log(2 * pi) + sum(log(diag(factor)))
    joint[rows, component] <- log(weights[component]) - constant - colSums(away^2) / 2
  }
${noise ? `  joint[rows, K + 1] <- log(noise_weight) + ${noise.perColumn && partly ? 'sum(noise_per_column[known])' : 'noise_log_density'}\n` : ''}}
largest <- apply(joint, 1, max)
log_density <- largest + log(rowSums(exp(joint - largest)))
scored <- sum(${weights ? 'row_weights * ' : ''}log_density)
cat(sprintf("log-likelihood of the fit %.8f, of these rows by its parameters %.8f\\n", log_likelihood, scored))
if (abs(scored - log_likelihood) > 1e-6 * abs(log_likelihood) + 1e-9) stop("the parameters do not score these rows the same")
z <- exp(joint - log_density)
`;
}

function refit({ options, family, columns, mixture, k }: ScriptSubject): string {
  const name = columns.length === 1 ? inOneColumn(family) : family;
  const scaling = {
    none: 'center <- rep(0, d)\nscale <- rep(1, d)',
    standard: 'center <- colMeans(X)\nscale <- sqrt(colMeans(sweep(X, 2, center)^2))',
    robust: 'center <- apply(X, 2, median)\nscale <- apply(X, 2, function(x) diff(quantile(x, c(0.25, 0.75)))) / 1.349',
  }[options.scaling];
  const volume = mixture.noise ? ', Vinv = exp(noise_log_density + sum(log(scale)))' : '';
  const prior = options.prior ? ', prior = priorControl(functionName = "defaultPrior")' : '';
  return `
# EM once more: an M-step from these responsibilities, and on, in the units that it was run in (scaling: ${options.scaling}).
${scaling}
Z <- sweep(sweep(X, 2, center), 2, scale, "/")
${turned(family, columns.length)}control <- emControl(tol = c(1e-10, 1e-8), itmax = c(10000, 10000), equalPro = ${options.proportions === 'equal' && k > 1 ? 'TRUE' : 'FALSE'})
model <- me(Z${columns.length === 1 ? '[, 1]' : ''}, "${name}", z, control = control${volume}${prior})
# A density of scaled rows is that of the rows times the product of the scales.
fitted <- model$loglik - nrow(X) * sum(log(scale))
cat(sprintf("after EM in mclust (%s) %.8f, BIC of the fit %.6f\\n", model$modelName, fitted, bic_of_fit))
if (!(abs(fitted - log_likelihood) <= 1e-6 * max(abs(log_likelihood), nrow(X)))) {
${elsewhere(family, columns.length)}
}
${common(family, columns.length) ? 'if (fitted > log_likelihood - 1e-6 * abs(log_likelihood)) ' : ''}z <- model$z
`;
}

const common = (family: string, d: number): boolean => d > 1 && (family === 'EVE' || family === 'VVE');

const elsewhere = (family: string, d: number): string =>
  common(family, d)
    ? `  # Its M-step begins each search of the common orientation anew and may stop in a worse one.
  if (!(fitted < log_likelihood)) stop("EM in mclust leads elsewhere")
  cat("mclust left the optimum for a lower one: its M-step found another common orientation\\n")`
    : '  stop("EM in mclust leads elsewhere")';

/** mclust searches the common orientation from the axes each time and may find another; turned rows begin at ours. */
const turned = (family: string, d: number): string =>
  common(family, d)
    ? `# mclust looks for the common orientation from the axes on: the rows are turned so that it is along them.
Z <- Z %*% eigen(covariances[, , 1] / outer(scale, scale), symmetric = TRUE)$vectors
`
    : '';

const tail = ({ mixture, names }: ScriptSubject): string => `labels <- max.col(z, ties.method = "first")
${mixture.noise ? 'labels[labels == K + 1] <- 0 # noise\n' : ''}cat("rows of each cluster${mixture.noise ? ' (0: noise)' : ''}:\\n")
counts <- tabulate(labels + 1, K + 1)[${mixture.noise ? 'seq_len(K + 1)' : '-1'}]
${isNamed(names) ? `names(counts) <- ${mixture.noise ? 'c("noise", cluster_names)' : 'cluster_names'}\n` : ''}print(counts)
if (length(arguments) > 1) {
  out <- rep(NA_integer_, nrow(table))
  out[used] <- labels
  write.csv(data.frame(cluster = out), arguments[2], row.names = FALSE, na = "")
}
`;
