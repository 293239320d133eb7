# EM by mclust's me(), VVV, from a hard partition. mclust-iterations.R <rows> <labels> <n> <d> <k> <iterations>: rows are
# n x d doubles column by column, labels n 32-bit integers from 1. The first M-step and E-step are the
# start of the others; time per iteration is that of all less that of these, so that what me() does once is not counted.
suppressMessages(library(mclust))
words <- commandArgs(trailingOnly = TRUE)
sizes <- as.integer(words[3:6])
n <- sizes[1]; d <- sizes[2]; k <- sizes[3]; iterations <- sizes[4]
rows <- matrix(readBin(words[1], "double", n * d), n, d)
z <- unmap(readBin(words[2], "integer", n), 1:k)
fit <- function(itmax) {
  before <- proc.time()
  ended <- me(rows, "VVV", z, control = emControl(tol = c(0, 0), itmax = c(itmax, itmax)), warn = FALSE)
  spent <- proc.time() - before
  list(wall = spent[["elapsed"]], cpu = spent[["user.self"]] + spent[["sys.self"]], logLikelihood = ended$loglik)
}
one <- fit(1L)
all <- fit(iterations + 1L)
used <- proc.time()
number <- function(x) format(x, digits = 17)
cat(sprintf(
  '{"seconds": %s, "cores": %s, "processCpu": %s, "logLikelihoods": [%s, %s], "at": [0, %d], "versions": "mclust %s, R %s"}\n',
  number((all$wall - one$wall) / iterations), number(all$cpu / all$wall),
  number(used[["user.self"]] + used[["sys.self"]]), number(one$logLikelihood), number(all$logLikelihood), iterations,
  packageVersion("mclust"), getRversion()
))
