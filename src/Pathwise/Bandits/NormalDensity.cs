using System.Runtime.Intrinsics;
using Pathwise.Numerics;

namespace Pathwise.Bandits;

/// <summary>The density of N(m, s²), for <see cref="BestArmProbabilities"/>.</summary>
/// <remarks>Taken as no narrower than 10⁻¹⁰ |m|, for numbers near the mean would be too far apart for it. A value that
/// is certain, s = 0, becomes such a peak, and certain and equal values share their probability equally.</remarks>
internal readonly record struct NormalDensity
{
    private const double Reach = 8;                                              // exp(−8²/2) = 10⁻¹⁴

    private readonly double _mean, _deviation;

    /// <inheritdoc cref="NormalDensity"/>
    /// <param name="mean">m.</param>
    /// <param name="deviation">s, ≥ 0.</param>
    public NormalDensity(double mean, double deviation) =>
        (_mean, _deviation) = (mean, Math.Max(Math.Max(deviation, 1e-10 * Math.Abs(mean)), 1e-200));

    /// <summary>Where it begins and ends.</summary>
    public ArmDensity Range => new(_mean - (Reach * _deviation), _mean + (Reach * _deviation));

    /// <summary>A distance over which a polynomial of degree 15 follows it.</summary>
    public double Step => 1.5 * _deviation;

    /// <summary>exp(−(x − m)²/2s²).</summary>
    /// <param name="points">x.</param>
    public Vector512<double> At(Vector512<double> points)
    {
        var z = (points - Vector512.Create(_mean)) / Vector512.Create(_deviation);
        return DoubleExponential.OfNonPositive(Vector512.Create(-0.5) * z * z);
    }
}
