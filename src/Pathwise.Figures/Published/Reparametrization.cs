using Pathwise.Figures.Drawing;
using Pathwise.Randomness;

namespace Pathwise.Figures.Published;

/// <summary>Three unbiased estimates of one gradient, <c>d/dμ E[z²]</c> for z ∼ N(μ, 1), and how they
/// scatter.</summary>
/// <remarks>
/// <para>Along the path, z = μ + ε: <c>2(μ + ε)</c>. By the score: <c>z²·(z − μ)</c>. By the score with a baseline
/// b = E[z²]: <c>(z² − b)·(z − μ)</c>.</para>
/// <para>At μ = 1 the gradient is 2, and from the moments of a normal number, E ε² = 1, E ε⁴ = 3, E ε⁶ = 15, the
/// variances are 4, 30 and 18.</para>
/// </remarks>
internal static class Reparametrization
{
    private const double Mu = 1, Gradient = 2 * Mu, Baseline = (Mu * Mu) + 1;
    private const int Draws = 1_000_000, Shown = 1000;
    private const ulong Seed = 6114;

    private static readonly Estimator[] Estimators =
    [
        new("score", 30, epsilon => (Mu + epsilon) * (Mu + epsilon) * epsilon),
        new("score with baseline", 18, epsilon => (((Mu + epsilon) * (Mu + epsilon)) - Baseline) * epsilon),
        new("path", 4, epsilon => 2 * (Mu + epsilon)),
    ];

    public static PublishedFigure Definition { get; } = new(
        "reparametrization",
        "Reparametrization: one gradient, three estimates",
        "d/dμ E[z²] for z ∼ N(μ, 1) at μ = 1, estimated a million times along the path of a reparametrized draw, "
        + "by the score function, and by the score function with the baseline E[z²].",
        "The estimators of D. P. Kingma and M. Welling, Auto-Encoding Variational Bayes (2014), section 2.3, and of "
        + "R. J. Williams, Simple Statistical Gradient-Following Algorithms (1992). Reference: the moments of a normal "
        + "number, exactly.",
        Compute);

    private static FigureReport Compute(
        PublishedFigure figure, IProgress<double>? progress, CancellationToken cancellation)
    {
        var chart = new Chart
        {
            Title = figure.Title,
            Subtitle = "Mean of the first n estimates, and one standard error around the gradient.",
            XLabel = "n, estimates that are averaged",
            YLabel = "estimate of the gradient",
            X = (0, Shown),
            Y = (Gradient - 1.2, Gradient + 1.2),
        };
        var rows = new List<FigureRow>();
        for (var i = 0; i < Estimators.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var estimates = Draw(Estimators[i], new SeedSequence(Seed));
            rows.AddRange(Compare(Estimators[i], estimates));
            Add(chart, Estimators[i], estimates.AsSpan(0, Shown), i);
            progress?.Report((i + 1.0) / Estimators.Length);
        }

        chart.Level(Gradient, "the gradient, 2");
        return new(figure, rows, chart.ToPicture());
    }

    /// <summary>Estimates from the same draws ε for every estimator.</summary>
    private static double[] Draw(Estimator estimator, SeedSequence seeds)
    {
        var rng = new Rng(seeds);
        var estimates = new double[Draws];
        foreach (ref var estimate in estimates.AsSpan()) estimate = estimator.Estimate(rng.NextNormal());
        return estimates;
    }

    private static IEnumerable<FigureRow> Compare(Estimator estimator, double[] estimates)
    {
        var mean = estimates.Average();
        var (second, fourth) = (0.0, 0.0);              // central moments
        foreach (var estimate in estimates)
        {
            var square = (estimate - mean) * (estimate - mean);
            second += square / Draws;
            fourth += square * square / Draws;
        }

        yield return new($"{estimator.Name}: mean", mean, Math.Sqrt(second / Draws), Gradient, 0);
        yield return new(
            $"{estimator.Name}: variance", second, Math.Sqrt((fourth - (second * second)) / Draws),
            estimator.Variance, 0);
    }

    private static void Add(Chart chart, Estimator estimator, ReadOnlySpan<double> estimates, int index)
    {
        var counts = Enumerable.Range(1, Shown).Select(n => (double)n).ToArray();
        var (means, sum) = (new double[Shown], 0.0);
        for (var i = 0; i < Shown; i++) means[i] = (sum += estimates[i]) / (i + 1);
        double[] Around(int sign) =>
            Array.ConvertAll(counts, n => Gradient + (sign * Math.Sqrt(estimator.Variance / n)));

        var colour = Palette.Series(index);
        chart.Band(counts, Around(-1), Around(1), colour.WithAlpha(38));
        chart.Line(counts, means, colour, 2);
        chart.Name(means[^1], estimator.Name, colour);
    }

    /// <param name="Name">What it is called.</param>
    /// <param name="Variance">Of one estimate, exactly.</param>
    /// <param name="Estimate">The estimate from ε = z − μ.</param>
    private sealed record Estimator(string Name, double Variance, Func<double, double> Estimate);
}
