using System.Runtime.Intrinsics;

namespace Pathwise.Bandits;

/// <summary>The density of y = ln(x / (1 − x)) where x ~ Beta(α, β): proportional to x^α (1 − x)^β.</summary>
/// <remarks>
/// Its logarithm is concave, with the peak where x = p = α/(α + β) and the second derivative −αβ/(α + β) there. At a
/// distance δ from the peak it is, relative to the peak,
/// <c>(α + β) [pδ − ln(1 + p(e^δ − 1))] = −(α + β) [(1 − p)δ + ln(1 + (1 − p)(e^−δ − 1))]</c>;
/// of the two, the one is taken whose logarithm is of a number above 1, so that nothing cancels but in the difference
/// itself.
/// </remarks>
internal static class LogitOfBeta
{
    private const double Negligible = -32;                                       // ln of a density's share of the peak

    /// <summary>The poles of the density are at distance π from the line.</summary>
    private const double WidestStep = 4;

    /// <param name="alpha">α, > 0.</param>
    /// <param name="beta">β, > 0.</param>
    public static ArmDensity Range(double alpha, double beta)
    {
        var (peak, deviation) = (Math.Log(alpha / beta), Math.Sqrt((1 / alpha) + (1 / beta)));
        return new(
            peak - Reach(alpha, beta, -deviation), peak + Reach(alpha, beta, deviation));
    }

    /// <summary>As far as one and a half standard deviations of the normal density that is as curved as this one where
    /// it is curved the most: <c>h √((α + β) max x(1 − x)) ≤ 3/2</c>.</summary>
    /// <param name="total">α + β.</param>
    /// <param name="from">A logit.</param>
    public static double Step(double total, double from)
    {
        var step = WidestStep;
        while (step * step * total * Variance(Math.Clamp(0, from, from + step)) > 2.25) step *= 0.75;
        return step;
    }

    /// <summary>ln of the density, relative to the peak.</summary>
    /// <param name="alpha">α.</param>
    /// <param name="beta">β.</param>
    /// <param name="delta">δ, distances from the peak.</param>
    public static Vector512<double> LogDensity(double alpha, double beta, Vector512<double> delta)
    {
        var (total, isRight) = (Vector512.Create(alpha + beta), Vector512.GreaterThan(delta, Vector512<double>.Zero));
        var p = Vector512.ConditionalSelect(isRight, Vector512.Create(alpha), Vector512.Create(beta)) / total;
        var distance = Vector512.Abs(delta);
        return total * ((p * distance) - LogOnePlus(p * ExponentialLessOne(distance)));
    }

    /// <summary>x (1 − x), which is greatest at y = 0.</summary>
    private static double Variance(double y)
    {
        var e = Math.Exp(-Math.Abs(y));
        return e / ((1 + e) * (1 + e));
    }

    /// <summary>A distance, within a tenth of the least, at which the density is negligible.</summary>
    private static double Reach(double alpha, double beta, double direction)
    {
        var (inside, outside) = (0.0, 8.0);
        while (IsInside(outside)) (inside, outside) = (outside, 2 * outside);
        while (outside - inside > 0.1 * outside)
        {
            var middle = 0.5 * (inside + outside);
            if (IsInside(middle)) inside = middle;
            else outside = middle;
        }

        return outside * Math.Abs(direction);

        bool IsInside(double steps) =>
            LogDensity(alpha, beta, Vector512.Create(direction * steps))[0] > Negligible;
    }

    /// <summary>ln(1 + x), x ≥ 0, to the last digits also for small x: W. Kahan's correction of the rounded
    /// 1 + x.</summary>
    private static Vector512<double> LogOnePlus(Vector512<double> x)
    {
        var y = Vector512<double>.One + x;
        return Vector512.ConditionalSelect(
            Vector512.Equals(y, Vector512<double>.One), x, x * Vector512.Log(y) / (y - Vector512<double>.One));
    }

    /// <summary>eˣ − 1, x from 0 to 700, likewise.</summary>
    private static Vector512<double> ExponentialLessOne(Vector512<double> x)
    {
        var y = Vector512.Exp(x);
        return Vector512.ConditionalSelect(
            Vector512.Equals(y, Vector512<double>.One), x, (y - Vector512<double>.One) * x / Vector512.Log(y));
    }
}
