using Pathwise.Randomness;

namespace Pathwise.Autoencoders.Likelihoods;

/// <summary>The logistic density, whose distribution function is the sigmoid.</summary>
/// <remarks>The mass is <c>σ(b) − σ(a) = (1 − e^{a−b}) σ(b) σ(−a)</c>: a product, so that nothing cancels, wherever a
/// and b are.</remarks>
internal readonly struct LogisticDensity : IGreyDensity
{
    public static (double Log, double ByLower, double ByUpper) LogMass(double a, double b)
    {
        var (logUpper, byUpper) = double.IsPositiveInfinity(b) ? (0, 0) : LogSigmoid(b);
        var (logLower, byLower) = double.IsNegativeInfinity(a) ? (0, 0) : LogSigmoid(-a);
        var width = b - a;
        if (double.IsInfinity(width)) return (logUpper + logLower, -byLower, byUpper);
        var inside = -Math.Exp(-width) / -double.ExpM1(-width);                // ∂/∂a of ln(1 − e^{a−b}), and −∂/∂b
        return (logUpper + logLower + Math.Log(-double.ExpM1(-width)), -byLower + inside, byUpper - inside);
    }

    public static double Draw(ref Rng rng)
    {
        var u = rng.NextDouble() + (0.5 * (1.0 / (1L << 53)));                 // never 0 or 1
        return Math.Log(u / (1 - u));
    }

    /// <returns>ln σ(x), and its derivative σ(−x).</returns>
    private static (double Log, double Derivative) LogSigmoid(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        return (Math.Min(x, 0) - Math.Log(1 + e), (x >= 0 ? e : 1) / (1 + e));
    }
}
