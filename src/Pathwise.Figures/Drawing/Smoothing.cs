namespace Pathwise.Figures.Drawing;

/// <summary>Means of scattered points over a moving window, on an even grid,
/// so that runs can be compared point by point.</summary>
internal static class Smoothing
{
    /// <summary>Means of the points near each grid position, the nearer the heavier: weight 1 there,
    /// 0 half a window away.</summary>
    /// <remarks>Towards either end the window shrinks, so that it stays even-sided:
    /// a rising curve begins where its points do.</remarks>
    /// <param name="xs">Positions, rising, [points].</param>
    /// <param name="ys">Values, [points].</param>
    /// <param name="grid">Where means are wanted, rising.</param>
    /// <param name="window">The window's whole width, > 0.</param>
    /// <returns>
    /// One mean for each grid position. An empty window takes the line between its neighbours; before the first point
    /// and after the last, where the curve says nothing, it is NaN.
    /// </returns>
    public static double[] Over(IReadOnlyList<double> xs, IReadOnlyList<double> ys, double[] grid, double window)
    {
        var means = new double[grid.Length];
        var first = 0;
        for (var g = 0; g < grid.Length; g++)
        {
            var room = xs.Count == 0 ? 0 : Math.Min(grid[g] - xs[0], xs[^1] - grid[g]);
            var half = Math.Clamp(room, window / 6, window / 2);
            while (first < xs.Count && xs[first] <= grid[g] - half) first++;
            means[g] = Mean(xs, ys, first, grid[g], half) ?? Between(xs, ys, first, grid[g]);
        }

        return means;
    }

    /// <summary>The line from point to point at each grid position; NaN before the first point and after the
    /// last.</summary>
    /// <param name="xs">Positions, rising, [points].</param>
    /// <param name="ys">Values, [points].</param>
    /// <param name="grid">Where the line is wanted, rising.</param>
    public static double[] Between(IReadOnlyList<double> xs, IReadOnlyList<double> ys, double[] grid)
    {
        var line = new double[grid.Length];
        var next = 0;
        for (var g = 0; g < grid.Length; g++)
        {
            while (next < xs.Count && xs[next] <= grid[g]) next++;
            line[g] = next > 0 && xs[next - 1] == grid[g] ? ys[next - 1] : Between(xs, ys, next, grid[g]);
        }

        return line;
    }

    /// <summary>The value that a fraction of the values is not above,
    /// with the line between neighbours in rank.</summary>
    /// <param name="sorted">Values, rising, at least one.</param>
    /// <param name="fraction">From 0, the least, to 1, the greatest.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double fraction)
    {
        var rank = fraction * (sorted.Length - 1);
        var below = Math.Min((int)rank, sorted.Length - 1);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((rank - below) * (sorted[above] - sorted[below]));
    }

    private static double? Mean(IReadOnlyList<double> xs, IReadOnlyList<double> ys, int first, double x, double half)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var i = first; i < xs.Count && xs[i] < x + half; i++)
        {
            var weight = 1 - (Math.Abs(xs[i] - x) / half);
            sum += weight * ys[i];
            weights += weight;
        }

        return weights > 0 ? sum / weights : null;
    }

    private static double Between(IReadOnlyList<double> xs, IReadOnlyList<double> ys, int next, double x) =>
        next == 0 || next == xs.Count
            ? double.NaN
            : ys[next - 1] + ((x - xs[next - 1]) / (xs[next] - xs[next - 1]) * (ys[next] - ys[next - 1]));
}
