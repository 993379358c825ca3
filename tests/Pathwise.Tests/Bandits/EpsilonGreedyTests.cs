using Pathwise.Bandits;

namespace Pathwise.Tests.Bandits;

public sealed class EpsilonGreedyTests
{
    [Fact]
    public void Estimates_are_sample_averages()
    {
        var bandit = new Bandit<EpsilonGreedy>(new(0.1), arms: 3);
        double[] rewards = [1, 4, -2.5, 8];
        foreach (var reward in rewards) bandit.Learn(1, reward);

        Assert.Equal([0, rewards.Average(), 0], bandit.Estimates.ToArray());
        Assert.Equal([0, 4, 0], bandit.Weights.ToArray());
        Assert.Equal(4, bandit.Learned);
    }

    [Fact]
    public void A_constant_step_keeps_what_the_formula_keeps()
    {
        var (alpha, initial) = (0.25, 5.0);
        var bandit = new Bandit<EpsilonGreedy>(new(0.1, new(alpha, initial)), arms: 2);
        double[] rewards = [1, 4, -2.5];
        foreach (var reward in rewards) bandit.Learn(0, reward);

        var expected = Math.Pow(1 - alpha, 3) * initial;                          // equation 2.6
        for (var i = 1; i <= 3; i++) expected += alpha * Math.Pow(1 - alpha, 3 - i) * rewards[i - 1];
        Assert.Equal(expected, bandit.Estimates[0], 1e-12);
        Assert.Equal(initial, bandit.Estimates[1]);
    }

    [Theory]
    [InlineData("linear", 0, 1.0)]
    [InlineData("linear", 50, 0.55)]
    [InlineData("linear", 1000, 0.1)]
    [InlineData("exponential", 0, 1.0)]
    [InlineData("exponential", 100, 0.55)]
    [InlineData("exponential", 200, 0.325)]
    [InlineData("harmonic", 1, 1.0)]
    [InlineData("harmonic", 19, 0.25)]
    public void Exploration_decays_by_its_law(string law, int learned, double epsilon)
    {
        var schedule = law switch
        {
            "linear" => ExplorationSchedule.Linear(1, 0.1, 100),
            "exponential" => ExplorationSchedule.Exponential(1, 0.1, 100),
            _ => ExplorationSchedule.Harmonic(5),
        };
        Assert.Equal(epsilon, schedule.At(learned), 1e-12);
    }

    [Fact]
    public void With_every_reward_exploration_decays()
    {
        var bandit = new Bandit<EpsilonGreedy>(new(ExplorationSchedule.Harmonic(1)), arms: 2);
        var probabilities = new double[2];
        for (var t = 1; t <= 10; t++)
        {
            bandit.Learn(0, 1);
            bandit.Probabilities(default, probabilities);
            Assert.Equal(0.5 / (t + 1), probabilities[1], 1e-15);
        }
    }
}
