"""A variational autoencoder in PyTorch on the CPU: epochs of training from given weights.

torch_vae.py <rows> <train> <start> <n> <d> <epochs> <threads, 0: as it likes> <batch> <learning rate> <trained>
The network is encoder d-128-64-(2+2) and its mirror with leaky rectifiers, a learned log noise variance for each column,
Adam, gradients clipped at 5. Weights are read and written in the application's order: of each layer the matrix
(inputs x outputs, row-major), then the biases; the log variances last.
"""
import json
import os
import platform
import resource
import sys
import time

rows_file, train_file, start_file = sys.argv[1:4]
n, d, epochs, threads, batch = map(int, sys.argv[4:9])
learning_rate, trained_file = float(sys.argv[9]), sys.argv[10]
if threads > 0:
    # PyTorch's own number does not reach the threads of OpenBLAS, which reads this when it is loaded.
    os.environ["OPENBLAS_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = str(threads)

import numpy
import torch
from torch import nn

if threads > 0:
    torch.set_num_threads(threads)
torch.manual_seed(1)
rows = torch.from_numpy(numpy.fromfile(rows_file, dtype=numpy.float32).reshape(n, d))
rows = rows[torch.from_numpy(numpy.fromfile(train_file, dtype=numpy.int32).astype(numpy.int64))]
latent = 2


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def chain(*widths):
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [nn.Linear(inputs, outputs), nn.LeakyReLU(0.1)]
    return nn.Sequential(*layers[:-1])


encoder = chain(d, 128, 64, 2 * latent)
decoder = chain(latent, 64, 128, d)
log_variance = nn.Parameter(torch.zeros(d))
linears = [layer for layer in [*encoder, *decoder] if isinstance(layer, nn.Linear)]
start = torch.from_numpy(numpy.fromfile(start_file, dtype=numpy.float32))
with torch.no_grad():
    at = 0
    for linear in linears:
        inputs, outputs = linear.in_features, linear.out_features
        linear.weight.copy_(start[at:at + inputs * outputs].reshape(inputs, outputs).T)
        at += inputs * outputs
        linear.bias.copy_(start[at:at + outputs])
        at += outputs
    log_variance.copy_(start[at:])
parameters = [*encoder.parameters(), *decoder.parameters(), log_variance]
adam = torch.optim.Adam(parameters, lr=learning_rate)


def epoch():
    order = torch.randperm(len(rows))
    for at in range(0, len(rows), batch):
        x = rows[order[at:at + batch]]
        posterior = encoder(x)
        mean, spread = posterior[:, :latent], posterior[:, latent:].clamp(-20, 10)
        code = mean + torch.exp(0.5 * spread) * torch.randn_like(mean)
        y = decoder(code)
        reconstruction = -0.5 * (1.8378770664093453 + log_variance + (x - y) ** 2 * torch.exp(-log_variance)).sum()
        kl = 0.5 * (mean * mean + spread.exp() - 1 - spread).sum()
        loss = (kl - reconstruction) / len(x)
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(parameters, 5.0)
        adam.step()


walls, cpus = [], []
for _ in range(epochs):
    moment = time.perf_counter(), cpu()
    epoch()
    walls.append(time.perf_counter() - moment[0])
    cpus.append(cpu() - moment[1])
with torch.no_grad():
    numbers = [part for linear in linears for part in (linear.weight.T.reshape(-1), linear.bias)]
    torch.cat([*numbers, log_variance]).contiguous().numpy().tofile(trained_file)
print(json.dumps({
    "seconds": float(numpy.median(walls[1:])),
    "cpu": float(numpy.median(cpus[1:])),
    "processCpu": cpu(),
    "name": "pytorch",
    "versions": f"PyTorch {torch.__version__}, threads: {torch.get_num_threads()}, Python {platform.python_version()}",
}))
# At once: threads that spin until Python has tidied up would count as other programs' work.
sys.stdout.flush()
os._exit(0)
