using Pathwise.Numerics;

namespace Pathwise.Policies;

/// <summary>Frozen normalisation of what a network sees: <c>z = (x − μ)/σ</c>, cut to ±clip, component by
/// component.</summary>
/// <remarks>Computed in double and rounded once, as in learning, bit for bit. Immutable.</remarks>
public sealed class ObservationScaling
{
    private readonly double[] _means, _deviations;

    /// <inheritdoc cref="ObservationScaling"/>
    /// <param name="means">μ, [size], finite.</param>
    /// <param name="deviations">σ, [size], above 0.</param>
    /// <param name="clip">The greatest |z|, above 0; ∞ for no limit.</param>
    public ObservationScaling(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, double clip)
    {
        Lengths.MustMatch(deviations.Length, means.Length, nameof(deviations));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clip);
        for (var i = 0; i < means.Length; i++)
            if (!double.IsFinite(means[i]) || !(deviations[i] > 0) || double.IsInfinity(deviations[i]))
                throw new ArgumentException(
                    $"Component {i} cannot have the mean {means[i]} and the deviation {deviations[i]}.",
                    nameof(deviations));
        (_means, _deviations, Clip) = (means.ToArray(), deviations.ToArray(), clip);
    }

    /// <summary>μ, [size].</summary>
    public ReadOnlySpan<double> Means => _means;

    /// <summary>σ, [size].</summary>
    public ReadOnlySpan<double> Deviations => _deviations;

    /// <summary>The greatest |z|.</summary>
    public double Clip { get; }

    /// <summary>Moments as they stand, which do not follow from now on; null for null.</summary>
    /// <param name="moments">What was learned with.</param>
    /// <param name="clip">The greatest |z|.</param>
    public static ObservationScaling? Of(RunningMoments? moments, double clip)
    {
        if (moments is null) return null;
        var deviations = new double[moments.Size];
        for (var i = 0; i < deviations.Length; i++) deviations[i] = moments.Deviation(i);
        return new(moments.Mean, deviations, clip);
    }

    /// <summary>Normalises one observation in place.</summary>
    /// <param name="observation">[size].</param>
    public void Apply(Span<float> observation)
    {
        for (var i = 0; i < _means.Length; i++)
            observation[i] = (float)Math.Clamp((observation[i] - _means[i]) / _deviations[i], -Clip, Clip);
    }
}
