/** The pictures that docs/gallery shows, of all that the end-to-end tests make: state and view, look (theme and width), one line each. */
const small = 'light-1280';
const usual = 'dark-1280';

export const sections = [
  {
    title: 'Nothing opened yet',
    pictures: [
      ['empty-welcome', small, 'Welcome: drop a table, open one, or start with a sample'],
      ['empty-welcome', 'dark-1920', 'The same in the dark, on a large window'],
      ['empty-data', small, 'Any other view says what to do first'],
    ],
  },
  {
    title: 'Few rows: Old Faithful, 272 × 2',
    pictures: [
      ['small-welcome', small, 'Welcome again, with the projects of late'],
      ['small-data', small, 'Data: the table and its columns'],
      ['small-distributions', small, 'Distributions: histograms with the fitted densities'],
      ['small-mixture', small, 'Mixture: scatterplot with ellipses, and what BIC, AIC and ICL say of K'],
      ['small-mixture', 'dark-1920', 'The same in the dark, on a large window'],
      ['player', small, 'Watch EM: half-step by half-step, with the bound'],
      ['player', usual, 'The same in the dark'],
      ['small-dimensions-matrix', small, 'Dimensions: every column against every other'],
      ['small-rows-doubt', small, 'Rows: those in doubt first, and why a row is where it is'],
      ['small-rows-profiles', small, 'Rows: what each cluster is like'],
      ['small-rows-merging', small, 'Rows: components merged into clusters by entropy'],
      ['small-latent', small, 'Latent: before a network is trained'],
      ['small-scoreboard', small, 'Scoreboard: before models are compared'],
      ['small-export', small, 'Export: what can be taken along, with its doubt beside it'],
      ['small-ideas-em', small, 'Ideas: a mixture by EM on the person’s own rows'],
      ['small-ideas-variational', small, 'Ideas: a variational mixture, and the pull of its prior'],
      ['small-ideas-vae', small, 'Ideas: an autoencoder, and why dimensions collapse'],
    ],
  },
  {
    title: 'As usual: wine, 178 × 13, K = 1 to 4',
    pictures: [
      ['typical-data', usual, 'Data'],
      ['typical-distributions', usual, 'Distributions'],
      ['typical-mixture', usual, 'Mixture'],
      ['typical-dimensions-matrix', usual, 'Dimensions: the eight columns that separate the components most'],
      ['typical-dimensions-parallel', small, 'Dimensions: parallel coordinates'],
      [
        'typical-dimensions-projection',
        usual,
        'Dimensions: the projection that separates the components best, and what it means',
      ],
      ['typical-rows-doubt', usual, 'Rows in doubt'],
      ['typical-rows-profiles', usual, 'Profiles'],
      ['typical-rows-labels', usual, 'Clusters against the cultivars'],
      ['typical-rows-merging', usual, 'Merging'],
      ['unfitted-mixture', small, 'Mixture before the first fit'],
    ],
  },
  {
    title: 'Missing cells: penguins, 344 rows',
    pictures: [
      ['missing-data', small, 'Data: missing cells, and columns of names'],
      ['missing-mixture', small, 'Mixture: rows with missing cells take part'],
      ['missing-rows-labels', small, 'Clusters against the species'],
    ],
  },
  {
    title: 'A network and a comparison: iris, 150 × 4',
    pictures: [
      ['trained-latent-map', small, 'Latent: the map of the rows, and what the network makes of a place'],
      ['trained-latent-map', 'dark-1920', 'The same in the dark, on a large window'],
      ['trained-latent-training', usual, 'Latent: how the bound rose'],
      ['trained-latent-samples', small, 'Latent: samples beside rows'],
      ['trained-latent-reconstruction', small, 'Latent: what is lost on the way through the code'],
      ['compared-scoreboard', small, 'Scoreboard: held-out nats per row, with standard errors'],
      ['compared-scoreboard', usual, 'The same in the dark'],
    ],
  },
  {
    title: 'Many rows: 1,000,000 × 4, made',
    pictures: [
      ['large-data', small, 'Data'],
      ['large-distributions', small, 'Distributions'],
      ['large-mixture', small, 'Mixture: rows as a density image'],
      ['large-mixture', 'dark-1920', 'The same in the dark, on a large window'],
      ['large-dimensions-matrix', small, 'Dimensions: density images in every cell'],
      ['large-dimensions-projection', small, 'Dimensions: the separating projection'],
      ['large-rows-doubt', small, 'Rows in doubt'],
    ],
  },
  {
    title: 'When something is wrong',
    pictures: [
      ['error-file', small, 'A file that cannot be read: where it fails, and what to try'],
      ['error-import', small, 'The import report: what was guessed, and what was left out'],
      ['error-import', usual, 'The same in the dark'],
      ['error-fit', small, 'A column that is the same in every row'],
      ['error-components', small, 'More components than rows: what cannot be fitted says why'],
    ],
  },
];

export const fileOf = ([name, look]) => `${name}-${look}.png`;
export const chosen = sections.flatMap(({ pictures }) => pictures.map(fileOf));

/** docs/gallery/README.md. */
export function index() {
  const line = (picture) => `### ${picture[2]}\n\n![${picture[2]}](${fileOf(picture)})\n`;
  return `# Gallery

Made by \`npm run gallery\`: the end-to-end tests open every view in both themes at 1280 × 800 and 1920 × 1080 and take its picture; these
are some of them. All are in \`test-results/gallery\` after \`npm test -- e2e\`.

${sections.map(({ title, pictures }) => `## ${title}\n\n${pictures.map(line).join('\n')}`).join('\n')}`;
}
