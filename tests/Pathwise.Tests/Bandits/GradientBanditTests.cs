using Pathwise.Bandits;
using Pathwise.Randomness;

namespace Pathwise.Tests.Bandits;

public sealed class GradientBanditTests
{
    [Fact]
    public void Two_steps_are_those_of_a_hand_calculation()
    {
        var bandit = new Bandit<GradientBandit>(new(0.5), arms: 2);
        bandit.Learn(0, 3);                                                      // R − R̄ = 0
        Assert.Equal([0, 0], bandit.Estimates.ToArray());

        bandit.Learn(1, 7);                                                      // R̄ = 3, π = ½: ±0.5 · 4 · ½
        Assert.Equal([-1, 1], bandit.Estimates.ToArray());

        bandit.Learn(1, 6);                                                      // R̄ = 5, π(0) = 1/(1 + e²)
        var step = 0.5 * (6 - 5) / (1 + Math.Exp(2));
        Assert.Equal(-1 - step, bandit.Estimates[0], 1e-14);
        Assert.Equal(1 + step, bandit.Estimates[1], 1e-14);
    }

    [Fact]
    public void An_average_with_the_reward_itself_in_it_softens_the_first_steps()
    {
        var bandit = new Bandit<GradientBandit>(new(0.5, isInclusive: true), arms: 2);
        bandit.Learn(0, 3);                                                      // R̄ = 3
        Assert.Equal([0, 0], bandit.Estimates.ToArray());
        bandit.Learn(1, 7);                                                      // R̄ = 5, π = ½: ±0.5 · 2 · ½
        Assert.Equal([-0.5, 0.5], bandit.Estimates.ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_step_is_the_gradient_of_ln_pi(bool hasBaseline)
    {
        const int arms = 11;
        const double h = 1e-6;
        var (rng, alpha, baseline) = (new Rng(1), 0.3, 0.0);
        var bandit = new Bandit<GradientBandit>(new(alpha, hasBaseline), arms);
        for (var t = 0; t < 50; t++)
        {
            var (arm, reward, before) = (rng.NextInt32(arms), 2 + rng.NextNormal(), bandit.Estimates.ToArray());
            if (hasBaseline && t == 0) baseline = reward;
            bandit.Learn(arm, reward);
            for (var a = 0; a < arms; a++)
            {
                var gradient = (LogProbability(before, arm, a, h) - LogProbability(before, arm, a, -h)) / (2 * h);
                Assert.Equal(alpha * (reward - baseline) * gradient, bandit.Estimates[a] - before[a], 1e-8);
            }

            if (hasBaseline) baseline += (reward - baseline) / (t + 1);
        }
    }

    [Fact]
    public void Preferences_sum_to_zero()
    {
        var (rng, bandit) = (new Rng(2), new Bandit<GradientBandit>(new(0.4), arms: 10));
        for (var t = 0; t < 1000; t++) bandit.Learn(bandit.ChooseArm(ref rng), 4 + rng.NextNormal());
        var sum = 0.0;
        foreach (var preference in bandit.Estimates) sum += preference;
        Assert.Equal(0, sum, 1e-10);
    }

    [Fact]
    public void Probabilities_are_the_soft_max_of_preferences_and_of_values()
    {
        var rng = new Rng(3);
        foreach (var arms in (int[])[1, 7, 8, 9, 40])
        {
            var preferences = new Bandit<GradientBandit>(new(2), arms);
            var values = new Bandit<Boltzmann>(new(0.3), arms);
            for (var t = 0; t < 3 * arms; t++)
            {
                preferences.Learn(rng.NextInt32(arms), rng.NextNormal());
                values.Learn(rng.NextInt32(arms), rng.NextNormal());
            }

            AssertSoftmax(preferences, 1);
            AssertSoftmax(values, 0.3);
        }

        static void AssertSoftmax(IBandit bandit, double temperature)
        {
            var probabilities = new double[bandit.Arms];
            bandit.Probabilities([], probabilities);
            var weights = bandit.Estimates.ToArray().Select(x => Math.Exp(x / temperature)).ToArray();
            for (var a = 0; a < bandit.Arms; a++) Assert.Equal(weights[a] / weights.Sum(), probabilities[a], 1e-13);
        }
    }

    private static double LogProbability(double[] preferences, int arm, int shifted, double by)
    {
        var h = (double[])preferences.Clone();
        h[shifted] += by;
        return h[arm] - Math.Log(h.Sum(Math.Exp));
    }
}
