import { entries } from './entry.ts';

/** One scoreboard for every model. */
export const scoreboardHelp = entries({
  'scoreboard-models': {
    title: 'Models on the scoreboard',
    sentence:
      'Each is trained anew in every fold, and whatever it has to choose (K and family, axes, bandwidth) is chosen there too, so that no held-out row has a say in its own score.',
    formula: 'score = 1/n Σ_folds Σ_{i in fold} log p(xᵢ | model trained without the fold)',
    source: 'Stone, JRSS B 36, 1974; Smyth, Statistics and Computing 10, 2000.',
  },
  'scoreboard-folds': {
    title: 'Folds',
    sentence: 'The rows are dealt out into so many parts; each is held out in turn, the same parts for every model.',
    source: 'Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, section 7.10.',
  },
  'scoreboard-nats': {
    title: 'Nats per row',
    sentence:
      'The mean log density that a model gives to rows it has not seen, in the columns’ own units; a VAE tells only a lower bound of it, the importance-weighted one.',
    formula: 'log p(x) = log p(y) − Σⱼ log sⱼ with yⱼ = (xⱼ − cⱼ) / sⱼ;  VAE: E log 1/K Σₖ p(x, zₖ) / q(zₖ | x) ≤ log p(x)',
    source: 'Burda, Grosse and Salakhutdinov, ICLR 2016, for the bound.',
  },
  'scoreboard-groups': {
    title: 'What can be told apart',
    sentence:
      'Two models are told apart when the mean of their differences, row by row, is more than two of its standard errors from 0; what a bound may lie low is added.',
    formula: 'se = sd(log p_A(xᵢ) − log p_B(xᵢ)) / √n',
    source: 'Bayle, Bayle, Janson and Mackey, NeurIPS 2020.',
  },
  'scoreboard-rows': {
    title: 'Row by row',
    sentence:
      'How much better one model foretells each row than another: select the rows that speak for either and look at them in any view.',
    formula: 'log p_A(xᵢ) − log p_B(xᵢ), each without the fold of row i',
    source: 'Vehtari, Gelman and Gabry, Statistics and Computing 27, 2017.',
  },
});
