using Pathwise.Bandits;
using Pathwise.Randomness;

namespace Pathwise.Tests.Bandits;

public sealed class UpperConfidenceBoundTests
{
    [Theory]
    [InlineData(2.0)]
    [InlineData(0.0)]
    public void Every_arm_is_tried_first(double confidence)
    {
        var rng = new Rng(1);
        var bandit = new Bandit<UpperConfidenceBound>(new(confidence), arms: 10);
        var seen = new HashSet<int>();
        for (var t = 0; t < 10; t++)
        {
            var choice = bandit.Choose(ref rng);
            Assert.True(seen.Add(choice.Arm));
            Assert.Equal(1.0 / (10 - t), choice.Propensity);
            bandit.Learn(choice.Arm, 100 - t);
        }
    }

    [Fact]
    public void The_arm_of_the_greatest_bound_is_chosen()
    {
        var rng = new Rng(2);
        var bandit = new Bandit<UpperConfidenceBound>(new(1.5), arms: 19);
        for (var t = 0; t < 3000; t++)
        {
            var bounds = new double[19];
            for (var a = 0; a < 19; a++)
                bounds[a] = bandit.Weights[a] == 0
                    ? double.PositiveInfinity
                    : bandit.Estimates[a] + (1.5 * Math.Sqrt(Math.Log(t + 1) / bandit.Weights[a]));
            var choice = bandit.Choose(ref rng);
            Assert.Equal(bounds.Max(), bounds[choice.Arm]);
            Assert.Equal(1.0 / bounds.Count(bound => bound == bounds.Max()), choice.Propensity);
            bandit.Learn(choice.Arm, (0.1 * choice.Arm) + rng.NextNormal());
        }
    }
}
