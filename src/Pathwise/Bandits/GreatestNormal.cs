using Pathwise.Numerics;

namespace Pathwise.Bandits;

/// <summary>How probable it is that one of several independent normal numbers is the greatest: the propensity of
/// Thompson sampling.</summary>
/// <remarks>
/// <para><c>p_a = ∫ φ(z) Π_{b≠a} Φ((m_a + s_a z − m_b)/s_b) dz</c>, by the adaptive Gauss–Kronrod rule of 7 and 15
/// points, begun with an interval between each two places where a factor begins or ends to go from 0 to
/// 1. A number with s = 0 is certain; several that are certain and greatest share their probability equally.</para>
/// <para>Source of the rule: A. S. Kronrod (1965), as in QUADPACK (R. Piessens et al., 1983). Error below 1e-8, as the
/// tests hold it against a fine grid.</para>
/// </remarks>
internal static class GreatestNormal
{
    private const double Reach = 8.5;                       // Φ(−8.5) = 1e-17
    private const double Step = 5;                          // where a factor is 0 or 1 but for 3e-7
    private const double Narrow = 0.5;                      // a step that is wider than this is no step
    private const double Tolerance = 1e-7;                  // of the 7 points; the 15 are better by far
    private const int MostHalvings = 30;

    private static ReadOnlySpan<double> Nodes =>
    [
        0.991455371120812639206854697526329, 0.949107912342758524526189684047851, 0.864864423359769072789712788640926,
        0.741531185599394439863864773280788, 0.586087235467691130294144691258291, 0.405845151377397166906606412076961,
        0.207784955007898467600689403773245, 0,
    ];

    private static ReadOnlySpan<double> Weights15 =>
    [
        0.022935322010529224963732008058970, 0.063092092629978553290700663189204, 0.104790010322250183839876322541518,
        0.140653259715525918745189590510238, 0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
        0.204432940075298892414161999234649, 0.209482141084727828012999174891714,
    ];

    private static ReadOnlySpan<double> Weights7 =>
    [
        0, 0.129484966168869693270611432679082, 0, 0.279705391489276667901467771423780, 0,
        0.381830050505118944950369775488975, 0, 0.417959183673469387755102040816327,
    ];

    /// <summary>Numbers of scratch memory for n means.</summary>
    public static int ScratchLength(int count) => (2 * count) + 3;

    /// <param name="arm">a.</param>
    /// <param name="means">m, [n]; −∞ for what takes no part.</param>
    /// <param name="deviations">s ≥ 0, [n].</param>
    /// <param name="breaks">Scratch, at least <see cref="ScratchLength"/>.</param>
    /// <returns>p_a, in [0, 1].</returns>
    public static double Probability(
        int arm, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, Span<double> breaks)
    {
        if (double.IsNegativeInfinity(means[arm])) return 0;
        var (certain, ties) = Certain(means, deviations);
        if (deviations[arm] == 0)
            return means[arm] < certain ? 0 : Product(certain, -1, means, deviations) / ties;

        // Below low some factor is 0; above high all are 1.
        var (mean, deviation) = (means[arm], deviations[arm]);
        var (low, high) = (-Reach, -Reach);
        for (var b = 0; b < means.Length; b++)
        {
            if (b == arm || double.IsNegativeInfinity(means[b])) continue;
            low = Math.Max(low, (means[b] - (Reach * deviations[b]) - mean) / deviation);
            high = Math.Max(high, (means[b] + (Reach * deviations[b]) - mean) / deviation);
        }

        if (low >= Reach) return 0;
        high = Math.Min(high, Reach);
        var probability = StandardNormal.Cumulative(-high);
        if (high <= low) return StandardNormal.Cumulative(-low);

        breaks = breaks[..Breaks(low, high, arm, means, deviations, breaks)];
        breaks.Sort();
        for (var i = 1; i < breaks.Length; i++)
            probability += Integral(breaks[i - 1], breaks[i], arm, means, deviations, MostHalvings);
        return Math.Min(1, probability);
    }

    private static (double Greatest, int Ties) Certain(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        var (greatest, ties) = (double.NegativeInfinity, 0);
        for (var b = 0; b < means.Length; b++)
            if (deviations[b] == 0 && means[b] >= greatest)
                (greatest, ties) = (means[b], means[b] > greatest ? 1 : ties + 1);
        return (greatest, ties);
    }

    private static int Breaks(
        double low, double high, int arm, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations,
        Span<double> breaks)
    {
        (breaks[0], breaks[1], breaks[2]) = (low, high, Math.Clamp(0, low, high));
        var count = 3;
        for (var b = 0; b < means.Length; b++)
        {
            if (b == arm || double.IsNegativeInfinity(means[b])) continue;
            var middle = (means[b] - means[arm]) / deviations[arm];
            var reach = deviations[b] / deviations[arm] is var width && width < Narrow ? Step * width : 0;
            if (middle - reach > low && middle - reach < high) breaks[count++] = middle - reach;
            if (reach > 0 && middle + reach > low && middle + reach < high) breaks[count++] = middle + reach;
        }

        return count;
    }

    private static double Integral(
        double from, double to, int arm, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, int halvings)
    {
        var (middle, half, rough, fine) = (0.5 * (from + to), 0.5 * (to - from), 0.0, 0.0);
        for (var i = 0; i < Nodes.Length; i++)
        {
            var x = half * Nodes[i];
            var value = Integrand(middle + x, arm, means, deviations);
            if (Nodes[i] != 0) value += Integrand(middle - x, arm, means, deviations);
            fine += Weights15[i] * value;
            rough += Weights7[i] * value;
        }

        if (half * Math.Abs(fine - rough) <= Tolerance || halvings == 0) return half * fine;
        return Integral(from, middle, arm, means, deviations, halvings - 1)
            + Integral(middle, to, arm, means, deviations, halvings - 1);
    }

    private static double Integrand(double z, int arm, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations) =>
        StandardNormal.Density(z) * Product(means[arm] + (deviations[arm] * z), arm, means, deviations);

    /// <summary>P(no number but the arm's own, and none that is certain and equal, is above a value).</summary>
    private static double Product(double value, int arm, ReadOnlySpan<double> means, ReadOnlySpan<double> deviations)
    {
        var product = 1.0;
        for (var b = 0; b < means.Length && product > 0; b++)
            if (b != arm)
                product *= deviations[b] == 0
                    ? value >= means[b] ? 1 : 0
                    : StandardNormal.Cumulative((value - means[b]) / deviations[b]);
        return product;
    }
}
