"""EM by scikit-learn's GaussianMixture, full covariance, from a hard partition, for a fixed number of iterations.

scikit_iterations.py <rows> <labels> <n> <d> <k> <iterations>: rows are n x d float64 column by column, labels n int32 from 1.
The fit goes its usual way; only the moments at which its E-steps begin, and the log-likelihoods that they give, are noted.
"""
import json
import os
import platform
import resource
import sys
import time
import warnings

import numpy
import sklearn
from sklearn.mixture import GaussianMixture

warnings.simplefilter("ignore")
rows_file, labels_file = sys.argv[1:3]
n, d, k, iterations = map(int, sys.argv[3:])
rows = numpy.ascontiguousarray(numpy.fromfile(rows_file).reshape(d, n).T)
labels = numpy.fromfile(labels_file, dtype=numpy.int32) - 1


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


class Noted(GaussianMixture):
    def _e_step(self, rows):
        moment = time.perf_counter(), cpu()
        mean, responsibilities = super()._e_step(rows)
        self.noted.append((*moment, mean * len(rows)))
        return mean, responsibilities


members = [rows[labels == c] for c in range(k)]
mixture = Noted(
    k,
    covariance_type="full",
    tol=0,
    reg_covar=0,
    max_iter=iterations,
    init_params="random",
    weights_init=numpy.array([len(m) / n for m in members]),
    means_init=numpy.array([m.mean(axis=0) for m in members]),
    precisions_init=numpy.array([numpy.linalg.inv(numpy.cov(m, rowvar=False, bias=True).reshape(d, d)) for m in members]),
)
mixture.noted = []
mixture.fit(rows)
moments, consumed, log_likelihoods = map(numpy.array, zip(*mixture.noted))
print(json.dumps({
    "seconds": float(numpy.median(numpy.diff(moments))),
    "cores": float((consumed[-1] - consumed[0]) / (moments[-1] - moments[0])),
    "processCpu": cpu(),
    "logLikelihoods": log_likelihoods.tolist(),
    "versions": f"scikit-learn {sklearn.__version__}, numpy {numpy.__version__}, Python {platform.python_version()}",
}))
# At once: threads that spin until Python has tidied up would count as other programs' work.
sys.stdout.flush()
os._exit(0)
