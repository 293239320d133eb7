"""Fits scikit-learn's BayesianGaussianMixture from given labels. Reads cases as JSON, writes weights, means and covariances."""
import json
import sys
import warnings

import numpy as np
from scipy.special import digamma
from sklearn.mixture import BayesianGaussianMixture
from sklearn.mixture._gaussian_mixture import _estimate_log_gaussian_prob

warnings.filterwarnings("ignore")


class FromLabels(BayesianGaussianMixture):
    labels = None
    # scikit-learn takes E log|Λ| of a d × d Wishart matrix for diagonal and spherical precisions too, though these have
    # gamma distributions; True puts the expectation of those in its place.
    exact = False

    def _initialize_parameters(self, X, random_state):
        self._initialize(X, np.eye(self.n_components)[self.labels])

    def _estimate_log_prob(self, X):
        if not self.exact:
            return super()._estimate_log_prob(X)
        d = X.shape[1]
        nu = self.degrees_of_freedom_
        log_gauss = _estimate_log_gaussian_prob(
            X, self.means_, self.precisions_cholesky_, self.covariance_type
        ) - 0.5 * d * np.log(nu)
        if self.covariance_type == "diag":
            gain = d * (digamma(nu / 2) + np.log(2))
        else:
            gain = d * (digamma(d * nu / 2) + np.log(2 / d))
        return log_gauss + 0.5 * (gain - d / self.mean_precision_)


answers = []
for case in json.load(sys.stdin):
    X = np.array(case["rows"])
    model = FromLabels(
        n_components=case["k"],
        covariance_type=case["type"],
        weight_concentration_prior_type=case["prior"],
        weight_concentration_prior=case["concentration"],
        mean_precision_prior=case["meanPrecision"],
        degrees_of_freedom_prior=case["degrees"],
        reg_covar=0,
        tol=0,
        max_iter=case["iterations"],
    )
    model.labels = np.array(case["labels"]) - 1
    model.exact = case["exact"]
    model.fit(X)
    answers.append(
        {
            "weights": model.weights_.tolist(),
            "means": model.means_.tolist(),
            "covariances": np.asarray(model.covariances_).tolist(),
            "degrees": np.broadcast_to(model.degrees_of_freedom_, case["k"]).tolist(),
        }
    )
json.dump(answers, sys.stdout)
