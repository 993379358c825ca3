using Pathwise.Autoencoders.AnomalyDetection;
using Pathwise.Randomness;
using Pathwise.Testing;

namespace Pathwise.Tests.Autoencoders.AnomalyDetection;

public sealed class AnomalyThresholdTests
{
    /// <summary>k = n + 1 − ⌊(n + 1) α⌋ of 1…n.</summary>
    [Theory]
    [InlineData(19, 0.05, 19)]
    [InlineData(20, 0.05, 20)]
    [InlineData(39, 0.05, 38)]
    [InlineData(99, 0.29, 71)]              // 100 · 0.29 is 28.999… in binary
    [InlineData(9, 0.5, 5)]
    public void The_threshold_is_an_order_statistic(int count, double rate, double expected)
    {
        var threshold = AnomalyThreshold.Calibrate([.. Enumerable.Range(1, count).Reverse().Select(i => (double)i)], rate);
        Assert.Equal(expected, threshold.Value);
        Assert.False(threshold.Flags(expected));
        Assert.True(threshold.Flags(expected + 1e-9));
        Assert.Equal((count + 1 - expected) / (count + 1), threshold.Expected, 1e-15);
    }

    /// <summary>Over calibrations the true rate of false alarms has the promised mean and spread: of uniform scores it
    /// is 1 − threshold, a Beta variable.</summary>
    [Theory]
    [InlineData(99, 0.05)]
    [InlineData(150, 0.1)]
    public void The_rate_of_false_alarms_is_the_promised_one(int count, double rate)
    {
        var (rng, scores, rates, threshold) = (new Rng(1), new double[count], new double[4000], default(AnomalyThreshold));
        for (var i = 0; i < rates.Length; i++)
        {
            rng.FillUniform(scores);
            threshold = AnomalyThreshold.Calibrate(scores, rate);
            rates[i] = 1 - threshold.Value;
        }

        var sample = Sample.Of(rates);
        Assert.InRange(threshold.Expected, rate - (1.0 / (count + 1)), rate);
        Assert.Equal(threshold.Expected, sample.Mean, 4 * sample.StandardError);
        Assert.Equal(threshold.Spread, sample.StandardDeviation, 4 * threshold.Spread / Math.Sqrt(2 * 4000) * 1.5); // 4 s.e., and the Beta's tail
    }

    /// <summary>20,000 images of a fixed generator calibrate it, 20,000 others measure it: the difference has a
    /// standard deviation of 0.22 %, so that 1 % is more than four of them.</summary>
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.05)]
    public void Fresh_examples_are_flagged_as_often_as_was_asked_within_one_per_cent(double rate)
    {
        var (rng, rows) = (new Rng(3), new float[40_000 * 2]);
        rng.FillNormal(rows);
        var score = new ErrorScore(examples => new float[examples.Length]);             // ‖x‖²
        var scores = score.Of(new Pathwise.Datasets.ExampleMatrix(rows, 2), new(1));
        var threshold = AnomalyThreshold.Calibrate(scores.AsSpan(0, 20_000), rate);
        Assert.Equal(-2 * Math.Log(rate), threshold.Value, 4 * 2 / Math.Sqrt(20_000 * rate));       // of χ² with 2 degrees: s.e. 2/√(nα)
        Assert.Equal(rate, threshold.Rate(scores.AsSpan(20_000)), 0.01);
    }

    [Fact]
    public void Tied_scores_are_not_flagged() =>
        Assert.Equal(0, AnomalyThreshold.Calibrate([1, 1, 1, 1, 1, 1, 1, 1, 1], 0.3).Rate([1, 1, 0]));

    [Theory]
    [InlineData(0.01, 98, "A share of 0.01 false alarms takes 99 examples to calibrate on, but there are 98.")]
    [InlineData(0, 98, "The share of false alarms cannot be 0; it must be above 0 and below 1.")]
    [InlineData(1, 98, "The share of false alarms cannot be 1; it must be above 0 and below 1.")]
    public void What_cannot_be_calibrated_is_told(double rate, int count, string sentence) => Assert.Equal(
        sentence, Assert.Throws<BadInputException>(() => AnomalyThreshold.Calibrate(new double[count], rate)).Message);

    [Fact]
    public void A_score_that_is_no_number_is_told() => Assert.Contains(
        "cannot be calibrated on the score NaN",
        Assert.Throws<BadInputException>(() => AnomalyThreshold.Calibrate([double.NaN, 1, 2], 0.5)).Message, StringComparison.Ordinal);
}
