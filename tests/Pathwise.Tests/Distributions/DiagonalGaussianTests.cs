using CsCheck;
using Pathwise.Distributions;
using Pathwise.Randomness;

namespace Pathwise.Tests.Distributions;

public sealed class DiagonalGaussianTests
{
    private static readonly DiagonalGaussian Two = new(2);
    private static readonly float[] P = [0.5f, -2, -0.25f, 0.75f];
    private static readonly float[] Q = [1, -1.5f, 0.5f, 0.25f];

    private static readonly Gen<float[]> Any = Gen.Float[-20, 20].Array[4];

    [Fact]
    public void Log_probability_is_that_of_the_density()
    {
        float[] action = [0.75f, -3];
        var density = Density(0.75, 0.5, Math.Exp(-0.25)) * Density(-3, -2, Math.Exp(0.75));
        Assert.Equal(Math.Log(density), Two.LogProbability(P, action), 1e-14);

        static double Density(double x, double mean, double sigma) =>
            Math.Exp(-Math.Pow((x - mean) / sigma, 2) / 2) / (sigma * Math.Sqrt(2 * Math.PI));
    }

    [Fact]
    public void Entropy_is_the_closed_form() =>
        Assert.Equal((0.5 * Math.Log(2 * Math.PI * Math.E * Math.Exp(-0.5))) + (0.5 * Math.Log(2 * Math.PI * Math.E * Math.Exp(1.5))),
            Two.Entropy(P), 1e-14);

    [Fact]
    public void Divergence_is_the_integral_of_the_log_ratio()
    {
        var (one, sum) = (new DiagonalGaussian(1), 0.0);
        float[] p = [0.5f, -0.25f], q = [1, 0.5f];
        const int points = 20_000;                                          // the trapezoidal rule over ±10 σ
        var sigma = Math.Exp(-0.25);
        for (var i = 0; i <= points; i++)
        {
            var x = (float)(0.5 + (sigma * 20 * ((double)i / points - 0.5)));
            sum += Math.Exp(one.LogProbability(p, [x])) * (one.LogProbability(p, [x]) - one.LogProbability(q, [x]));
        }

        Assert.Equal(sum * sigma * 20 / points, one.KullbackLeibler(p, q), 1e-6);
    }

    [Fact]
    public void Gradients_are_what_finite_differences_say()
    {
        DistributionChecks.Gradients_are_differences(Two, P, Q, [0.75f, -3]);
        DistributionChecks.Gradients_add_up(Two, P, Q, [0.75f, -3]);
    }

    [Fact]
    public void Divergence_is_never_negative_and_zero_from_itself() => Gen.Select(Any, Any).Sample((p, q) =>
    {
        Assert.True(Two.KullbackLeibler(p, q) >= 0);
        Assert.Equal(0, Two.KullbackLeibler(p, p));
    });

    [Fact]
    public void Draws_have_the_moments_of_the_parameters_and_the_score_has_mean_zero()
    {
        const int draws = 200_000;
        var (rng, action, score) = (new Rng(8), new float[2], new float[4]);
        var (sum, squares, logProbability) = (new double[2], new double[2], 0.0);
        var scores = new double[4];
        for (var n = 0; n < draws; n++)
        {
            Two.Sample(P, action, ref rng);
            logProbability += Two.LogProbability(P, action) / draws;
            Array.Clear(score);
            Two.AddLogProbabilityGradient(P, action, 1, score);
            for (var i = 0; i < 4; i++) scores[i] += score[i] / (double)draws;
            for (var i = 0; i < 2; i++)
            {
                var z = (action[i] - P[i]) / Math.Exp(P[2 + i]);
                (sum[i], squares[i]) = (sum[i] + (z / draws), squares[i] + (z * z / draws));
            }
        }

        // Within 4 standard errors: Var z = 1, Var z² = 2, Var ln p = 2 · ½, Var ∂/∂μ = 1/σ².
        var error = 4 / Math.Sqrt(draws);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(0, sum[i], error);
            Assert.Equal(1, squares[i], error * Math.Sqrt(2));
            Assert.Equal(0, scores[i], error / Math.Exp(P[2 + i]));
            Assert.Equal(0, scores[2 + i], error * Math.Sqrt(2));
        }

        Assert.Equal(-Two.Entropy(P), logProbability, error);
    }

    [Fact]
    public void The_mode_is_the_mean()
    {
        var action = new float[2];
        Two.Mode(P, action);
        Assert.Equal([0.5f, -2], action);
    }

    [Fact]
    public void A_vanishing_scale_is_certain()
    {
        float[] parameters = [0.5f, -2, -1000, -1000];
        var (rng, action, gradient) = (new Rng(8), new float[2], new float[4]);
        Two.Sample(parameters, action, ref rng);
        Assert.Equal([0.5f, -2], action);
        Assert.Equal(2000 - Math.Log(2 * Math.PI), Two.LogProbability(parameters, action), 1e-9);
        Two.AddLogProbabilityGradient(parameters, action, 1, gradient);
        Assert.Equal([0, 0, -1, -1], gradient);
    }
}
