using Pathwise.Experiments;
using Pathwise.Figures.Published;

namespace Pathwise.Figures.Tests.Published;

public sealed class MinAtarBreakoutTests
{
    private const long Steps = 16_384;                          // two rollouts

    [Fact]
    public void Returns_and_curve_are_the_seeds_own_and_come_out_again()
    {
        var told = 0L;
        var run = MinAtarBreakout.Train(Preset(), 3, Steps, (learned, _) => told += learned, CancellationToken.None);
        Assert.Equal(Steps, told);
        Assert.Equal([Steps / 2.0, Steps], run.Curve.Steps);
        Assert.InRange(run.Training, 0.1, 5);                   // chance plays to about 0.5
        Assert.InRange(run.Sampled, 0.1, 5);
        var again = MinAtarBreakout.Train(Preset(), 3, Steps, null, CancellationToken.None);
        Assert.Equal((run.Training, run.Sampled, run.Greedy), (again.Training, again.Sampled, again.Greedy));
        Assert.NotEqual(
            run.Training, MinAtarBreakout.Train(Preset(), 4, Steps, null, CancellationToken.None).Training);
    }

    [Fact]
    public void It_stops_when_it_is_asked_to() => Assert.Throws<OperationCanceledException>(() =>
        MinAtarBreakout.Train(Preset(), 1, Steps, null, new CancellationToken(canceled: true)));

    private static Preset Preset() => Presets.Standard.Find("ppo", "MinAtar/Breakout-v0");
}
