using Pathwise.Bandits.OffPolicy;
using Pathwise.Randomness;
using Pathwise.Testing;

namespace Pathwise.Tests.Bandits.OffPolicy;

public sealed class OffPolicyEvaluationTests
{
    // Bernoulli arms, logged with known propensities; the policy in question is worth .2·.3 + .1·.6 + .7·.5 = .47.
    private static readonly double[] Means = [0.3, 0.6, 0.5], Logging = [0.6, 0.3, 0.1], Policy = [0.2, 0.1, 0.7];
    private const double Value = 0.47;

    [Fact]
    public void On_a_small_table_the_estimates_are_those_by_hand()
    {
        // ρ = ½/½, ½/¼, ½/¼, ½/½ = 1, 2, 2, 1 and r = 1, 0, 3, 2.
        var log = new LoggedDecisions(2, [0, 1, 1, 0], [0.5, 0.25, 0.25, 0.5], [1, 0, 3, 2]);
        double[] half = [0.5, 0.5];

        var plain = OffPolicyEvaluation.InversePropensity(log, half);
        Assert.Equal(9 / 4.0, plain.Value, 1e-15);                                    // (1 + 0 + 6 + 2)/4
        Assert.Equal(Sample.Of([1, 0, 6, 2]).StandardError, plain.StandardError, 1e-15);
        Assert.Equal(3.6, plain.EffectiveSampleSize, 1e-14);                          // 6²/10
        Assert.Equal((4, 2, 0), (plain.Count, plain.GreatestWeight, plain.Clipped));

        var normalized = OffPolicyEvaluation.SelfNormalized(log, half);
        Assert.Equal(9 / 6.0, normalized.Value, 1e-15);
        // Residuals ρ (r − 1.5) = −.5, −3, 3, .5: √(4/3 · 18.5)/6.
        Assert.Equal(Math.Sqrt(4 / 3.0 * 18.5) / 6, normalized.StandardError, 1e-15);

        var robust = OffPolicyEvaluation.DoublyRobust(log, half, [1, 2]);
        Assert.Equal(1.5 + ((0 - 4 + 2 + 1) / 4.0), robust.Value, 1e-15);             // 1.5 + mean of ρ (r − q̂)
        Assert.Equal(robust.Value, OffPolicyEvaluation.DoublyRobust(log, [.5, .5, .5, .5, .5, .5, .5, .5], [1, 2, 1, 2, 1, 2, 1, 2]).Value, 1e-15);

        var clipped = OffPolicyEvaluation.InversePropensity(log, half, clipAt: 1.5);
        Assert.Equal((1 + 4.5 + 2) / 4, clipped.Value, 1e-15);
        Assert.Equal((1.5, 2), (clipped.GreatestWeight, clipped.Clipped));
    }

    [Fact]
    public void On_its_own_policy_a_log_is_worth_its_mean_and_every_row()
    {
        var log = Log(500, seed: 1);
        var mean = Sample.Of(log.Rewards);
        foreach (var estimate in (PolicyEstimate[])[OffPolicyEvaluation.InversePropensity(log, Logging), OffPolicyEvaluation.SelfNormalized(log, Logging)])
        {
            Assert.Equal(mean.Mean, estimate.Value, 1e-12);
            Assert.Equal(mean.StandardError, estimate.StandardError, 1e-12);
            Assert.Equal(500, estimate.EffectiveSampleSize, 1e-9);
        }

        var interval = OffPolicyEvaluation.InversePropensity(log, Logging).NormalInterval(0.95);
        Assert.Equal(2 * 1.959963984540054 * mean.StandardError, interval.High - interval.Low, 1e-12);
    }

    [Theory]
    [InlineData("inverse propensity", 0)]
    [InlineData("doubly robust with a bad model", 0)]
    [InlineData("doubly robust with a good model", 0)]
    [InlineData("self-normalised", 0.001)]             // its bias is of order 1/n: within 0.4/n here
    public void The_mean_of_many_estimates_is_the_policys_value(string estimator, double bias)
    {
        var sample = Sample.Of(2000, seed => Estimate(estimator, Log(400, seed)).Value);
        Assert.Equal(Value, sample.Mean, (4 * sample.StandardError) + bias);
    }

    [Fact]
    public void A_good_model_lowers_the_variance()
    {
        // n Var V̂ is Σ_a π²/p E[r²] − V² = 2.269, and with the true means as the model Σ_a π²/p Var r = 1.247.
        // A standard error from 50,000 rows is itself known to about 1 %.
        var log = Log(50_000, seed: 7);
        var plain = Estimate("inverse propensity", log).StandardError;
        Assert.Equal(1, plain / Math.Sqrt(2.269 / log.Count), 0.04);
        Assert.Equal(1, Estimate("doubly robust with a good model", log).StandardError / Math.Sqrt(1.247 / log.Count), 0.04);
        Assert.True(OffPolicyEvaluation.InversePropensity(log, Policy, clipAt: 3).StandardError < plain);
    }

    [Theory]
    [InlineData("inverse propensity", false)]
    [InlineData("self-normalised", false)]
    [InlineData("doubly robust with a good model", false)]
    [InlineData("inverse propensity", true)]
    [InlineData("self-normalised", true)]
    public void Intervals_contain_the_value_as_often_as_they_say(string estimator, bool bootstrap)
    {
        var logs = bootstrap ? 400 : 2000;
        var covered = 0;
        for (var seed = 0; seed < logs; seed++)
        {
            var (estimate, rng) = (Estimate(estimator, Log(1000, (ulong)seed)), new Rng((ulong)seed));
            var interval = bootstrap ? estimate.BootstrapInterval(0.9, 300, ref rng) : estimate.NormalInterval(0.9);
            if (interval.Contains(Value)) covered++;
        }

        // 4 standard errors, and 1.5 % for what 1000 rows with weights up to 7 lack of a normal distribution.
        Assert.Equal(0.9, covered / (double)logs, 0.015 + (4 * Math.Sqrt(0.9 * 0.1 / logs)));
    }

    [Fact]
    public void Rows_that_cannot_be_used_are_named()
    {
        static void Refused(string sentence, Action act) =>
            Assert.Contains(sentence, Assert.Throws<BadInputException>(act).Message, StringComparison.Ordinal);

        Refused("Row 1 of the log (the first is row 0) has the propensity 0;", () => _ = new LoggedDecisions(2, [0, 1], [1, 0], [0, 0]));
        Refused("Row 0 of the log (the first is row 0) has the propensity NaN;", () => _ = new LoggedDecisions(2, [0, 1], [double.NaN, 1], [0, 0]));
        Refused("the propensity 1.5;", () => _ = new LoggedDecisions(2, [0, 1], [1.5, 1], [0, 0]));
        Refused("Row 1 of the log (the first is row 0) has the arm 2; there are the arms 0 to 1.", () => _ = new LoggedDecisions(2, [0, 2], [1, 1], [0, 0]));
        Refused("the reward NaN;", () => _ = new LoggedDecisions(2, [0, 1], [1, 1], [0, double.NaN]));
        Refused("at least 2 rows", () => _ = new LoggedDecisions(2, [0], [1], [0]));

        var log = new LoggedDecisions(2, [0, 0], [0.5, 0.5], [1, 2]);
        Refused("Row 0 of the policy (the first is row 0) sums to 0.9;", () => OffPolicyEvaluation.InversePropensity(log, [0.5, 0.4]));
        Refused("Row 1 of the policy (the first is row 0) has -1 for arm 0;", () => OffPolicyEvaluation.SelfNormalized(log, [1, 0, -1, 2]));
        Refused("must have 2 numbers, one for each arm, or 4,", () => OffPolicyEvaluation.InversePropensity(log, [1, 0, 0]));
        Refused("never have done what was logged", () => OffPolicyEvaluation.InversePropensity(log, [0, 1]));
        Refused("Row 0 of the model (the first is row 0) has NaN for arm 1;", () => OffPolicyEvaluation.DoublyRobust(log, [1, 0], [0, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => OffPolicyEvaluation.InversePropensity(log, [1, 0], clipAt: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => OffPolicyEvaluation.InversePropensity(log, [1, 0]).NormalInterval(1));
    }

    private static PolicyEstimate Estimate(string estimator, LoggedDecisions log) => estimator switch
    {
        "inverse propensity" => OffPolicyEvaluation.InversePropensity(log, Policy),
        "self-normalised" => OffPolicyEvaluation.SelfNormalized(log, Policy),
        "doubly robust with a bad model" => OffPolicyEvaluation.DoublyRobust(log, Policy, [1, -1, 0]),
        _ => OffPolicyEvaluation.DoublyRobust(log, Policy, Means),
    };

    private static LoggedDecisions Log(int rows, ulong seed)
    {
        var rng = new Rng(seed);
        var (chosen, propensities, rewards) = (new int[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            chosen[i] = rng.NextIndex(Logging);
            propensities[i] = Logging[chosen[i]];
            rewards[i] = rng.NextDouble() < Means[chosen[i]] ? 1 : 0;
        }

        return new(Means.Length, chosen, propensities, rewards);
    }
}
