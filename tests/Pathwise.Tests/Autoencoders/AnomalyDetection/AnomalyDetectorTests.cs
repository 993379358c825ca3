using Pathwise.Autoencoders.AnomalyDetection;
using Pathwise.Datasets;

namespace Pathwise.Tests.Autoencoders.AnomalyDetection;

public sealed class AnomalyDetectorTests
{
    /// <summary>Examples of rising squares: halves in order would be no fair ones.</summary>
    private static readonly ExampleMatrix Rising = new(Enumerable.Range(1, 2001).Select(i => (float)Math.Sqrt(i)).ToArray(), 1);

    private static readonly ErrorScore Squares = new(rows => new float[rows.Length]);

    [Fact]
    public void Half_of_the_known_calibrate_and_the_others_are_counted()
    {
        var detector = AnomalyDetector.Calibrate(Squares, Rising, 0.05, new(1));
        Assert.Equal((1001, 1000, 2001), (detector.Threshold.Count, detector.FreshScores.Count, detector.KnownScores.Count));
        Assert.Equal(detector.FreshScores.Count(score => score > detector.Threshold.Value) / 1000.0, detector.FalseAlarms);
        Assert.Equal(0.05, detector.FalseAlarms, 4 * Math.Sqrt(2 * 0.05 * 0.95 / 1000));      // of both halves
        Assert.Equal(detector.KnownScores, Squares.Of(Rising, AnomalyDetector.KnownSeeds(new(1))));
        Assert.Equal(Enumerable.Range(1, 2001).Select(i => (double)i), detector.KnownScores.Select(score => Math.Round(score)));
    }

    [Fact]
    public void Typicality_is_the_distance_from_the_calibrated_mean()
    {
        var detector = AnomalyDetector.Calibrate(Squares, Rising, 0.05, new(1), isTypicality: true);
        var center = Assert.IsType<TypicalityScore>(detector.Score).Center;
        Assert.Equal(1001, center, 4 * 578 / Math.Sqrt(1001));                                // of a uniform's deviation
        Assert.Equal(Math.Abs(1 - center), detector.KnownScores[0], 1e-5);
        Assert.True(detector.Threshold.Flags(detector.Score.Of(new ExampleMatrix(new float[] { 60 }, 1), new(1))[0]));
    }

    [Fact]
    public void Too_few_known_are_told_before_they_are_scored()
    {
        var score = new ErrorScore(_ => throw new InvalidOperationException());
        var error = Assert.Throws<BadInputException>(() => AnomalyDetector.Calibrate(score, Rising, 0.0001, new(1)));
        Assert.Equal("A share of 0.0001 false alarms takes 9999 examples to calibrate on, but there are 1001.", error.Message);
    }
}
