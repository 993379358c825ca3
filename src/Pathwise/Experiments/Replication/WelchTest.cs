using Pathwise.Numerics;

namespace Pathwise.Experiments.Replication;

/// <summary>Whether two samples have different means, without the assumption of equal variances.</summary>
/// <param name="Difference">x̄ − ȳ.</param>
/// <param name="T">The difference over its standard error.</param>
/// <param name="Degrees">The degrees of freedom after Welch and Satterthwaite.</param>
/// <param name="P">The chance of a t at least as far from 0, on either side, if the means are equal.</param>
/// <remarks>Source: B. L. Welch, <i>The generalization of 'Student's' problem when several different population
/// variances are involved</i>, Biometrika 34 (1947).</remarks>
public readonly record struct WelchTest(double Difference, double T, double Degrees, double P)
{
    /// <summary>Tests two samples.</summary>
    /// <param name="x">[n], n ≥ 2.</param>
    /// <param name="y">[m], m ≥ 2.</param>
    /// <returns>P is 1 where neither sample varies and the means are equal, and 0 where they are not.</returns>
    public static WelchTest Of(IReadOnlyCollection<double> x, IReadOnlyCollection<double> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentOutOfRangeException.ThrowIfLessThan(x.Count, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(y.Count, 2);
        var (meanX, meanY) = (x.Average(), y.Average());
        var (errorX, errorY) = (SquaredError(x, meanX), SquaredError(y, meanY));     // s²/n of each
        var difference = meanX - meanY;
        if (errorX + errorY == 0) return new(difference, 0, double.PositiveInfinity, difference == 0 ? 1 : 0);

        var t = difference / Math.Sqrt(errorX + errorY);
        var degrees = (errorX + errorY) * (errorX + errorY)
            / ((errorX * errorX / (x.Count - 1)) + (errorY * errorY / (y.Count - 1)));
        return new(difference, t, degrees, StudentT.TwoSided(t, degrees));
    }

    private static double SquaredError(IReadOnlyCollection<double> values, double mean) =>
        values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count;
}
