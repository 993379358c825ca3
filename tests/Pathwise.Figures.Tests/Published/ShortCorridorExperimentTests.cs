using Pathwise.Figures.Published;

namespace Pathwise.Figures.Tests.Published;

public sealed class ShortCorridorExperimentTests
{
    private static readonly ShortCorridorCurve[] Curves =
        [new("plain", "", Math.ScaleB(1, -13), null), new("baseline", "", Math.ScaleB(1, -9), Math.ScaleB(1, -6))];

    [Fact]
    public void Any_number_of_threads_gives_the_same_returns()
    {
        double[]?[][] With(int threads) =>
            ShortCorridorExperiment.RunAll(Curves, runs: 6, episodes: 40, null, threads, CancellationToken.None);
        Assert.Equal(With(1), With(4));
    }

    [Fact]
    public void Runs_differ_from_each_other()
    {
        var returns = ShortCorridorExperiment.RunAll(Curves, runs: 2, episodes: 20, null, -1, CancellationToken.None);
        Assert.NotEqual(returns[0][0], returns[0][1]);
        Assert.NotEqual(returns[0][0], returns[1][0]);
    }

    [Fact]
    public void Progress_ends_at_one()
    {
        var seen = new Latest();
        ShortCorridorExperiment.RunAll(Curves, runs: 2, episodes: 2, seen, threads: 1, CancellationToken.None);
        Assert.Equal(1, seen.Value);
    }

    [Fact]
    public void It_can_be_ended_early() => Assert.ThrowsAny<OperationCanceledException>(() =>
        PublishedFigures.Find("figure-13.1").Reproduce(null, new CancellationToken(canceled: true)));

    private sealed class Latest : IProgress<double>
    {
        public double Value { get; private set; }

        public void Report(double value) => Value = value;
    }
}
