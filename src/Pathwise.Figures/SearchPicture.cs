using System.Globalization;
using Pathwise.ArchitectureSearch;
using Pathwise.Figures.Drawing;

namespace Pathwise.Figures;

/// <summary>The pictures of an architecture search: its rewards, and the front of accuracy and cost.</summary>
public static class SearchPicture
{
    private const int MostPoints = 4000, GridPoints = 240;
    private const double WindowShare = 1.0 / 12, PointsInWindow = 12;

    /// <summary>Draws reward against children: a point for each, their moving mean, and the best so far.</summary>
    /// <param name="title">What was searched: <c>"nasnet, reinforce, seed 1"</c>.</param>
    /// <param name="children">At least one, in order.</param>
    public static Picture Rewards(string title, IReadOnlyList<Child> children)
    {
        ArgumentNullException.ThrowIfNull(children);
        ArgumentOutOfRangeException.ThrowIfZero(children.Count);
        double[] xs = [.. Enumerable.Range(1, children.Count).Select(n => (double)n)];
        double[] rewards = [.. children.Select(child => child.Reward)];
        var broken = children.Count(child => child.Result.Status != ChildStatus.Trained);
        var chart = new Chart
        {
            Title = title,
            Subtitle = "A point is a child, the line their moving mean"
                + (broken == 0 ? "." : $"; {broken} that failed or diverged are red."),
            XLabel = "children",
            YLabel = "reward",
            X = (0, Math.Max(1, children.Count)),
            Y = Range(rewards),
        };
        Points(chart, children, xs, child => child.Reward);

        var (places, best) = BestSoFar(rewards);
        chart.Line(places, best, Palette.Series(1), 1.4f);
        chart.Name(best[^1], "best so far", Palette.Series(1));

        var window = Math.Max(WindowShare * children.Count, PointsInWindow);
        double[] grid = [.. Enumerable.Range(0, GridPoints + 1)
            .Select(i => 1 + ((children.Count - 1.0) * i / GridPoints))];
        var smooth = Smoothing.Over(xs, rewards, grid, window);
        var finite = Enumerable.Range(0, grid.Length).Where(i => double.IsFinite(smooth[i])).ToArray();
        if (finite.Length > 1)
        {
            chart.Line([.. finite.Select(i => grid[i])], [.. finite.Select(i => smooth[i])], Palette.Series(0), 2.4f);
            chart.Name(smooth[finite[^1]], "mean", Palette.Series(0));
        }

        return chart.ToPicture();
    }

    /// <summary>Draws accuracy against cost: a point for each child that was trained, and the front above.</summary>
    /// <param name="title">What was searched.</param>
    /// <param name="children">The children.</param>
    /// <param name="archive">Their front, at least one child.</param>
    public static Picture Front(string title, IReadOnlyList<Child> children, ParetoArchive archive)
    {
        ArgumentNullException.ThrowIfNull(children);
        ArgumentNullException.ThrowIfNull(archive);
        ArgumentOutOfRangeException.ThrowIfZero(archive.Front.Count);
        Child[] trained =
        [
            .. children.Where(child => child.Result.Status == ChildStatus.Trained && archive.CostOf(child) > 0),
        ];
        double[] costs = [.. trained.Select(archive.CostOf)];
        double[] accuracies = [.. trained.Select(child => child.Result.Accuracy)];
        var (dearest, cheapest) = (costs.Max(), costs.Min());
        var room = Math.Max((dearest - cheapest) * 0.04, 0.02 * dearest);
        var chart = new Chart
        {
            Title = title,
            Subtitle = string.Create(
                CultureInfo.InvariantCulture,
                $"A point is a child; {archive.Front.Count} of them no other beats. Hypervolume ")
                + string.Create(CultureInfo.InvariantCulture, $"{archive.Hypervolume:0.0000} up to the dearest."),
            XLabel = archive.Cost switch
            {
                CostKind.MultiplyAdds => "multiply-adds of an image",
                CostKind.Parameters => "parameters",
                _ => "milliseconds for an image",
            },
            YLabel = "accuracy",
            X = (Math.Max(0, cheapest - room), dearest + room),
            Y = Range(accuracies),
        };
        Points(chart, trained, costs, child => child.Result.Accuracy);
        var (xs, ys) = Steps(archive, dearest + room);
        chart.Line(xs, ys, Palette.Series(1), 1.8f);
        chart.Points(
            [.. archive.Front.Select(archive.CostOf)], [.. archive.Front.Select(child => child.Result.Accuracy)],
            Palette.Series(1), 6);
        chart.Name(ys[^1], "front", Palette.Series(1));
        return chart.ToPicture();
    }

    /// <summary>The best reward so far as steps.</summary>
    private static (double[] Xs, double[] Ys) BestSoFar(double[] rewards)
    {
        var (xs, ys) = (new List<double> { 1 }, new List<double> { rewards[0] });
        for (var i = 1; i < rewards.Length; i++)
        {
            if (rewards[i] <= ys[^1]) continue;
            xs.AddRange([i + 1, i + 1]);
            ys.AddRange([ys[^1], rewards[i]]);
        }

        xs.Add(rewards.Length);
        ys.Add(ys[^1]);
        return ([.. xs], [.. ys]);
    }

    private static void Points(Chart chart, IReadOnlyList<Child> children, double[] xs, Func<Child, double> height)
    {
        var stride = ((children.Count - 1) / MostPoints) + 1;
        foreach (var isBroken in (bool[])[false, true])
        {
            int[] shown = [.. Enumerable.Range(0, children.Count).Where(i =>
                i % stride == 0 && isBroken == (children[i].Result.Status != ChildStatus.Trained))];
            if (shown.Length == 0) continue;
            chart.Points(
                [.. shown.Select(i => xs[i])], [.. shown.Select(i => height(children[i]))],
                isBroken ? new(0xD5, 0x2B, 0x1E) : Palette.Series(0).WithAlpha(80), 3.5f);
        }
    }

    /// <summary>The front as steps: up at each of its networks, and level to the next.</summary>
    private static (double[] Xs, double[] Ys) Steps(ParetoArchive archive, double end)
    {
        var (xs, ys) = (new List<double>(), new List<double>());
        foreach (var child in archive.Front)
        {
            if (ys.Count > 0)
            {
                xs.Add(archive.CostOf(child));
                ys.Add(ys[^1]);
            }

            xs.Add(archive.CostOf(child));
            ys.Add(child.Result.Accuracy);
        }

        xs.Add(end);
        ys.Add(ys[^1]);
        return ([.. xs], [.. ys]);
    }

    private static (double Low, double High) Range(double[] values)
    {
        var (low, high) = (values.Min(), values.Max());
        var room = Math.Max((high - low) * 0.06, 1e-3 * Math.Max(1, Math.Abs(high)));
        return (low - room, high + room);
    }
}
