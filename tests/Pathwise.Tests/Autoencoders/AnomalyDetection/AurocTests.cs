using Pathwise.Autoencoders.AnomalyDetection;
using Pathwise.Randomness;
using Pathwise.Testing;

namespace Pathwise.Tests.Autoencoders.AnomalyDetection;

public sealed class AurocTests
{
    [Theory]
    [InlineData(1, new double[] { 1, 2 }, new double[] { 3, 4, double.PositiveInfinity })]
    [InlineData(0, new double[] { 3, 4 }, new double[] { 1, 2 })]
    [InlineData(0.5, new double[] { 7, 7, 7 }, new double[] { 7, 7 })]
    public void What_is_wholly_apart_or_wholly_tied_has_no_error(double area, double[] known, double[] anomalous) =>
        Assert.Equal(new(area, 0), Auroc.Of(known, anomalous));

    /// <summary>Of 9 pairs 6 are won, 2 tied and 1 lost. The anomalies win ½, 5/6 and 1 of their pairs, and so do the
    /// known: s.e.² = 2 · (7/108)/3.</summary>
    [Fact]
    public void Ties_count_one_half()
    {
        var auroc = Auroc.Of([3, 1, 2], [2, 4, 3]);
        Assert.Equal(7 / 9.0, auroc.Value, 1e-15);
        Assert.Equal(Math.Sqrt(7 / 162.0), auroc.StandardError, 1e-15);
    }

    [Fact]
    public void It_is_the_count_over_all_pairs()
    {
        var rng = new Rng(1);
        double[] known = Draws(150, 0, ref rng), anomalous = Draws(90, 1, ref rng);
        var wins = known.SelectMany(a => anomalous.Select(b => a < b ? 1 : a == b ? 0.5 : 0)).Sum();
        Assert.True(known.Intersect(anomalous).Count() > 3);                            // there are ties
        Assert.Equal(wins / (150 * 90), Auroc.Of(known, anomalous).Value, 1e-14);

        static double[] Draws(int count, int shift, ref Rng rng)
        {
            var draws = new double[count];
            foreach (ref var draw in draws.AsSpan()) draw = Math.Round(4 * (rng.NextNormal() + shift));
            return draws;
        }
    }

    /// <summary>Of N(0, 1) and N(1, 1) the area is Φ(1/√2), and over repetitions it varies by its standard
    /// error.</summary>
    [Fact]
    public void Its_standard_error_is_how_much_it_varies()
    {
        var rng = new Rng(2);
        double[] known = new double[50], anomalous = new double[40], areas = new double[2000], variances = new double[2000];
        for (var i = 0; i < areas.Length; i++)
        {
            foreach (ref var score in known.AsSpan()) score = rng.NextNormal();
            foreach (ref var score in anomalous.AsSpan()) score = 1 + rng.NextNormal();
            var auroc = Auroc.Of(known, anomalous);
            (areas[i], variances[i]) = (auroc.Value, auroc.StandardError * auroc.StandardError);
        }

        var sample = Sample.Of(areas);
        Assert.Equal(0.7602499389065233, sample.Mean, 4 * sample.StandardError);
        Assert.Equal(sample.Variance, variances.Average(), 4 * sample.Variance * Math.Sqrt(2.0 / 2000));    // 4 s.e. of a variance
    }

    [Fact]
    public void What_is_no_number_or_missing_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Auroc.Of([1, double.NaN], [2]));
        Assert.Throws<ArgumentException>(() => Auroc.Of([], [2]));
        Assert.True(double.IsNaN(Auroc.Of([1, 2], [3]).StandardError));
    }
}
