using Pathwise.Autoencoders.AnomalyDetection;
using Pathwise.Datasets;
using Pathwise.Figures.Published;
using Pathwise.Figures.Published.Autoencoders;

namespace Pathwise.Figures.Tests.Published;

public sealed class AnomalyContestTests
{
    private static readonly ErrorScore Squares = new(rows => new float[rows.Length]);

    /// <summary>Known x² of 1…200, anomalies of 151…250: of the fresh known a quarter is above 150.</summary>
    [Fact]
    public void Its_curve_and_its_area_are_counted()
    {
        var contest = Hold(Squares);
        double[] flagged = contest.Flagged([0, 0.125, 0.25, 0.5, 1]);
        Assert.Equal(flagged.Order(), flagged);
        Assert.Equal(0.5, flagged[0], 0.05);                // half of the anomalies are above all that is known
        Assert.Equal([1, 1], flagged[3..]);
        Assert.Equal(0.9375, contest.Area.Value, 4 * 0.02); // lost are half of a quarter of the known, by half of the anomalies
        var area = 0.0;                                     // the curve's, by trapezoids
        double[] shares = [.. Enumerable.Range(0, 1001).Select(i => i / 1000.0)], curve = contest.Flagged(shares);
        for (var i = 1; i < curve.Length; i++) area += (curve[i] + curve[i - 1]) / 2000;
        Assert.Equal(contest.Area.Value, area, 0.01);       // steps of a hundredth
    }

    [Fact]
    public void Typicality_flags_what_is_too_plain_as_well() =>
        Assert.IsType<TypicalityScore>(Hold(Squares, isTypicality: true).Detector.Score);

    private static AnomalyContest Hold(IAnomalyScore score, bool isTypicality = false)
    {
        var plan = new ModelPlan("any", new(), new("any", DataSplit.Train, new(1, 1), new float[1]), new(1));
        using var study = new ModelStudy(new(FigureSize.Usual, 1, null, CancellationToken.None), total: 1);
        return new AnomalyContests(study, new(1), plan, CancellationToken.None)
            .Hold("squares", score, samples: 1, Roots(1, 200), Roots(151, 100), isTypicality);
    }

    private static ExampleMatrix Roots(int first, int count) =>
        new(Enumerable.Range(first, count).Select(i => (float)Math.Sqrt(i)).ToArray(), 1);
}
