import { families } from '../../../shared/model/mixture.ts';
import { type Plan, scikitPlan, scikitType } from '../../../shared/words/script-plan.ts';
import { comment, exact, quoted, wrapped } from './literals.ts';
import { pythonTable } from './python-table.ts';
import { isNamed, type ScriptSubject } from './subject.ts';

const list = (values: readonly number[]): string => `[${values.map(exact).join(', ')}]`;

/**
 * A Python script that reproduces the candidate: pandas reads the file, scikit-learn's GaussianMixture runs EM from our
 * parameters where it has the model, otherwise only scores the rows by them. It prints both log-likelihoods and asserts
 * that they are equal to 1e-6 relative.
 */
export function pythonScript(subject: ScriptSubject): string {
  const plan = scikitPlan(subject);
  return `${head(subject, plan)}

${pythonTable(subject)}
${parameters(subject)}
${scores(subject)}
${plan.kind === 'refit' ? refit(subject) : ''}
${tail(subject)}`;
}

function head({ project, version, table, family, k, columns, options }: ScriptSubject, plan: Plan): string {
  const words = families.find(({ code }) => code === family)?.words ?? '';
  const what =
    plan.kind === 'refit'
      ? ['scikit-learn runs EM from the parameters of the fit and must stay where it is.']
      : ['The rows are only scored by the parameters of the fit, not fitted again:', ...plan.reasons.map((why) => `- ${why}.`)];
  const file =
    table.kind === 'source'
      ? `The table: ${table.file}${table.hash ? ` (SHA-256 ${table.hash})` : ''}`
      : `The table: "Labels as CSV" of the project, written by Latent Lens (the source cannot be read the same way here).`;
  return `"""${comment(project)}: K = ${k}, ${family} (${words}) on ${columns.length} columns, seed ${options.seed}.

Written by Latent Lens ${version}. ${comment(file)}
${what.map(comment).join('\n')}

    python3 THIS_FILE.py [TABLE] [LABELS.csv]

Needs numpy, pandas and scikit-learn (1.2 or newer).
"""
import csv
import gzip
import io
import re
import sys

import numpy as np
import pandas as pd
from sklearn.mixture import GaussianMixture

PATH = sys.argv[1] if len(sys.argv) > 1 else ${quoted(table.file)}
`;
}

function parameters({ mixture, logLikelihood, bic, k, names }: ScriptSubject): string {
  const { weights, means, covariances, noise } = mixture;
  return `
# The fit, in the data's own units.
K = ${k}
LOG_LIKELIHOOD = ${exact(logLikelihood)}  # nats
BIC = ${exact(bic)}  # -2 log-likelihood + parameters * log(rows): smaller is better
WEIGHTS = np.array([
${wrapped(weights.map(exact), '    ')}
])
MEANS = np.array([
${means.map((mean) => `    ${list(mean)},`).join('\n')}
])
COVARIANCES = np.array([
${covariances.map((rows) => `    [${rows.map(list).join(',\n     ')}],`).join('\n')}
])
${isNamed(names) ? `NAMES = {${names.flatMap((name, i) => (name === '' ? [] : [`${i + 1}: ${quoted(name)}`])).join(', ')}}  # given to the clusters\n` : ''}${
  noise
    ? `NOISE_WEIGHT = ${exact(noise.weight)}
NOISE_LOG_DENSITY = ${exact(noise.logDensity)}  # minus the log of the volume that it fills
${noise.perColumn ? `NOISE_PER_COLUMN = np.array(${list(noise.perColumn)})\n` : ''}`
    : ''
}`;
}

/** log p(x) of every row: by GaussianMixture where it can, otherwise spelled out. */
function scores({ incomplete, mixture, weights }: ScriptSubject): string {
  const total = weights ? 'np.dot(row_weights, log_density)' : 'log_density.sum()';
  return `${incomplete > 0 || mixture.noise ? spelledOut(incomplete > 0, mixture.noise ?? null) : byModel}
scored = ${total}
print(f"log-likelihood of the fit {LOG_LIKELIHOOD:.8f}, of these rows by its parameters {scored:.8f}")
assert abs(scored - LOG_LIKELIHOOD) <= 1e-6 * abs(LOG_LIKELIHOOD) + 1e-9, "the parameters do not score these rows the same"
`;
}

const byModel = `
# A full-covariance model with these parameters: it scores rows, whatever the family of the fit.
model = GaussianMixture(n_components=K, covariance_type="full")
model.weights_, model.means_, model.covariances_ = WEIGHTS, MEANS, COVARIANCES
model.precisions_cholesky_ = np.array([np.linalg.inv(np.linalg.cholesky(one)).T for one in COVARIANCES])
log_density = model.score_samples(X)
labels = model.predict(X) + 1
`;

function spelledOut(partly: boolean, noise: { readonly perColumn: readonly number[] | null } | null): string {
  return `

def log_joint(rows, known):
    """log(weight) + log N(x; mean, covariance) over the known columns, for each component${noise ? ', the noise last' : ''}."""
    joint = np.empty((len(rows), K${noise ? ' + 1' : ''}))
    for component in range(K):
        factor = np.linalg.cholesky(COVARIANCES[component][np.ix_(known, known)])
        away = np.linalg.solve(factor, (rows[:, known] - MEANS[component][known]).T)
        constant = len(known) / 2 * np.log(2 * np.pi) + np.log(np.diag(factor)).sum()
        joint[:, component] = np.log(WEIGHTS[component]) - constant - (away**2).sum(axis=0) / 2
${
  noise
    ? `    joint[:, K] = np.log(NOISE_WEIGHT) + ${noise.perColumn && partly ? 'NOISE_PER_COLUMN[known].sum()' : 'NOISE_LOG_DENSITY'}\n`
    : ''
}    return joint


# ${partly ? 'Each row by the marginal density of the cells that it has.' : 'The Gaussians and the noise.'}
joint = np.empty((len(X), K${noise ? ' + 1' : ''}))
pattern = np.isnan(X)
for one in np.unique(pattern, axis=0):
    rows = (pattern == one).all(axis=1)
    joint[rows] = log_joint(X[rows], np.flatnonzero(~one))
largest = joint.max(axis=1)
log_density = largest + np.log(np.exp(joint - largest[:, None]).sum(axis=1))
labels = joint.argmax(axis=1) + 1
${noise ? 'labels[labels == K + 1] = 0  # noise\n' : ''}`;
}

function refit(subject: ScriptSubject): string {
  const type = scikitType(subject) ?? 'full';
  const precisions = {
    full: 'np.linalg.inv(covariances)',
    tied: 'np.linalg.inv(covariances[0])',
    diag: '1 / np.diagonal(covariances, axis1=1, axis2=2)',
    spherical: '1 / covariances[:, 0, 0]',
  }[type as 'full'];
  const scaling = {
    none: 'center, scale = np.zeros(X.shape[1]), np.ones(X.shape[1])',
    standard: 'center, scale = X.mean(axis=0), X.std(axis=0)',
    robust: 'center, scale = np.median(X, axis=0), (np.quantile(X, 0.75, axis=0) - np.quantile(X, 0.25, axis=0)) / 1.349',
  }[subject.options.scaling];
  return `
# EM once more, from the parameters of the fit, in the units that it was run in (scaling: ${subject.options.scaling}).
${scaling}
Z = (X - center) / scale
covariances = COVARIANCES / np.outer(scale, scale)
model = GaussianMixture(
    n_components=K, covariance_type="${type}", reg_covar=0, tol=1e-10, max_iter=10000, init_params="random", random_state=${subject.options.seed},
    weights_init=WEIGHTS / WEIGHTS.sum(), means_init=(MEANS - center) / scale, precisions_init=${precisions},
).fit(Z)
# A density of scaled rows is that of the rows times the product of the scales.
jacobian = len(X) * np.log(scale).sum()
fitted = model.score(Z) * len(X) - jacobian
print(f"after EM in scikit-learn {fitted:.8f} ({model.n_iter_} iterations), BIC {model.bic(Z) + 2 * jacobian:.6f}, that of the fit {BIC:.6f}")
assert abs(fitted - LOG_LIKELIHOOD) <= 1e-6 * max(abs(LOG_LIKELIHOOD), len(X)), "EM in scikit-learn leads elsewhere"
labels = model.predict(Z) + 1
`;
}

const tail = ({ mixture, names }: ScriptSubject): string => `counts = dict(zip(*np.unique(labels, return_counts=True)))
print("rows of each cluster${mixture.noise ? ' (0: noise)' : ''}:", ${isNamed(names) ? '{NAMES.get(label, label): count for label, count in counts.items()}' : 'counts'})
if len(sys.argv) > 2:
    out = pd.Series(pd.NA, index=table.index, dtype="Int64", name="cluster")
    out[used] = labels
    out.to_csv(sys.argv[2], index=False)
`;
