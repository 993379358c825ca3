using System.Runtime.Intrinsics;

namespace Pathwise.Bandits;

/// <summary>Normal posteriors, given by their means and standard deviations.</summary>
internal readonly ref struct NormalPosteriors(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    : IArmPosteriors
{
    private readonly ReadOnlySpan<double> _means = means, _deviations = deviations;

    /// <inheritdoc/>
    public ArmDensity Range(int arm) => Of(arm).Range;

    /// <inheritdoc/>
    public double Step(int arm, double from) => Of(arm).Step;

    /// <inheritdoc/>
    public Vector512<double> Density(int arm, Vector512<double> points) => Of(arm).At(points);

    private NormalDensity Of(int arm) => new(_means[arm], _deviations[arm]);
}
