namespace Pathwise.Numerics;

/// <summary>The distribution function of N(0, 1), and its inverse.</summary>
internal static class StandardNormal
{
    private const double RootOfTwoPi = 2.5066282746310002, TailStart = 5, Zero = 38.6;

    /// <summary><c>φ(x) = exp(−x²/2)/√(2π)</c>.</summary>
    public static double Density(double x) => Math.Exp(-0.5 * x * x) / RootOfTwoPi;

    /// <summary><c>Φ(x)</c>, the probability below x.</summary>
    /// <param name="x">Any number; NaN gives NaN.</param>
    /// <returns>Within 1e-15 of Φ(x), and for negative x down to −37 also within 1e-10 Φ(x).</returns>
    /// <remarks>Source: J. F. Hart et al., <i>Computer Approximations</i> (1968), no. 5666, as in G. West, <i>Better
    /// Approximations to Cumulative Normal Functions</i> (2005); beyond 5 the continued fraction of Mills'
    /// ratio.</remarks>
    public static double Cumulative(double x)
    {
        var z = Math.Abs(x);
        var tail = z > Zero ? 0 : z < TailStart ? Hart(z) : Fraction(z);       // 1 − Φ(|x|)
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>The x with <c>Φ(x) = p</c>.</summary>
    /// <param name="p">From 0, which gives −∞, to 1, which gives +∞.</param>
    /// <returns>x within 1e-10 for p between 1e-300 and 1/2, and by symmetry above.</returns>
    /// <remarks>Source of the start: M. Abramowitz and I. A. Stegun, <i>Handbook of Mathematical Functions</i>,
    /// 26.2.23; four steps of Halley's method follow.</remarks>
    public static double Quantile(double p)
    {
        if (!(p is >= 0 and <= 1)) return double.NaN;
        if (p > 0.5) return -Quantile(1 - p);
        if (p == 0) return double.NegativeInfinity;

        var t = Math.Sqrt(-2 * Math.Log(p));
        var x = -(t - ((2.515517 + (t * (0.802853 + (t * 0.010328))))
            / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))));
        for (var step = 0; step < 4; step++)
        {
            var u = (Cumulative(x) - p) / Density(x);
            x -= u / (1 + (0.5 * x * u));
        }

        return x;
    }

    private static double Hart(double z)
    {
        var above = 3.52624965998911e-2;
        above = (above * z) + 0.700383064443688;
        above = (above * z) + 6.37396220353165;
        above = (above * z) + 33.912866078383;
        above = (above * z) + 112.079291497871;
        above = (above * z) + 221.213596169931;
        above = (above * z) + 220.206867912376;
        var below = 8.83883476483184e-2;
        below = (below * z) + 1.75566716318264;
        below = (below * z) + 16.064177579207;
        below = (below * z) + 86.7807322029461;
        below = (below * z) + 296.564248779674;
        below = (below * z) + 637.333633378831;
        below = (below * z) + 793.826512519948;
        below = (below * z) + 440.413735824752;
        return Math.Exp(-0.5 * z * z) * above / below;
    }

    /// <summary>φ(z)/(z + 1/(z + 2/(z + …))), deep enough for z ≥ 5.</summary>
    private static double Fraction(double z)
    {
        var fraction = z;
        for (var k = 40; k >= 1; k--) fraction = z + (k / fraction);
        return Density(z) / fraction;
    }
}
