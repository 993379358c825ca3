using CsCheck;
using Pathwise.Distributions;
using Pathwise.Randomness;

namespace Pathwise.Tests.Distributions;

public sealed class BernoulliTests
{
    private static readonly Bernoulli Three = new(3);
    private static readonly float[] P = [0.5f, -2, 3];
    private static readonly float[] Q = [-1, 0.25f, 2];
    private static readonly Gen<float[]> Any = Gen.Float[-1000, 1000].Array[3];

    private static readonly int[][] Actions =
        [.. Enumerable.Range(0, 8).Select(bits => new[] { bits & 1, (bits >> 1) & 1, bits >> 2 })];

    [Fact]
    public void Probabilities_are_products_of_sigmoids()
    {
        foreach (var action in Actions)
        {
            var probability = P.Zip(action, (l, a) => a == 1 ? Sigmoid(l) : 1 - Sigmoid(l)).Aggregate((x, y) => x * y);
            Assert.Equal(Math.Log(probability), Three.LogProbability(P, action), 1e-13);
        }
    }

    [Fact]
    public void Entropy_and_divergence_are_their_sums_over_all_actions()
    {
        Assert.Equal(-Actions.Sum(a => Math.Exp(Three.LogProbability(P, a)) * Three.LogProbability(P, a)), Three.Entropy(P), 1e-13);
        Assert.Equal(
            Actions.Sum(a => Math.Exp(Three.LogProbability(P, a)) * (Three.LogProbability(P, a) - Three.LogProbability(Q, a))),
            Three.KullbackLeibler(P, Q), 1e-13);
    }

    [Fact]
    public void Gradients_are_what_finite_differences_say()
    {
        foreach (var action in Actions)
            DistributionChecks.Gradients_are_differences(Three, P, Q, action);
        DistributionChecks.Gradients_add_up(Three, P, Q, [1, 0, 1]);
    }

    [Fact]
    public void The_score_has_mean_zero() => Any.Sample(logits =>
    {
        var mean = new float[3];
        foreach (var action in Actions)
            Three.AddLogProbabilityGradient(logits, action, Math.Exp(Three.LogProbability(logits, action)), mean);
        Assert.All(mean, component => Assert.Equal(0, component, 1e-6f));
    });

    [Fact]
    public void Divergence_is_never_negative_and_zero_from_itself() => Gen.Select(Any, Any).Sample((p, q) =>
    {
        Assert.True(Three.KullbackLeibler(p, q) >= 0);
        Assert.Equal(0, Three.KullbackLeibler(p, p));
        Assert.InRange(Three.Entropy(p), 0, 3 * Math.Log(2) + 1e-12);
    });

    [Fact]
    public void Extreme_logits_stay_finite()
    {
        var one = new Bernoulli(1);
        Assert.Equal(0, one.LogProbability([1000], [1]));
        Assert.Equal(-1000, one.LogProbability([1000], [0]));
        Assert.Equal(-1000, one.LogProbability([-1000], [1]));
        Assert.Equal(-Math.Exp(-50), one.LogProbability([50], [1]), Math.Exp(-50) * 1e-12);
        Assert.Equal(1000, one.KullbackLeibler([1000], [-1000]));
        Assert.Equal(0, one.Entropy([-1000]));
    }

    [Fact]
    public void Draws_are_as_frequent_as_their_probabilities()
    {
        const int draws = 100_000;
        var (rng, action, counts) = (new Rng(5), new int[3], new int[3]);
        for (var n = 0; n < draws; n++)
        {
            Three.Sample(P, action, ref rng);
            for (var i = 0; i < 3; i++) counts[i] += action[i];
        }

        for (var i = 0; i < 3; i++)                                          // within 4 standard errors
        {
            var p = Sigmoid(P[i]);
            Assert.Equal(draws * p, counts[i], 4 * Math.Sqrt(draws * p * (1 - p)));
        }
    }

    [Fact]
    public void The_mode_is_the_likelier_side_of_each_coin()
    {
        var action = new int[3];
        Three.Mode(P, action);
        Assert.Equal([1, 0, 1], action);
    }

    [Fact]
    public void An_action_other_than_0_and_1_is_refused() =>
        Assert.Throws<ArgumentException>(() => Three.LogProbability(P, [0, 2, 1]));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
