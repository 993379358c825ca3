using Pathwise.ArchitectureSearch.Benchmarks;
using Pathwise.Figures.Drawing;

namespace Pathwise.Figures;

/// <summary>The picture of search strategies side by side: regret against children.</summary>
/// <remarks>Regret is what the best network of all has beyond the one that a search would name; a line is the mean over
/// searches, a band reaches from their 10th to their 90th percentile.</remarks>
public static class StrategyPicture
{
    private const int MostPoints = 400, MostBands = 4;

    /// <summary>Draws some strategies.</summary>
    /// <param name="title">What they searched: <c>"NAS-Bench-201, cifar10"</c>.</param>
    /// <param name="strategies">At least one; all of as many children.</param>
    /// <param name="best">The accuracy of the best network, in per cent.</param>
    /// <exception cref="ArgumentException">There is none, or they have different numbers of children.</exception>
    public static Picture Draw(string title, IReadOnlyList<StrategyRuns> strategies, double best)
    {
        ArgumentNullException.ThrowIfNull(strategies);
        if (strategies.Select(one => one.Children).Distinct().Count() != 1)
            throw new ArgumentException("A comparison needs strategies, all of as many children.", nameof(strategies));
        var (children, runs) = (strategies[0].Children, strategies[0].Runs);
        var stride = ((children - 1) / MostPoints) + 1;
        var xs = Enumerable.Range(1, children).Where(n => n == 1 || n == children || n % stride == 0).ToArray();
        var curves = strategies.Select(one => xs.Select(n => Of(one.After(n), best)).ToArray()).ToArray();

        // The first children are as bad as chance: the axis shows what follows the first tenth.
        var begin = Array.FindIndex(xs, n => n > children / 10);
        var top = curves.Max(curve => curve[Math.Max(0, begin)].High);
        var chart = new Chart
        {
            Title = title,
            Subtitle = runs == 1
                ? "One search of each strategy."
                : $"Means over {runs:N0} searches; {Bands(strategies)} from the 10th to the 90th percentile.",
            XLabel = "children",
            YLabel = "regret (points of test accuracy)",
            X = (0, children),
            Y = (0, Math.Max(1.05 * top, 1e-3)),
        };
        var places = Array.ConvertAll(xs, n => (double)n);
        for (var i = 0; i < (curves.Length <= MostBands ? curves.Length : 1); i++)
            chart.Band(
                places, Array.ConvertAll(curves[i], one => Math.Min(one.Low, chart.Y.High)),
                Array.ConvertAll(curves[i], one => Math.Min(one.High, chart.Y.High)),
                Palette.Series(i).WithAlpha(36));
        for (var i = 0; i < curves.Length; i++)
        {
            chart.Line(
                places, Array.ConvertAll(curves[i], one => Math.Min(one.Mean, chart.Y.High)), Palette.Series(i), 2);
            chart.Name(curves[i][^1].Mean, strategies[i].Strategy, Palette.Series(i));
        }

        return chart.ToPicture();
    }

    /// <summary>More bands than a few hide each other: then there is that of the first strategy alone.</summary>
    private static string Bands(IReadOnlyList<StrategyRuns> strategies) =>
        strategies.Count <= MostBands ? "bands" : $"the band, for {strategies[0].Strategy},";

    private static (double Mean, double Low, double High) Of(double[] accuracies, double best)
    {
        var regrets = accuracies.Select(accuracy => best - accuracy).Order().ToArray();
        return (regrets.Average(), Smoothing.Quantile(regrets, 0.1), Smoothing.Quantile(regrets, 0.9));
    }
}
