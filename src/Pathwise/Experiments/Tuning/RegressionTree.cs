using Pathwise.Randomness;

namespace Pathwise.Experiments.Tuning;

/// <summary>A regression tree over the unit cube: boxes that fill it, with a number for each.</summary>
/// <remarks>Source: L. Breiman, J. Friedman, R. Olshen, C. Stone, <i>Classification and Regression Trees</i> (1984),
/// chapter 8: each split takes away as much of the squared error as one can, here of those along a random part of the
/// axes, as in L. Breiman, <i>Random Forests</i>, Machine Learning 45 (2001). Splits lie midway between neighbours.
/// Immutable.</remarks>
internal sealed class RegressionTree
{
    private readonly int _axes;
    private readonly List<Box> _boxes = [];

    /// <summary>Boxes that were made otherwise.</summary>
    internal RegressionTree(int axes, IEnumerable<Box> boxes) => (_axes, _boxes) = (axes, [.. boxes]);

    /// <summary>Grows a tree.</summary>
    /// <param name="points">The points, each [axes], in [0, 1].</param>
    /// <param name="values">[points], finite.</param>
    /// <param name="rows">The points to learn from; some may come several times.</param>
    /// <param name="leastRows">How many rows a box has at least.</param>
    /// <param name="rng">The stream that chooses the axes of each split.</param>
    internal RegressionTree(double[][] points, double[] values, int[] rows, int leastRows, ref Rng rng)
    {
        _axes = points[0].Length;
        Grow(points, values, rows, leastRows, new double[_axes], [.. Enumerable.Repeat(1.0, _axes)], ref rng);
    }

    /// <summary>The boxes.</summary>
    internal IReadOnlyList<Box> Boxes => _boxes;

    /// <summary>The mean over the cube.</summary>
    internal double Mean => _boxes.Sum(box => box.Value * box.Volume);

    /// <summary>The variance over the cube.</summary>
    internal double Variance
    {
        get
        {
            var mean = Mean;
            return _boxes.Sum(box => box.Volume * (box.Value - mean) * (box.Value - mean));
        }
    }

    /// <summary>The variance along an axis of the mean over all others: what the axis does alone.</summary>
    /// <remarks><c>V_j = ∫ (a_j(x) − f₀)² dx, a_j(x) = Σ_b c_b [x in b's interval] · vol(b) / length_j(b)</c>, exact,
    /// for a_j is constant between neighbouring ends of boxes. Source: F. Hutter, H. Hoos, K. Leyton-Brown, <i>An
    /// Efficient Approach for Assessing Hyperparameter Importance</i>, ICML 2014, §3.</remarks>
    internal double VarianceAlong(int axis)
    {
        double[] ends = [.. _boxes.SelectMany(box => new[] { box.Low[axis], box.High[axis] }).Distinct().Order()];
        var levels = new double[Math.Max(0, ends.Length - 1)];
        foreach (var box in _boxes)
        {
            var weighted = box.Value * box.Volume / (box.High[axis] - box.Low[axis]);
            for (var i = Array.BinarySearch(ends, box.Low[axis]); ends[i] < box.High[axis]; i++) levels[i] += weighted;
        }

        var (mean, variance) = (Mean, 0.0);
        for (var i = 0; i < levels.Length; i++)
            variance += (ends[i + 1] - ends[i]) * (levels[i] - mean) * (levels[i] - mean);
        return variance;
    }

    private void Grow(
        double[][] points, double[] values, int[] rows, int leastRows, double[] low, double[] high, ref Rng rng)
    {
        if (Best(points, values, rows, leastRows, ref rng) is not { } split)
        {
            _boxes.Add(new(low, high, rows.Average(row => values[row])));
            return;
        }

        var (middle, rest) = ((double[])high.Clone(), (double[])low.Clone());
        middle[split.Axis] = rest[split.Axis] = split.At;
        int[] below = [.. rows.Where(row => points[row][split.Axis] < split.At)];
        int[] above = [.. rows.Where(row => points[row][split.Axis] >= split.At)];
        Grow(points, values, below, leastRows, low, middle, ref rng);
        Grow(points, values, above, leastRows, rest, high, ref rng);
    }

    /// <summary>The split that leaves the least squared error, or null if none leaves less.</summary>
    private (int Axis, double At)? Best(
        double[][] points, double[] values, int[] rows, int leastRows, ref Rng rng)
    {
        if (rows.Length < 2 * leastRows) return null;
        int[] axes = [.. Enumerable.Range(0, _axes)];
        rng.Shuffle<int>(axes);
        var sum = rows.Sum(row => values[row]);
        var (best, most) = (((int, double)?)null, (sum * sum / rows.Length) + 1e-12);
        int[] order = [.. rows];
        var places = new double[order.Length];
        foreach (var axis in axes.AsSpan(0, (2 * _axes + 2) / 3))
        {
            for (var i = 0; i < order.Length; i++) places[i] = points[order[i]][axis];
            Array.Sort(places, order);
            var left = 0.0;
            for (var n = 1; n < order.Length; n++)
            {
                left += values[order[n - 1]];
                if (places[n - 1] == places[n] || n < leastRows || order.Length - n < leastRows) continue;
                var score = (left * left / n) + ((sum - left) * (sum - left) / (order.Length - n));
                if (score <= most) continue;
                (best, most) = ((axis, (places[n - 1] + places[n]) / 2), score);
            }
        }

        return best;
    }

    /// <summary>A part of the cube.</summary>
    /// <param name="Low">Where it begins, [axes].</param>
    /// <param name="High">Where it ends, [axes].</param>
    /// <param name="Value">The number for it.</param>
    internal sealed record Box(double[] Low, double[] High, double Value)
    {
        internal double Volume { get; } = Low.Zip(High, (low, high) => high - low).Aggregate(1.0, (a, b) => a * b);
    }
}
