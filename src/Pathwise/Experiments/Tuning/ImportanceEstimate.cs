using System.Globalization;
using Pathwise.Randomness;

namespace Pathwise.Experiments.Tuning;

/// <summary>What mattered in a search: the variance of the values, and the part of it that is each option's
/// own.</summary>
/// <remarks>
/// <para>A forest of regression trees learns the value from the positions of the settings in their ranges; in each
/// tree, <c>F_j = V_j / V</c> with V the variance over the space of what is searched and V_j that of the mean over all
/// other options, both exact. Positions are uniform where settings are drawn, so both mean the ranges as they were
/// given. Source: F. Hutter, H. Hoos, K. Leyton-Brown, <i>An Efficient Approach for Assessing Hyperparameter
/// Importance</i>, ICML 2014 (functional ANOVA).</para>
/// <para>A forest finds a little in noise as well. Therefore each option's positions are shuffled among the trials,
/// with all others left as they are; the 90th percentile of what it then seems to explain, over several shufflings, is
/// <see cref="SettingImportance.Chance"/>. Source: A. Altmann et al., <i>Permutation Importance: a Corrected Feature
/// Importance Measure</i>, Bioinformatics 26 (2010), which shuffles the values instead.</para>
/// <para>Trials that diverged or failed count as the worst value there is.</para>
/// </remarks>
public static class ImportanceEstimate
{
    /// <summary>How many trials an estimate needs.</summary>
    public const int LeastTrials = 8;

    private const int Trees = 64, ShuffledTrees = 16, Shufflings = 30, LeastRows = 3;

    /// <summary>The importance of each option, the most important first.</summary>
    /// <param name="result">The search; its <see cref="TuningResult.Widest"/> rung is looked at.</param>
    /// <param name="seeds">The stream that grows trees and shuffles.</param>
    /// <returns>None if fewer than <see cref="LeastTrials"/> trials have come to a rung, none has a value, or all
    /// have the same.</returns>
    public static IReadOnlyList<SettingImportance> Of(TuningResult result, SeedSequence seeds)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(seeds);
        var trials = result.Widest;
        double[] sound = [.. trials.Where(trial => trial.IsSound).Select(trial => trial.Value!.Value)];
        if (trials.Count < LeastTrials || sound.Length == 0) return [];
        double[] values = [.. trials.Select(trial => trial.Value ?? sound.Min())];
        double[][] points = [.. trials.Select(trial => result.Space.PositionsOf(trial.Values))];
        return
        [
            .. Of(points, values, seeds).Zip(
                result.Space.Tuned, (share, tuned) => share with { Name = tuned.Name })
                .OrderByDescending(one => one.Share),
        ];
    }

    /// <summary>The importance of each axis of the unit cube for a value.</summary>
    /// <param name="points">Drawn uniformly, each [axes], in [0, 1].</param>
    /// <param name="values">[points], finite.</param>
    /// <param name="seeds">The stream that grows trees and shuffles.</param>
    /// <returns>[axes], named by their indices; none if all values are alike.</returns>
    public static IReadOnlyList<SettingImportance> Of(double[][] points, double[] values, SeedSequence seeds)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(seeds);
        if (points.Length == 0 || values.Distinct().Count() < 2) return [];
        var scale = values.Max(Math.Abs);
        double[] scaled = [.. values.Select(value => value / scale)];       // splits are told from noise on one scale
        var importances = new SettingImportance[points[0].Length];
        Parallel.For(0, importances.Length, j =>
        {
            var rng = new Rng(seeds.Child(0));                  // the same forest, looked at along each axis
            var shares = Shares(points, scaled, j, Trees, ref rng);
            rng = new(seeds.Child(1).Child(j));
            var chance = new double[Shufflings];
            foreach (ref var share in chance.AsSpan())
                share = Shares(WithoutAxis(points, j, ref rng), scaled, j, ShuffledTrees, ref rng).Average();
            importances[j] = new(
                j.ToString(CultureInfo.InvariantCulture), shares.Average(), Quantile(shares, 0.1),
                Quantile(shares, 0.9), Quantile(chance, 0.9));
        });
        return importances;
    }

    /// <summary>The points with one axis shuffled.</summary>
    private static double[][] WithoutAxis(double[][] points, int axis, ref Rng rng)
    {
        double[][] copy = [.. points.Select(point => (double[])point.Clone())];
        double[] shuffled = [.. points.Select(point => point[axis])];
        rng.Shuffle<double>(shuffled);
        for (var i = 0; i < copy.Length; i++) copy[i][axis] = shuffled[i];
        return copy;
    }

    /// <summary>The share of an axis in each tree of a forest, [trees].</summary>
    private static double[] Shares(double[][] points, double[] values, int axis, int trees, ref Rng rng)
    {
        var shares = new double[trees];
        var rows = new int[points.Length];
        foreach (ref var share in shares.AsSpan())
        {
            foreach (ref var row in rows.AsSpan()) row = rng.NextInt32(rows.Length);        // a bootstrap sample
            var tree = new RegressionTree(points, values, rows, LeastRows, ref rng);
            if (tree.Variance is > 0 and var variance) share = tree.VarianceAlong(axis) / variance;
        }

        return shares;
    }

    private static double Quantile(double[] values, double q)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)Math.Round(q * (sorted.Length - 1))];
    }
}
