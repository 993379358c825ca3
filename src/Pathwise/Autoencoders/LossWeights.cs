namespace Pathwise.Autoencoders;

/// <summary>How the terms of a batch's loss are weighted.</summary>
/// <param name="BatchSize">n, the examples that the loss is a mean over.</param>
/// <param name="Beta">β, what a nat of divergence counts against a nat of ln p(x|z).</param>
public readonly record struct LossWeights(int BatchSize, double Beta)
{
    /// <summary>1/n.</summary>
    public double PerExample => 1.0 / BatchSize;
}
