namespace Pathwise.Randomness;

/// <summary>Draws from gamma and beta distributions.</summary>
/// <remarks>Source: G. Marsaglia and W. W. Tsang, <i>A Simple Method for Generating Gamma Variables</i>, ACM
/// Transactions on Mathematical Software 26(3), 2000: <c>d (1 + cz)³</c> with z normal, d = k − ⅓ and c = 1/√(9d), of
/// which at least 95 % are accepted; below shape 1 by <c>Gamma(k) = Gamma(k + 1) U^(1/k)</c>.</remarks>
internal static class GammaDraw
{
    /// <summary>A draw from Gamma(k, 1).</summary>
    /// <param name="shape">k, > 0.</param>
    /// <param name="rng">Where it comes from.</param>
    public static double Draw(double shape, ref Rng rng)
    {
        if (shape < 1) return Draw(shape + 1, ref rng) * Math.Pow(1 - rng.NextDouble(), 1 / shape);

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var z = rng.NextNormal();
            var v = 1 + (c * z);
            if (v <= 0) continue;
            v = v * v * v;
            var u = 1 - rng.NextDouble();                                        // in (0, 1]
            if (u < 1 - (0.0331 * (z * z) * (z * z))) return d * v;
            if (Math.Log(u) < (0.5 * z * z) + (d * (1 - v + Math.Log(v)))) return d * v;
        }
    }

    /// <summary>A draw from Beta(α, β): <c>X / (X + Y)</c> of two gammas.</summary>
    /// <param name="alpha">α, > 0.</param>
    /// <param name="beta">β, > 0.</param>
    /// <param name="rng">Where it comes from.</param>
    public static double DrawBeta(double alpha, double beta, ref Rng rng)
    {
        var x = Draw(alpha, ref rng);
        return x / (x + Draw(beta, ref rng));
    }
}
