/** The network in PyTorch. */
export const latentNetwork = `
def mlp(widths):
    layers = []
    for i, (inputs, outputs) in enumerate(zip(widths[:-1], widths[1:])):
        layers.append(nn.Linear(inputs, outputs))
        if i < len(widths) - 2:
            layers.append(ACTIVATION)
    return nn.Sequential(*layers)


class VAE(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = mlp([INPUTS, *HIDDEN, 2 * LATENT])
        self.decoder = mlp([LATENT, *reversed(HIDDEN), OUTPUTS])
        gaussian = sum(column["likelihood"] in ("gaussian", "log-normal") for column in COLUMNS)
        self.log_noise = nn.Parameter(torch.zeros(min(1, gaussian) if SHARED_NOISE else gaussian))

    def take(self, weights):
        """Weights as Latent Lens lays them out."""
        at = 0
        with torch.no_grad():
            for layer in [*self.encoder, *self.decoder]:
                if not isinstance(layer, nn.Linear):
                    continue
                inputs, outputs = layer.in_features, layer.out_features
                layer.weight.copy_(torch.tensor(weights[at:at + inputs * outputs]).reshape(inputs, outputs).T)
                at += inputs * outputs
                layer.bias.copy_(torch.tensor(weights[at:at + outputs]))
                at += outputs
            self.log_noise.copy_(torch.tensor(weights[at:]))

    def encode(self, x):
        """Means and log variances of q(z|x)."""
        means, log_variances = self.encoder(x).chunk(2, dim=1)
        return means, log_variances.clamp(-20, 10)

    def decode(self, z):
        """Outputs: means (Gaussian), logits (Bernoulli, categorical), log rates (Poisson), side by side."""
        return self.decoder(z)

    def reconstruction(self, outputs, targets, known):
        """log p(x|z) of each row, nats: the sum over its known cells."""
        total, at, noise = torch.zeros(len(outputs)), 0, 0
        for j, column in enumerate(COLUMNS):
            kind, x = column["likelihood"], targets[:, j]
            width = len(column["levels"]) if kind == "categorical" else 1
            y = outputs[:, at]
            if kind in ("gaussian", "log-normal"):
                s = self.log_noise[0 if SHARED_NOISE else noise]
                noise += 1
                cell = -0.5 * (math.log(2 * math.pi) + s + (x - y) ** 2 * torch.exp(-s))
            elif kind == "bernoulli":
                cell = x * y - nn.functional.softplus(y)
            elif kind == "poisson":
                rate = y.clamp(max=30)
                cell = x * rate - torch.exp(rate) - torch.lgamma(x + 1)
            else:
                logits = torch.log_softmax(outputs[:, at:at + width], dim=1)
                cell = logits.gather(1, x.long()[:, None])[:, 0]
            total = total + torch.where(known[:, j], cell, torch.zeros(()))
            at += width
        return total

    def elbo(self, x, targets, known, draws=16):
        """ELBO, reconstruction and KL of each row, nats: maximise the mean of the first to train on."""
        means, log_variances = self.encode(x)
        kl = 0.5 * (means**2 + torch.exp(log_variances) - 1 - log_variances).sum(dim=1)
        reconstruction = torch.zeros(len(x))
        for _ in range(draws):
            z = means + torch.exp(log_variances / 2) * torch.randn_like(means)
            reconstruction = reconstruction + self.reconstruction(self.decode(z), targets, known) / draws
        return reconstruction - kl, reconstruction, kl


`;
