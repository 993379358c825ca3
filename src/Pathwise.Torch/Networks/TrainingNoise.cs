using Pathwise.Randomness;

namespace Pathwise.Torch.Networks;

/// <summary>What is random about a pass through a network in training: paths and features that are dropped.</summary>
/// <remarks>Drawn from a stream of its own rather than from libtorch's, whose numbers are its version's.</remarks>
internal sealed class TrainingNoise
{
    private Rng _rng;

    /// <inheritdoc cref="TrainingNoise"/>
    /// <param name="seeds">Where the numbers come from.</param>
    public TrainingNoise(SeedSequence seeds) => _rng = new(seeds);

    /// <summary>The part of the training that is done, in [0, 1].</summary>
    public double Progress { get; set; }

    /// <summary>Numbers that are 0 with a chance, and otherwise 1 / (1 − it): their mean is 1.</summary>
    /// <param name="rate">The chance, in [0, 1).</param>
    /// <param name="count">How many.</param>
    public float[] Mask(double rate, long count)
    {
        var (mask, kept) = (new float[count], (float)(1 / (1 - rate)));
        for (var i = 0; i < mask.Length; i++) mask[i] = _rng.NextDouble() < rate ? 0 : kept;
        return mask;
    }
}
