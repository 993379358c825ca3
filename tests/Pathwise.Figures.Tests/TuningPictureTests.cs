using Pathwise.Experiments;
using Pathwise.Experiments.Tuning;
using Pathwise.Figures.Drawing;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;

namespace Pathwise.Figures.Tests;

public sealed class TuningPictureTests
{
    private static readonly TuningSpace Space = TuningSpace.Parse(PpoOptions.Settings,
    [
        "stepSize=linear:log:1e-5..1e-2", "gamma=gap:0.9..0.9999", "epochs=1..20", "hidden=64|64,64|256,256",
        "normalizeRewards", "clipRange=0.1..0.4",
    ]);

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(7, 2, 0.3)]
    [InlineData(40, 3, 0.2)]
    [InlineData(12, 1, 1)]
    public void A_search_of_any_size_is_drawn(int trials, int rungs, double broken)
    {
        var result = Searched(trials, rungs, broken);
        var importance = ImportanceEstimate.Of(result, new SeedSequence(1));
        Assert.Equal(trials >= 8 && broken < 1 ? 6 : 0, importance.Count);
        var picture = TuningPicture.Draw("ppo on a test", result, importance);
        var svg = picture.ToSvg();
        Assert.InRange(picture.Width, 500, 1200);
        foreach (var tuned in Space.Tuned) Assert.Contains(tuned.Name, svg, StringComparison.Ordinal);
        Assert.Equal(importance.Count > 0, svg.Contains("What mattered", StringComparison.Ordinal));
        Assert.True(picture.ToPng().Length > 1000);
    }

    [Fact]
    public void A_search_that_has_not_begun_cannot_be_drawn() =>
        Assert.Throws<ArgumentException>(() => TuningPicture.Draw("none", Searched(0, 1, 0), []));

    [Theory]
    [InlineData(0, "1e−5,1e−4,0.001,0.01")]
    [InlineData(1, "0.9999,0.999,0.99,0.9")]
    [InlineData(2, "5,10,15,20")]
    [InlineData(3, "64,64,64,256,256")]
    [InlineData(4, "false,true")]
    [InlineData(5, "0.1,0.2,0.3,0.4")]
    public void Ticks_lie_at_the_positions_of_round_values(int setting, string names)
    {
        var ticks = RangeTicks.Of(Space.Tuned[setting].Range);
        Assert.Equal(names, string.Join(',', ticks.Select(tick => tick.Name)));
        Assert.All(ticks, tick => Assert.InRange(tick.At, 0, 1));
    }

    private static TuningResult Searched(int trials, int rungs, double broken)
    {
        var (rng, results) = (new Rng(3), new List<TrialResult>());
        for (var rung = 0; rung < rungs; rung++)
            for (var i = 0; i < trials; i++)
            {
                if (i % Math.Pow(3, rung) != 0) continue;
                var draws = new Rng((ulong)i);
                var values = Space.Draw(ref draws);
                var isBroken = rng.NextDouble() < broken;
                results.Add(new(i, 0, rung, 1000 * (long)Math.Pow(3, rung), values, [1],
                    isBroken ? TrialStatus.Diverged : TrialStatus.Evaluated)
                {
                    Value = isBroken ? null : 100 * Space.PositionsOf(values)[0] + rng.NextNormal(),
                });
            }

        return new(RunStatus.Completed, Space, results);
    }
}
