import { entries } from './entry.ts';

/** The VAE: its form, its training, its map. */
export const latentHelp = entries({
  'latent-likelihood': {
    title: 'Likelihood of a column',
    sentence:
      'How cells lie around what the decoder says of them; the ELBO counts how probable the cells are under it, and missing cells take no part.',
    formula: 'log p(x | z) = Σⱼ log pⱼ(xⱼ | decoder(z)), over the cells that are there',
    source:
      'Gaussian, log-normal, Bernoulli, categorical, Poisson: columns of different kinds as in Nazábal et al., Pattern Recognition 107, 2020.',
  },
  'latent-dimensions': {
    title: 'Latent dimensions',
    sentence:
      'A VAE sums each row up in a few hidden numbers, its code, and learns to tell the row again from them; dimensions that are not needed collapse.',
    formula: 'z ~ N(0, I),  x ~ p(x | decoder(z)),  q(z | x) = N(μ(x), σ²(x))',
    source: 'Kingma and Welling, ICLR 2014; Rezende, Mohamed and Wierstra, ICML 2014.',
  },
  'latent-layers': {
    title: 'Hidden layers',
    sentence:
      'Layers let the map bend; without any it is flat and the model is probabilistic PCA; left to the rows they are 128 and 64 wide, below 1,000 rows 64 and 32.',
    formula: 'columns → 128 → 64 → code → 64 → 128 → columns',
    source: 'A linear VAE is probabilistic PCA: Lucas, Tucker, Grosse and Norouzi, NeurIPS 2019; Tipping and Bishop, 1999.',
  },
  'latent-noise': {
    title: 'Observation noise',
    sentence:
      'How far cells lie from what is decoded is learned too: a fixed noise would decide by itself how much is told through the code.',
    formula: 'xⱼ ~ N(decoderⱼ(z), σⱼ²), with σⱼ² learned; or one σ² for all columns',
    source: 'Rybkin, Daniilidis and Levine, ICML 2021.',
  },
  'latent-beta': {
    title: 'Weight β of the KL',
    sentence:
      'At 1 training climbs the ELBO, a bound on the log-likelihood; above 1 codes are held closer to the prior, at the price of the reconstruction.',
    formula: 'objective = reconstruction − β · KL;  what is shown is the ELBO, with β = 1',
    source: 'Higgins et al., β-VAE, ICLR 2017.',
  },
  'latent-epochs': {
    title: 'Epochs',
    sentence:
      'One epoch shows the network every row once; training ends when rows held out gain no more, never before the weight of the KL has warmed up, and goes back to the best epoch.',
    source: 'KL warm-up: Bowman et al., CoNLL 2016; early stopping by the held-out ELBO.',
  },
  'latent-seed': {
    title: 'Seed of the network',
    sentence: 'The same seed, data, options and backend give the same network to the last bit, on any number of threads.',
    source: 'It decides the first weights, which rows are held out, the order of the rows, and the noise.',
  },
  'latent-backend': {
    title: 'Backend',
    sentence: 'What computes losses and gradients: the same model each time, and tests hold them to each other.',
    source: 'A fused WebAssembly kernel; TensorFlow.js; the plain definition, which is slow.',
  },
  'latent-picture': {
    title: 'Pictures',
    sentence:
      'Columns named like pixel_3_4 that share a range are the cells of a picture: they are shown as one, and learned as shades between none and all.',
    source: 'Shades of grey under a Bernoulli likelihood are comparable between networks, not with densities.',
  },
  'latent-elbo': {
    title: 'ELBO = reconstruction − KL',
    sentence:
      'A lower bound on the log-likelihood of a row, in nats, summed over columns: how well the row is told from its code, less what the code costs.',
    formula: 'log p(x) ≥ E_q log p(x | z) − KL(q(z | x) ‖ p(z));  the gap is KL(q(z | x) ‖ p(z | x))',
    source: 'Kingma and Welling, ICLR 2014; higher is better, but figures of other columns or likelihoods cannot be compared.',
  },
  'latent-weighted': {
    title: 'Importance-weighted bound',
    sentence:
      'A tighter bound on the log-likelihood by several samples a row; it rises with their number, and ± is what chance in the samples does to it.',
    formula: 'log p(x) ≥ E log 1/K Σₖ p(x, zₖ) / q(zₖ | x),  zₖ ~ q(z | x)',
    source: 'Burda, Grosse and Salakhutdinov, ICLR 2016.',
  },
  'latent-health': {
    title: 'Health of the code',
    sentence:
      'Whether every latent dimension tells something of the rows (one whose KL is next to nothing has collapsed), and whether rows held out are told better than by each column alone, and than the same cells shuffled.',
    formula: 'KL per dimension, nats;  active: Var over rows of E[z | x] > 0.01',
    source: 'Active units: Burda, Grosse and Salakhutdinov, ICLR 2016. Shuffled cells: a permutation test of independence.',
  },
  'latent-aggregate': {
    title: 'Aggregate posterior against prior',
    sentence:
      'The codes of all rows taken together should be spread like the prior; where they are not, samples from the prior fall between the rows.',
    formula: 'q(z) = 1/n Σᵢ q(z | xᵢ)  against  N(0, 1);  distance: the largest difference of their distribution functions',
    source: 'Hoffman and Johnson, ELBO surgery, 2016; Kolmogorov–Smirnov distance.',
  },
  'latent-map': {
    title: 'The latent map',
    sentence:
      'Each row stands at the mean of its posterior, and an ellipse shows where it might as well lie; distances are this network’s alone, another seed draws another map.',
    formula: 'point: μ(x);  ellipse: N(μ(x), σ²(x)) at the content chosen',
    source: 'Kingma and Welling, ICLR 2014.',
  },
  'latent-grid': {
    title: 'The decoded grid',
    sentence: 'What the decoder makes of places all over the map: rows that lie there are expected to look like this.',
    formula: 'E[x | z] at the middle of each cell; dimensions that are not on the axes at 0, the mean of the prior',
    source: 'The learned manifold of Kingma and Welling, ICLR 2014, figure 4.',
  },
  'latent-samples': {
    title: 'Samples from the prior',
    sentence:
      'Rows that the network makes up, with their noise; a classifier that cannot tell them from real rows is right in half of the cases.',
    formula: 'z ~ N(0, I),  x ~ p(x | decoder(z));  score: held-out accuracy of nearest neighbours',
    source: 'Classifier two-sample tests: Lopez-Paz and Oquab, ICLR 2017.',
  },
  'latent-errors': {
    title: 'Reconstruction error',
    sentence: 'How improbable a row’s cells are given the code that it has: the rows that the network tells worst stand first.',
    formula: '−log p(x | z) at z = μ(x), nats, summed over the cells that are there',
    source: 'Outliers by reconstruction are a hint, not a proof: the network may have learned them as well.',
  },
});
