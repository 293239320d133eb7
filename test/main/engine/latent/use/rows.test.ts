import { expect, it } from 'vitest';
import { rowBounds } from '../../../../../src/main/engine/latent/bounds/rows.ts';
import { initialParameters } from '../../../../../src/main/engine/latent/network/initialise.ts';
import { encode, everyRow } from '../../../../../src/main/engine/latent/use/encode.ts';
import { reconstructionErrors } from '../../../../../src/main/engine/latent/use/errors.ts';
import { rowFigures } from '../../../../../src/main/engine/latent/use/rows.ts';
import { finish } from '../support/samples.ts';
import { toyNetwork, toyTable } from '../support/toy.ts';

const linear = { hidden: [], columns: [{ kind: 'gaussian', width: 1 } as const, { kind: 'gaussian', width: 1 } as const] };
it.each([
  ['every likelihood, cells missing', {}],
  ['a linear network', linear],
])('figures of rows are those of the three that it stands for: %s', (_, over) => {
  const network = toyNetwork(over);
  const parameters = initialParameters(network, new Float32Array(network.outputs), 0.5, 1);
  const n = 75;
  const table = toyTable(network, n, (row, column) => (row + column) % 4 === 1);
  const options = { samples: 3, seed: 8 };
  const every = everyRow(n);
  const found = finish(rowFigures(network, parameters, table, options));
  const bounds = finish(rowBounds(network, parameters, table, every, options));
  const errors = finish(reconstructionErrors(network, parameters, table, every));
  expect(found.codes).toEqual(finish(encode(network, parameters, table, every)));
  expect(found.errors).toEqual(errors.rows);
  expect(found.columns).toEqual(errors.columns);
  found.elbo.forEach((value, row) => {
    expect(value).toBeCloseTo((bounds.reconstruction[row] ?? 0) - (bounds.kl[row] ?? 0), 10);
  });
});
