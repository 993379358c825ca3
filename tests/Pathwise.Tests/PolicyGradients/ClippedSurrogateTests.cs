using Pathwise.Distributions;
using Pathwise.PolicyGradients;
using Pathwise.Randomness;

namespace Pathwise.Tests.PolicyGradients;

public sealed class ClippedSurrogateTests
{
    [Theory] // ε = 0.2: inside, above and below the range, with either sign of the advantage
    [InlineData(1.0, 2, 2.0, 2.0)]
    [InlineData(1.1, 2, 2.2, 2.2)]
    [InlineData(1.5, 2, 2.4, 0)]        // gained enough: no more pay
    [InlineData(0.5, 2, 1.0, 1.0)]      // a good action that became unlikely: full pay to bring it back
    [InlineData(0.5, -2, -1.6, 0)]      // a bad action that is unlikely enough
    [InlineData(1.5, -2, -3.0, -3.0)]   // a bad action that became likely
    public void A_term_is_the_smaller_of_the_two(double ratio, double advantage, double value, double weight)
    {
        var term = new ClippedSurrogate(0.2).At(Math.Log(ratio), advantage);
        Assert.Equal(value, term.Value, 12);
        Assert.Equal(weight, term.Weight, 12);
    }

    [Fact]
    public void Weights_are_the_objective_s_derivatives_by_finite_differences()
    {
        var rng = new Rng(1);
        var surrogate = new ClippedSurrogate(0.2);
        double[] old = new double[64], now = new double[64], advantages = new double[64], weights = new double[64];
        for (var i = 0; i < old.Length; i++)
        {
            old[i] = -1 - rng.NextDouble();
            now[i] = old[i] + (0.4 * rng.NextNormal());
            advantages[i] = rng.NextNormal();
        }

        surrogate.Weigh(old, now, advantages, weights);
        var scratch = new double[64];
        for (var i = 0; i < old.Length; i++)
        {
            double At(double h) => surrogate.Weigh(
                old, [.. now[..i], now[i] + h, .. now[(i + 1)..]], advantages, scratch).Objective;

            const double H = 1e-6;                      // error of the difference: H²/6 · |w|, and rounding, 1e-16/H
            Assert.Equal((At(H) - At(-H)) / (2 * H), weights[i], 1e-9);
        }

        Assert.Contains(0.0, weights);
        Assert.Contains(weights, weight => weight != 0);
    }

    [Fact]
    public void At_ratio_one_its_gradient_is_the_policy_gradient()
    {
        var policy = new Categorical(3);
        float[] logits = [0.3f, -0.2f, 1.1f];
        int[] actions = [0, 2, 1, 2];
        double[] advantages = [1.5, -0.5, 2, 0.25];
        var logProbabilities = Array.ConvertAll(actions, a => policy.LogProbability(logits, [a]));
        var weights = new double[4];

        var report = new ClippedSurrogate(0.2).Weigh(logProbabilities, logProbabilities, advantages, weights);

        float[] surrogate = new float[3], score = new float[3];
        for (var i = 0; i < actions.Length; i++)
        {
            policy.AddLogProbabilityGradient(logits, [actions[i]], weights[i], surrogate);
            policy.AddLogProbabilityGradient(logits, [actions[i]], advantages[i] / actions.Length, score);
        }

        Assert.Equal(score, surrogate);
        Assert.Equal(advantages.Average(), report.Objective, 12);
        Assert.Equal((0, 0), (report.ClipFraction, report.ApproximateKl));
    }

    [Fact]
    public void The_report_counts_what_left_the_range_and_estimates_the_divergence()
    {
        double[] ratios = [1.5, 0.7, 1.1, 1.0];
        var now = Array.ConvertAll(ratios, Math.Log);
        var report = new ClippedSurrogate(0.2).Weigh(new double[4], now, [1, 1, -1, -1], new double[4]);
        Assert.Equal(0.5, report.ClipFraction);
        Assert.Equal(ratios.Average(r => r - 1 - Math.Log(r)), report.ApproximateKl, 12);
        Assert.Equal((1.2 + 0.7 - 1.1 - 1.0) / 4, report.Objective, 12);
    }

    [Fact]
    public void The_estimate_of_the_divergence_is_unbiased()
    {
        var family = new Categorical(3);
        float[] old = [0.5f, 0, -0.5f], now = [0.2f, 0.4f, -0.3f];
        var rng = new Rng(3);
        var (oldLogs, logs) = (new double[40_000], new double[40_000]);
        var action = new int[1];
        for (var i = 0; i < logs.Length; i++)
        {
            family.Sample(old, action, ref rng);
            (oldLogs[i], logs[i]) = (family.LogProbability(old, action), family.LogProbability(now, action));
        }

        var zeros = new double[logs.Length];
        var report = new ClippedSurrogate(double.PositiveInfinity).Weigh(oldLogs, logs, zeros, zeros);
        var terms = logs.Zip(oldLogs, (q, p) => Math.Exp(q - p) - 1 - (q - p)).ToArray();
        var mean = terms.Average();
        var error = Math.Sqrt(terms.Average(term => (term - mean) * (term - mean)) / terms.Length);
        Assert.Equal(family.KullbackLeibler(old, now), report.ApproximateKl, 4 * error);     // four standard errors
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClippedSurrogate(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClippedSurrogate(double.NaN));
        Assert.Throws<ArgumentException>(() => new ClippedSurrogate(0.2).Weigh([], [], [], []));
        Assert.Throws<ArgumentException>(() => new ClippedSurrogate(0.2).Weigh([0], [0, 0], [1], new double[1]));
    }
}
