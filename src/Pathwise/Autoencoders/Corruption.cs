using Pathwise.Randomness;

namespace Pathwise.Autoencoders;

/// <summary>Noise on an example, x̃ ~ C(x̃|x).</summary>
/// <remarks>Source: Vincent et al. (2010), <i>Stacked Denoising Autoencoders</i>, JMLR 11, §3.3. Immutable.</remarks>
public readonly record struct Corruption
{
    /// <inheritdoc cref="Corruption"/>
    /// <param name="kind">Which.</param>
    /// <param name="level">A Gaussian's deviation, ≥ 0; or the share of pixels that are changed, in [0, 1].</param>
    public Corruption(CorruptionKind kind, double level)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        if (kind != CorruptionKind.Gaussian) ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 1);
        (Kind, Level) = (kind, level);
    }

    /// <summary>Which.</summary>
    public CorruptionKind Kind { get; }

    /// <summary>A Gaussian's deviation; or the share of pixels that are changed.</summary>
    public double Level { get; }

    /// <summary>Corrupts an example.</summary>
    /// <param name="example">x; becomes x̃.</param>
    /// <param name="rng">The stream to draw from.</param>
    public void Apply(Span<float> example, ref Rng rng)
    {
        foreach (ref var pixel in example)
            pixel = Kind switch
            {
                CorruptionKind.Gaussian => (float)(pixel + (Level * rng.NextNormal())),
                CorruptionKind.Masking => rng.NextDouble() < Level ? 0 : pixel,
                _ => SaltAndPepper(pixel, rng.NextDouble()),
            };
    }

    /// <summary>One uniform number decides whether, and to what.</summary>
    private float SaltAndPepper(float pixel, double u) => u < 0.5 * Level ? 0 : u < Level ? 1 : pixel;
}
