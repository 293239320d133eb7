import type { ColumnEncoding } from '../../../shared/model/latent.ts';
import { shortest } from '../../datasets/shortest.ts';
import { latentNetwork } from './latent-network.ts';
import type { LatentScriptSubject } from './latent-subject.ts';
import { latentTable } from './latent-table.ts';
import { comment, exact, quoted, wrapped } from './literals.ts';

/**
 * A PyTorch script that rebuilds the network with its trained weights, encodes the table and asserts that its codes are
 * ours to 1e-5. Its `VAE` encodes and decodes, and has the ELBO by which it may be trained further.
 */
export function latentScript(subject: LatentScriptSubject): string {
  return `${head(subject)}
${columns(subject)}
${latentTable(subject)}
${latentNetwork}
${weights(subject)}
${check(subject)}`;
}

function head({ project, version, table, model, trained }: LatentScriptSubject): string {
  const { latent, hidden } = trained;
  const file =
    table.kind === 'source'
      ? `The table: ${table.file}${table.hash ? ` (SHA-256 ${table.hash})` : ''}`
      : 'The table: "Codes as CSV" of the project, written by Latent Lens (the source cannot be read the same way here, or a column was made in the project).';
  const verdict = model.result?.health.sentences[0];
  return `"""${comment(project)}: a variational autoencoder of ${trained.encoding.columns.length} columns, ${latent} latent ${latent === 1 ? 'dimension' : 'dimensions'}, ${hidden.length === 0 ? 'linear' : `layers ${hidden.join(', ')}`}, seed ${model.options.seed}.

Written by Latent Lens ${version}. ${comment(file)}
${verdict ? `${comment(verdict)}\n` : ''}
    python3 THIS_FILE.py [TABLE] [CODES.csv]

Needs torch and numpy.
"""
import base64
import csv
import datetime
import gzip
import io
import math
import re
import sys

import numpy as np
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
PATH = sys.argv[1] if len(sys.argv) > 1 else ${quoted(table.file)}
`;
}

const list = (values: readonly number[]): string => `[${values.map(exact).join(', ')}]`;

function columns({ trained, positions }: LatentScriptSubject): string {
  const one = (column: ColumnEncoding, position: number): string => {
    const { name, type, likelihood, center, scale, levels, inputAt, inputCenter, inputScale, indicator } = column;
    const said = levels ? `[${levels.map(quoted).join(', ')}]` : 'None';
    return `    dict(
        name=${quoted(name)}, position=${position}, type=${quoted(type)}, likelihood=${quoted(likelihood)}, center=${exact(center)}, scale=${exact(scale)},
        levels=${said}, input=${inputAt}, input_center=${list(inputCenter)}, input_scale=${exact(inputScale)}, indicator=${indicator ?? 'None'},
    ),`;
  };
  const { encoding, latent, hidden, activation, noise } = trained;
  return `# How cells become numbers. Target: (x - center) / scale, of log x for log-normal columns, of levels the index.
# Input: (target - input_center) / input_scale, of counts log(1 + target), of levels an indicator each; 0 where the cell is
# missing, and then the indicator of missing cells, where the column has one, is 1.
COLUMNS = [
${encoding.columns.map((column, j) => one(column, positions[j])).join('\n')}
]
INPUTS, HIDDEN, LATENT = ${encoding.inputs}, [${hidden.join(', ')}], ${latent}
OUTPUTS = sum(len(column["levels"]) if column["likelihood"] == "categorical" else 1 for column in COLUMNS)
ACTIVATION = nn.${activation === 'tanh' ? 'Tanh()' : activation === 'relu' ? 'ReLU()' : 'LeakyReLU(0.1)'}
SHARED_NOISE = ${noise === 'shared' ? 'True' : 'False'}  # one noise variance for all Gaussian columns, or one for each
`;
}

function weights({ trained }: LatentScriptSubject): string {
  const bytes = Buffer.from(new Float32Array(trained.weights).buffer).toString('base64');
  const lines = bytes.match(/.{1,116}/g) ?? [];
  return `# Every parameter as float32, little-endian: encoder layer by layer (weights inputs x outputs, then biases), decoder, log noise variances.
WEIGHTS = np.frombuffer(base64.b64decode("""
${lines.join('\n')}
"""), dtype="<f4").astype(np.float64)

model = VAE()
model.take(WEIGHTS)
model.eval()
`;
}

function check({ check: { rows, codes }, trained }: LatentScriptSubject): string {
  return `# Codes of some rows as Latent Lens has them.
CHECK_ROWS = [
${wrapped(rows.map(String), '    ')}
]
CHECK_CODES = np.array([
${wrapped(
  codes.map((code) => `[${code.map((z) => exact(shortest(z))).join(', ')}]`),
  '    ',
)}
]).reshape(-1, LATENT)

with torch.no_grad():
    means, log_variances = model.encode(torch.tensor(X))
codes = means.numpy()
spreads = torch.exp(log_variances / 2).numpy()
away = np.abs(codes[CHECK_ROWS] - CHECK_CODES).max() if CHECK_ROWS else 0.0
print(f"codes of {len(CHECK_ROWS)} rows differ from those of Latent Lens by {away:.2e} at most")
assert away < 1e-5 * max(1.0, np.abs(CHECK_CODES).max(initial=1.0)), "the network does not give the same codes"

with torch.no_grad():
    torch.manual_seed(1)
    elbo, reconstruction, kl = (one.mean().item() for one in model.elbo(torch.tensor(X[USED]), torch.tensor(T[USED]), torch.tensor(KNOWN[USED])))
print(f"ELBO {elbo:.3f} = reconstruction {reconstruction:.3f} - KL {kl:.3f} nats per row, all rows, in the units trained in")

if len(sys.argv) > 2:
    with open(sys.argv[2], "w", newline="", encoding="utf-8") as file:
        write = csv.writer(file)
        write.writerow([f"code_{i + 1}" for i in range(LATENT)] + [f"code_sd_{i + 1}" for i in range(LATENT)])
        for row in range(len(X)):
            write.writerow([*codes[row], *spreads[row]] if USED[row] else [""] * ${2 * trained.latent})
`;
}
