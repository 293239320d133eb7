# diamonds.R <csv> <rows>: the seven measurements of ggplot2's diamonds, each column standardised with the population
# standard deviation; only the first rows when fewer are asked for.
words <- commandArgs(trailingOnly = TRUE)
columns <- c("carat", "depth", "table", "price", "x", "y", "z")
rows <- as.matrix(as.data.frame(ggplot2::diamonds)[, columns])
rows <- rows[seq_len(min(nrow(rows), as.integer(words[2]))), ]
standardised <- apply(rows, 2, function(x) (x - mean(x)) / sqrt(mean((x - mean(x))^2)))
write.csv(standardised, words[1], row.names = FALSE, quote = FALSE)
cat(nrow(standardised), "\n")
