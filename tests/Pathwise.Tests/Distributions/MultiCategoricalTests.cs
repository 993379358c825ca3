using Pathwise.Distributions;
using Pathwise.Randomness;

namespace Pathwise.Tests.Distributions;

public sealed class MultiCategoricalTests
{
    private static readonly MultiCategorical Two = new(3, 2);
    private static readonly float[] P = [0.5f, -2, 1, 0.25f, -1];
    private static readonly float[] Q = [-1, 0.25f, 2, 1, 0];

    private static readonly int[][] Actions = [.. Enumerable.Range(0, 6).Select(n => new[] { n / 2, n % 2 })];

    [Fact]
    public void Probabilities_are_products_and_sum_to_one()
    {
        var (three, two) = (new Categorical(3), new Categorical(2));
        foreach (var a in Actions)
            Assert.Equal(
                three.LogProbability(P.AsSpan(0, 3), a.AsSpan(0, 1)) + two.LogProbability(P.AsSpan(3), a.AsSpan(1)),
                Two.LogProbability(P, a), 1e-14);
        Assert.Equal(1, Actions.Sum(a => Math.Exp(Two.LogProbability(P, a))), 1e-14);
        Assert.Equal((5, 2), (Two.ParameterCount, Two.ActionSize));
    }

    [Fact]
    public void Entropy_and_divergence_are_their_sums_over_all_actions()
    {
        var (entropy, divergence) = (0.0, 0.0);
        foreach (var a in Actions)
        {
            var log = Two.LogProbability(P, a);
            entropy -= Math.Exp(log) * log;
            divergence += Math.Exp(log) * (log - Two.LogProbability(Q, a));
        }

        Assert.Equal(entropy, Two.Entropy(P), 1e-13);
        Assert.Equal(divergence, Two.KullbackLeibler(P, Q), 1e-13);
    }

    [Fact]
    public void Gradients_are_what_finite_differences_say()
    {
        foreach (var action in Actions) DistributionChecks.Gradients_are_differences(Two, P, Q, action);
        DistributionChecks.Gradients_add_up(Two, P, Q, [2, 1]);
    }

    [Fact]
    public void Draws_are_as_frequent_as_their_probabilities_and_the_mode_is_the_likeliest()
    {
        const int Draws = 50_000;
        var (rng, action, counts) = (new Rng(5), new int[2], new int[6]);
        for (var n = 0; n < Draws; n++)
        {
            Two.Sample(P, action, ref rng);
            counts[(2 * action[0]) + action[1]]++;
        }

        foreach (var a in Actions)
        {
            var p = Math.Exp(Two.LogProbability(P, a));
            Assert.Equal(p, counts[(2 * a[0]) + a[1]] / (double)Draws, 4 * Math.Sqrt(p * (1 - p) / Draws)); // 4 s.e.
        }

        Two.Mode(P, action);
        Assert.Equal([2, 0], action);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new MultiCategorical([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiCategorical(3, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Two.Entropy([1, 2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Two.LogProbability(P, [1]));
    }
}
