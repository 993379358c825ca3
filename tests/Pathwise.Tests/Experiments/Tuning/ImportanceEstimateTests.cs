using Pathwise.Experiments;
using Pathwise.Experiments.Tuning;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;

namespace Pathwise.Tests.Experiments.Tuning;

public sealed class ImportanceEstimateTests
{
    /// <summary>Four boxes: the lower half of the first axis is 0, the upper half 2 where the second axis is below a
    /// quarter and 6 above. By hand: f₀ = (0 + 0 + 2·¼ + 6·¾) / 2 = 2.5, V = (0 + ½·(¼·4 + ¾·36)) − 6.25 = 7.75; the
    /// means along the first axis are 0 and 5, so V₀ = 6.25; along the second 1 and 3, so V₁ = ¼·¾·4 = 0.75.</summary>
    [Fact]
    public void The_variance_along_an_axis_is_exact()
    {
        var tree = new RegressionTree(2,
        [
            new([0, 0], [0.5, 1], 0), new([0.5, 0], [1, 0.25], 2), new([0.5, 0.25], [1, 1], 6),
        ]);
        Assert.Equal(2.5, tree.Mean, 12);
        Assert.Equal(7.75, tree.Variance, 12);
        Assert.Equal(6.25, tree.VarianceAlong(0), 12);
        Assert.Equal(0.75, tree.VarianceAlong(1), 12);
    }

    [Fact]
    public void A_tree_finds_a_step_and_its_boxes_fill_the_cube()
    {
        var rng = new Rng(4);
        var points = Points(300, 3, ref rng);
        double[] values = [.. points.Select(point => point[1] < 0.3 ? -1.0 : 2.0)];
        var tree = new RegressionTree(points, values, [.. Enumerable.Range(0, 300)], 3, ref rng);
        Assert.Equal(1, tree.Boxes.Sum(box => box.Volume), 12);
        Assert.All(points.Zip(values), pair => Assert.Equal(
            pair.Second, Assert.Single(tree.Boxes, box => Holds(box, pair.First)).Value, 12));
        Assert.Equal(0, tree.VarianceAlong(0), 2);
        Assert.Equal(tree.Variance, tree.VarianceAlong(1), 1);
    }

    /// <summary>f = 3x₀ + x₁ has V₀ : V₁ = 9 : 1. Within 0.04: trees of boxes with three points are coarse, and
    /// bootstrap samples differ; the estimate of 600 points is known to about 0.02.</summary>
    [Fact]
    public void The_shares_of_a_sum_are_those_of_its_terms()
    {
        var rng = new Rng(7);
        var points = Points(600, 4, ref rng);
        var shares = ImportanceEstimate.Of(
            points, [.. points.Select(point => (3 * point[0]) + point[1])], new SeedSequence(1));
        Assert.Equal([0.9, 0.1, 0, 0], shares.Select(one => one.Share), (a, b) => Math.Abs(a - b) < 0.04);
        Assert.All(shares, one => Assert.InRange(one.Share, one.Low - 0.01, one.High + 0.01));
        Assert.Equal([true, true, false, false], shares.Select(one => one.Matters));

    }

    /// <summary>A checkerboard has no effect of an axis alone: (x₀ &lt; ½) = (x₁ &lt; ½) has means of ½
    /// everywhere.</summary>
    [Fact]
    public void What_acts_only_together_with_another_explains_nothing_alone()
    {
        var rng = new Rng(9);
        var points = Points(600, 2, ref rng);
        var shares = ImportanceEstimate.Of(
            points, [.. points.Select(point => (point[0] < 0.5) == (point[1] < 0.5) ? 1.0 : 0.0)], new SeedSequence(2));
        Assert.All(shares, one => Assert.InRange(one.Share, 0, 0.1));
    }

    /// <summary>Chance is the 90th percentile, so of 40 axes without effect 4 ± 4·1.9 are above it.</summary>
    [Fact]
    public void Noise_matters_no_more_often_than_chance_says()
    {
        var matter = 0;
        for (ulong search = 0; search < 10; search++)
        {
            var rng = new Rng(100 + search);
            var points = Points(30, 4, ref rng);
            double[] values = [.. points.Select(_ => rng.NextNormal())];
            matter += ImportanceEstimate.Of(points, values, new SeedSequence(search)).Count(one => one.Matters);
        }

        Assert.InRange(matter, 0, 11);
    }

    [Fact]
    public void It_does_not_depend_on_the_scale_of_values_nor_does_it_fail_where_all_are_alike()
    {
        var rng = new Rng(3);
        var points = Points(40, 2, ref rng);
        var one = ImportanceEstimate.Of(points, [.. points.Select(point => point[0])], new SeedSequence(1));
        var many = ImportanceEstimate.Of(
            points, [.. points.Select(point => Math.ScaleB(point[0], 40))], new SeedSequence(1));
        Assert.Equal(one, many);
        Assert.Empty(ImportanceEstimate.Of(points, new double[40], new SeedSequence(1)));
        Assert.Empty(ImportanceEstimate.Of([], [], new SeedSequence(1)));
    }

    [Fact]
    public void Trials_that_broke_count_as_the_worst_and_the_widest_rung_is_looked_at()
    {
        var space = TuningSpace.Parse(PpoOptions.Settings, ["gamma=0.9..0.99", "epochs=1..10"]);
        var (rng, trials) = (new Rng(5), new List<TrialResult>());
        for (var i = 0; i < 60; i++)
        {
            var values = space.Draw(ref rng);
            var epochs = space.PositionsOf(values)[1];
            trials.Add(new(i, 0, 0, 100, values, [1], epochs > 0.7 ? TrialStatus.Diverged : TrialStatus.Evaluated)
            {
                Value = epochs > 0.7 ? null : 5 - epochs,
            });
            if (i < 20) trials.Add(trials[^1] with { Rung = 1, Steps = 300, Value = 1 });
        }

        var result = new TuningResult(RunStatus.Completed, space, trials);
        Assert.Equal(60, result.Widest.Count);
        var brackets = trials.Select(trial => trial with { Bracket = trial.Rung + trial.Trial / 40, Steps = 300 });
        Assert.Equal(40, (result with { Results = [.. brackets] }).Widest.Count);
        Assert.Empty((result with { Results = [] }).Widest);
        var shares = ImportanceEstimate.Of(result, new SeedSequence(1));
        Assert.Equal(["epochs", "gamma"], shares.Select(one => one.Name));
        Assert.True(shares[0].Matters && shares[0].Share > 0.8, $"{shares[0]}");
        Assert.Empty(ImportanceEstimate.Of(result with { Results = trials[..7] }, new SeedSequence(1)));
    }

    private static double[][] Points(int count, int axes, ref Rng rng)
    {
        var points = new double[count][];
        foreach (ref var point in points.AsSpan())
        {
            point = new double[axes];
            rng.FillUniform(point);
        }

        return points;
    }

    private static bool Holds(RegressionTree.Box box, double[] point) =>
        !point.Where((x, axis) => x < box.Low[axis] || x >= box.High[axis]).Any();
}
