using CsCheck;
using Pathwise.Distributions;
using Pathwise.Randomness;

namespace Pathwise.Tests.Distributions;

public sealed class CategoricalTests
{
    private static readonly float[] Logits = [0.5f, -1.25f, 2, 0];
    private static readonly float[] Others = [-0.75f, 0.25f, 1, 1.5f];
    private static readonly Categorical Four = new(4);

    private static readonly Gen<float[]> AnyLogits = Gen.Float[-1000, 1000].Array[4];

    [Fact]
    public void Probabilities_are_the_softmax_of_the_logits()
    {
        var weights = Array.ConvertAll(Logits, l => Math.Exp(l));
        for (var a = 0; a < 4; a++)
            Assert.Equal(Math.Log(weights[a] / weights.Sum()), Four.LogProbability(Logits, [a]), 1e-14);
    }

    [Fact]
    public void Entropy_and_divergence_are_their_sums()
    {
        var (p, q) = (Probabilities(Logits), Probabilities(Others));
        Assert.Equal(-p.Sum(x => x * Math.Log(x)), Four.Entropy(Logits), 1e-14);
        Assert.Equal(p.Zip(q, (x, y) => x * Math.Log(x / y)).Sum(), Four.KullbackLeibler(Logits, Others), 1e-14);
    }

    [Fact]
    public void Equal_logits_have_the_entropy_of_the_logarithm_of_their_number()
    {
        for (var n = 1; n < 20; n++)
            Assert.Equal(Math.Log(n), new Categorical(n).Entropy(Enumerable.Repeat(-3.5f, n).ToArray()), 1e-14);
    }

    [Fact]
    public void Gradients_are_what_finite_differences_say()
    {
        for (var a = 0; a < 4; a++)
            DistributionChecks.Gradients_are_differences(Four, Logits, Others, [a]);
        DistributionChecks.Gradients_add_up(Four, Logits, Others, [2]);
    }

    [Fact]
    public void The_score_has_mean_zero() => AnyLogits.Sample(logits =>
    {
        var p = Probabilities(logits);
        var mean = new float[4];
        for (var a = 0; a < 4; a++) Four.AddLogProbabilityGradient(logits, [a], p[a], mean);
        Assert.All(mean, component => Assert.Equal(0, component, 1e-6f));
    });

    [Fact]
    public void Divergence_is_never_negative_and_zero_from_itself() => Gen.Select(AnyLogits, AnyLogits).Sample((p, q) =>
    {
        Assert.True(Four.KullbackLeibler(p, q) >= 0);
        Assert.Equal(0, Four.KullbackLeibler(p, p));
        Assert.InRange(Four.Entropy(p), 0, Math.Log(4) + 1e-12);
    });

    [Fact]
    public void A_common_shift_of_the_logits_changes_nothing() => AnyLogits.Sample(logits =>
    {
        var rounded = Array.ConvertAll(logits, MathF.Round);
        var shifted = Array.ConvertAll(rounded, l => l + 512);
        Assert.Equal(Four.Entropy(rounded), Four.Entropy(shifted));
        Assert.Equal(Four.LogProbability(rounded, [1]), Four.LogProbability(shifted, [1]));
    });

    [Fact]
    public void Extreme_logits_stay_finite()
    {
        float[] logits = [1000, -1000, 999, -1000];
        var certain = Math.Log(1 + Math.Exp(-1));
        Assert.Equal(-certain, Four.LogProbability(logits, [0]), 1e-13);
        Assert.Equal(-2000 - certain, Four.LogProbability(logits, [1]), 1e-12);
        Assert.Equal(0.5822031088, Four.Entropy(logits), 1e-9);         // of σ(1): ln(1 + e) − e/(1 + e)
        Assert.Equal(2000, Four.KullbackLeibler([1000, -1000, -1000, -1000], [-1000, 1000, -1000, -1000]), 1e-10);
    }

    [Theory]
    [InlineData(new float[] { 0.5f, -1.25f, 2, 0 })]
    [InlineData(new float[] { 1, 0 })]
    [InlineData(new float[] { -3, 990, 989, 991, 990.5f, -1000 })]
    public void Draws_are_as_frequent_as_their_probabilities(float[] logits)
    {
        const int draws = 200_000;
        var (distribution, rng, counts) = (new Categorical(logits.Length), new Rng(3), new int[logits.Length]);
        var action = new int[1];
        for (var i = 0; i < draws; i++)
        {
            distribution.Sample(logits, action, ref rng);
            counts[action[0]]++;
        }

        var p = Probabilities(logits);
        for (var a = 0; a < p.Length; a++)                                   // within 4 standard errors
            Assert.InRange(counts[a] - (draws * p[a]), -4 * Error(p[a]), 4 * Error(p[a]));

        static double Error(double p) => Math.Sqrt(draws * p * (1 - p));
    }

    [Fact]
    public void A_draw_is_the_inversion_of_one_uniform_number()
    {
        var (rng, twin) = (new Rng(42), new Rng(42));
        var p = Probabilities(Logits);
        var action = new int[1];
        for (var i = 0; i < 10_000; i++)
        {
            Four.Sample(Logits, action, ref rng);
            Assert.Equal(twin.NextIndex(p), action[0]);
        }
    }

    [Fact]
    public void The_mode_is_the_first_of_the_most_likely()
    {
        var action = new int[1];
        Four.Mode([1, 3, 3, -1], action);
        Assert.Equal(1, action[0]);
    }

    [Fact]
    public void A_forbidden_choice_is_as_if_it_were_not_there()
    {
        float[] masked = [0.5f, 9, 2, 0];
        Categorical.Forbid(masked, [true, false, true, true]);
        float[] without = [0.5f, 2, 0], otherMasked = [-0.75f, float.NegativeInfinity, 1, 1.5f], otherWithout = [-0.75f, 1, 1.5f];
        var three = new Categorical(3);

        Assert.Equal(double.NegativeInfinity, Four.LogProbability(masked, [1]));
        Assert.Equal(three.LogProbability(without, [1]), Four.LogProbability(masked, [2]));
        Assert.Equal(three.Entropy(without), Four.Entropy(masked));
        Assert.Equal(three.KullbackLeibler(without, otherWithout), Four.KullbackLeibler(masked, otherMasked));
        Assert.Equal(three.KullbackLeibler(without, otherWithout) + Math.Log(1 + Math.Exp(0.25) / (Math.Exp(-0.75) + Math.E + Math.Exp(1.5))),
            Four.KullbackLeibler(masked, Others), 1e-14);

        var (gradient, shorter) = (new float[4], new float[3]);
        Four.AddLogProbabilityGradient(masked, [2], 1, gradient);
        Four.AddEntropyGradient(masked, 1, gradient);
        Four.AddKullbackLeiblerGradient(masked, otherMasked, 1, gradient);
        three.AddLogProbabilityGradient(without, [1], 1, shorter);
        three.AddEntropyGradient(without, 1, shorter);
        three.AddKullbackLeiblerGradient(without, otherWithout, 1, shorter);
        Assert.Equal([shorter[0], 0, shorter[1], shorter[2]], gradient);
    }

    [Fact]
    public void A_forbidden_choice_is_never_drawn()
    {
        var (rng, action) = (new Rng(1), new int[1]);
        float[] logits = [5, -1000, 0, 0, 900];
        Categorical.Forbid(logits, [false, true, false, true, false]);
        for (var i = 0; i < 100_000; i++)
        {
            new Categorical(5).Sample(logits, action, ref rng);
            Assert.Equal(3, action[0]);                                      // 1 is allowed, but exp(−1000) is 0
        }
    }

    [Fact]
    public void A_mask_that_allows_nothing_is_refused() =>
        Assert.Throws<ArgumentException>(() => Categorical.Forbid(new float[2], [false, false]));

    [Fact]
    public void A_row_of_another_length_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Four.Entropy([1, 2, 3]));

    [Fact]
    public void An_action_that_is_not_a_choice_is_refused()
    {
        Assert.ThrowsAny<Exception>(() => Four.LogProbability(Logits, [4]));
        Assert.ThrowsAny<Exception>(() => Four.AddLogProbabilityGradient(Logits, [-1], 1, new float[4]));
    }

    private static double[] Probabilities(float[] logits)
    {
        double max = logits.Max();
        var weights = Array.ConvertAll(logits, l => Math.Exp(l - max));
        return Array.ConvertAll(weights, w => w / weights.Sum());
    }
}
