# mclust-job.R <csv> <largest k>: mclust's own search, VVV, K = 1 ... largest, with its defaults.
suppressMessages(library(mclust))
words <- commandArgs(trailingOnly = TRUE)
rows <- as.matrix(read.csv(words[1]))
n <- nrow(rows); d <- ncol(rows)
ks <- seq_len(as.integer(words[2]))
set.seed(1)
before <- proc.time()
bic <- mclustBIC(rows, G = ks, modelNames = "VVV", verbose = FALSE)
spent <- proc.time() - before
parameters <- ks - 1 + ks * d + ks * d * (d + 1) / 2
fitted <- (as.vector(bic[, 1]) + parameters * log(n)) / 2
used <- proc.time()
number <- function(x) ifelse(is.finite(x), format(x, digits = 17, trim = TRUE), "null")
cat(sprintf(
  '{"seconds": %s, "cores": %s, "processCpu": %s, "logLikelihoods": [%s], "versions": "mclust %s, R %s"}\n',
  number(spent[["elapsed"]]), number((spent[["user.self"]] + spent[["sys.self"]]) / spent[["elapsed"]]),
  number(used[["user.self"]] + used[["sys.self"]]), paste(sapply(fitted, number), collapse = ", "),
  packageVersion("mclust"), getRversion()
))
