namespace Pathwise.Autoencoders;

/// <summary>What an epoch of training found, over all its batches: at parameters that were moving.</summary>
/// <param name="Epoch">Which, from 1 on.</param>
/// <param name="Means">Means over the examples, in nats.</param>
/// <param name="EffectiveBeta">What a nat of divergence counted in the last batch.</param>
/// <param name="LatentDivergences">Each latent's mean KL(q ‖ p), in nats; zeros where there is no prior.</param>
public sealed record EpochReport(
    int Epoch, LossSums Means, double EffectiveBeta, IReadOnlyList<double> LatentDivergences);
