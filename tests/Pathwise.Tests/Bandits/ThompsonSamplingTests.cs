using Pathwise.Bandits;
using Pathwise.Randomness;

namespace Pathwise.Tests.Bandits;

public sealed class ThompsonSamplingTests
{
    private const double Error = 1e-11;                                          // as BestArmProbabilities promises

    [Fact]
    public void The_normal_posterior_is_the_conjugate_one()
    {
        var rule = new GaussianThompsonSampling(noise: 2, priorMean: 1, priorDeviation: 0.5);
        Assert.Equal((1, 0.5), rule.Posterior(mean: 0, count: 0));
        var (mean, deviation) = rule.Posterior(mean: 3, count: 12);              // 1/s² = 4, n/σ² = 3
        Assert.Equal(((4 * 1) + (3 * 3)) / 7.0, mean, 1e-14);
        Assert.Equal(1 / Math.Sqrt(7), deviation, 1e-14);
    }

    [Fact]
    public void A_reward_counts_as_a_success_or_a_failure_or_a_part_of_each()
    {
        var bandit = new Bandit<BernoulliThompsonSampling>(new(), 2);
        foreach (var reward in (double[])[1, 1, 0, 0.25]) bandit.Learn(1, reward);
        Assert.Equal([0, 2.25], bandit.Estimates.ToArray());
        Assert.Equal([0, 1.75], bandit.Weights.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => bandit.Learn(0, 1.5));
    }

    /// <summary>P(X₀ > X₁) = Φ((μ₀ − μ₁) / √(σ₀² + σ₁²)).</summary>
    [Theory]
    [InlineData(1, 1, 2, 0.84134474606854293)]                                    // Φ(1), with σ² = 1/2 each
    [InlineData(1, 1, 4, 0.97724986805182079)]                                    // Φ(2)
    [InlineData(1, 1, -8, 3.1671241833119924e-05)]                                // Φ(−4)
    [InlineData(7, 0, 0, 0.5)]
    public void Two_normal_arms_have_the_closed_form(int n0, int n1, double x0, double expected)
    {
        var bandit = new Bandit<GaussianThompsonSampling>(new(1), 2);
        for (var i = 0; i < n0; i++) bandit.Learn(0, x0);                        // posterior mean n x / (1 + n)
        for (var i = 0; i < n1; i++) bandit.Learn(1, 0);
        AssertProbabilities([expected, 1 - expected], bandit);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-6)]
    [InlineData(3)]
    public void Arms_of_very_different_certainty_have_it_too(double noise)
    {
        var bandit = new Bandit<GaussianThompsonSampling>(new(noise), 2);
        bandit.Learn(0, 1);                                                      // N(≈ 1, ≈ noise²) against N(0, 1)
        var (mean, deviation) = new GaussianThompsonSampling(noise).Posterior(1, 1);
        var expected = NormalDistribution(mean / Math.Sqrt((deviation * deviation) + 1));
        AssertProbabilities([expected, 1 - expected], bandit);
    }

    /// <summary>P(X₁ > X₀) by E. Miller's sum (2014), which holds for whole numbers, with
    /// <c>B(a, b) = (a − 1)! (b − 1)! / (a + b − 1)!</c>.</summary>
    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 0, 0, 0)]
    [InlineData(3, 1, 2, 2)]
    [InlineData(0, 40, 6, 30)]
    [InlineData(150, 20, 90, 15)]
    [InlineData(0, 900, 4, 1000)]
    public void Two_beta_arms_have_the_closed_form(int s0, int f0, int s1, int f1)
    {
        var bandit = new Bandit<BernoulliThompsonSampling>(new(), 2);
        Learn(bandit, 0, s0, f0);
        Learn(bandit, 1, s1, f1);
        var (a0, b0, a1, b1) = (1 + s0, 1 + f0, 1 + s1, 1 + f1);
        var better = 0.0;
        for (var i = 0; i < a1; i++)
            better += Math.Exp(
                LogBeta(a0 + i, b0 + b1) - Math.Log(b1 + i) - LogBeta(1 + i, b1) - LogBeta(a0, b0));
        AssertProbabilities([1 - better, better], bandit);

        static double LogBeta(int a, int b) => LogFactorial(a - 1) + LogFactorial(b - 1) - LogFactorial(a + b - 1);
        static double LogFactorial(int n) => Enumerable.Range(1, n).Sum(i => Math.Log(i));
    }

    [Theory]
    [InlineData("thompson-gaussian")]
    [InlineData("thompson-bernoulli")]
    [InlineData("thompson-bernoulli:0.5:0.5")]
    [InlineData("thompson-bernoulli:0.5:100")]
    public void Equal_arms_are_equally_likely(string strategy)
    {
        foreach (var arms in (int[])[2, 3, 10, 300])
        {
            var bandit = BanditCatalog.Standard.Parse(strategy).NewBandit(arms);
            AssertProbabilities([.. Enumerable.Repeat(1.0 / arms, arms)], bandit);
        }
    }

    [Theory]
    [InlineData("thompson-gaussian")]
    [InlineData("thompson-bernoulli")]
    [InlineData("thompson-bernoulli:0.5:0.5")]
    public void Probabilities_sum_to_one_after_much_and_uneven_experience(string strategy)
    {
        var rng = new Rng(1);
        var probabilities = new double[12];
        for (var trial = 0; trial < 20; trial++)
        {
            var bandit = BanditCatalog.Standard.Parse(strategy).NewBandit(12);
            for (var a = 0; a < 12; a++)
            {
                var p = rng.NextDouble();
                for (var i = (int)Math.Pow(10, 4 * rng.NextDouble()) - 1; i > 0; i--)
                    bandit.Learn(a, rng.NextDouble() < p ? 1 : 0);
            }

            bandit.Probabilities([], probabilities);
            Assert.All(probabilities, p => Assert.InRange(p, -Error, 1 + Error));
            Assert.Equal(1, probabilities.Sum(), Error);
        }
    }

    [Fact]
    public void Beta_draws_have_the_moments_of_their_distribution()
    {
        const int n = 200_000;
        var rng = new Rng(2);
        foreach (var (a, b) in ((double, double)[])[(0.5, 0.5), (1, 1), (0.7, 3), (20, 5), (1000, 2)])
        {
            var (mean, variance) = (a / (a + b), a * b / ((a + b) * (a + b) * (a + b + 1)));
            var (sum, squares, fourth) = (0.0, 0.0, 0.0);
            for (var i = 0; i < n; i++)
            {
                var square = GammaDraw.DrawBeta(a, b, ref rng) - mean;
                sum += square;
                square *= square;
                squares += square;
                fourth += square * square;
            }

            Assert.Equal(0, sum / n, 4 * Math.Sqrt(variance / n));               // four standard errors
            var errorOfVariance = Math.Sqrt(((fourth / n) - (variance * variance)) / n);
            Assert.Equal(variance, squares / n, 4 * errorOfVariance);
        }
    }

    private static void Learn(Bandit<BernoulliThompsonSampling> bandit, int arm, int successes, int failures)
    {
        for (var i = 0; i < successes; i++) bandit.Learn(arm, 1);
        for (var i = 0; i < failures; i++) bandit.Learn(arm, 0);
    }

    private static void AssertProbabilities(double[] expected, IBandit bandit)
    {
        var probabilities = new double[bandit.Arms];
        bandit.Probabilities([], probabilities);
        for (var a = 0; a < bandit.Arms; a++) Assert.Equal(expected[a], probabilities[a], Error);
    }

    /// <summary>Φ by its series, for |x| up to 2 or so.</summary>
    private static double NormalDistribution(double x)
    {
        var (term, sum) = (x, x);
        for (var k = 1; k < 100; k++) sum += (term *= -x * x / (2 * k)) / ((2 * k) + 1);
        return 0.5 + (sum / Math.Sqrt(2 * Math.PI));
    }
}
