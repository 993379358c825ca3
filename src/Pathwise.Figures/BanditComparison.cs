using Pathwise.Bandits;
using Pathwise.Figures.Drawing;

namespace Pathwise.Figures;

/// <summary>The picture of bandit strategies side by side: reward, share of optimal arms, and regret over
/// time.</summary>
public static class BanditComparison
{
    private const int MostPoints = 1000;

    /// <summary>Draws some strategies on one set of axes each.</summary>
    /// <param name="title">What they were run on: <c>"gaussian, 10 arms"</c>.</param>
    /// <param name="results">A name and what a testbed gave, for each strategy, at least one; all of as many
    /// steps.</param>
    /// <exception cref="ArgumentException">There is no result, or they have different numbers of steps.</exception>
    public static Picture Draw(string title, IReadOnlyList<(string Name, TestbedResult Result)> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Select(one => one.Result.Options.Steps).Distinct().Count() != 1)
            throw new ArgumentException("A comparison needs results, all of as many steps.", nameof(results));
        var runs = results[0].Result.Options.Runs;
        return new ChartStack(title, runs == 1 ? "One run." : $"Means over {runs:N0} runs.",
        [
            Panel("mean reward", results, result => result.Reward.Means.ToArray()),
            Panel("% optimal arm", results, result => Array.ConvertAll(result.Optimal.Means.ToArray(), x => 100 * x)),
            Panel("regret so far", results, result => Sums(result.Regret.Means)),
        ]).ToPicture();
    }

    private static Chart Panel(
        string label, IReadOnlyList<(string Name, TestbedResult Result)> results, Func<TestbedResult, double[]> curve)
    {
        var steps = results[0].Result.Options.Steps;
        var stride = ((steps - 1) / MostPoints) + 1;
        var xs = Enumerable.Range(0, ((steps - 1) / stride) + 1).Select(i => (double)(1 + (i * stride))).ToArray();
        var curves = results.Select(one => curve(one.Result)).ToArray();
        var chart = new Chart
        {
            Title = label,
            Subtitle = "",
            XLabel = "steps",
            YLabel = label,
            X = (steps == 1 ? 0 : 1, steps),
            Y = Range(curves),
        };
        for (var i = 0; i < curves.Length; i++)
        {
            chart.Line(xs, [.. xs.Select(x => curves[i][(int)x - 1])], Palette.Series(i), 1.4f);
            chart.Name(Late(curves[i]), results[i].Name, Palette.Series(i));
        }

        return chart;
    }

    /// <summary>Where a line's name stands: at its end, without the last steps' noise.</summary>
    private static double Late(double[] curve) => curve[^Math.Max(1, curve.Length / 50)..].Average();

    private static (double Low, double High) Range(double[][] curves)
    {
        var (low, high) = (curves.Min(curve => curve.Min()), curves.Max(curve => curve.Max()));
        var room = Math.Max((high - low) * 0.05, 1e-3 * Math.Max(1, Math.Abs(high)));
        return (low >= 0 ? 0 : low - room, high + room);
    }

    private static double[] Sums(ReadOnlySpan<double> values)
    {
        var sums = new double[values.Length];
        for (var i = 0; i < sums.Length; i++) sums[i] = values[i] + (i == 0 ? 0 : sums[i - 1]);
        return sums;
    }
}
