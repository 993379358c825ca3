using Pathwise.Distributions;
using Pathwise.Randomness;

namespace Pathwise.Tests.Distributions;

public sealed class SquashedGaussianTests
{
    private static readonly SquashedGaussian Two = new(2);

    [Fact]
    public void Its_density_integrates_to_one_and_has_the_mean_of_its_samples()
    {
        var family = new SquashedGaussian(1);
        float[] parameters = [0.4f, -0.3f];
        var (mass, mean) = (0.0, 0.0);
        const double Step = 1e-3;
        for (var u = -12.0; u < 12; u += Step)                        // da = (1 − tanh² u) du
        {
            var density = Math.Exp(family.LogProbability(parameters, [(float)u])) * (1 - Math.Pow(Math.Tanh(u), 2));
            mass += density * Step;
            mean += density * Math.Tanh(u) * Step;
        }

        var rng = new Rng(1);
        const int Count = 40_000;
        var (sum, squares) = (0.0, 0.0);
        float[] noise = [0], action = [0];
        for (var i = 0; i < Count; i++)
        {
            rng.FillNormal(noise.AsSpan());
            family.Sample(parameters, noise, action);
            sum += action[0];
            squares += action[0] * action[0];
        }

        var error = Math.Sqrt(((squares / Count) - Math.Pow(sum / Count, 2)) / Count);
        Assert.Equal(1, mass, 1e-5);                                   // a float of u near 10 is 10⁻⁶ off
        Assert.Equal(mean, sum / Count, 4 * error);                    // four standard errors
    }

    [Theory]
    [InlineData(0.3, -0.5)]
    [InlineData(9, 1.5)]                                               // tanh u rounds to 1
    [InlineData(-40, 0)]
    public void A_sample_s_log_probability_is_that_of_where_it_came_from(double mean, double logSigma)
    {
        float[] parameters = [(float)mean, 0.1f, (float)logSigma, -1f], noise = [0.7f, -1.2f], action = [0, 0];
        var logProbability = Two.Sample(parameters, noise, action);
        float[] u = [(float)(mean + (Math.Exp(logSigma) * 0.7f)), (float)(0.1f + (Math.Exp(-1) * -1.2f))];
        Assert.True(double.IsFinite(logProbability));
        Assert.Equal(Two.LogProbability(parameters, u), logProbability, 1e-5 * Math.Abs(mean) + 1e-5);
        Assert.All(action, a => Assert.InRange(a, -1f, 1f));
    }

    [Fact]
    public void Gradients_through_a_sample_are_what_finite_differences_say()
    {
        const double W = -0.7, H = 1e-5;
        double[] start = [0.4, -0.8, -0.2, 0.5], g = [1.3, -0.4], noise = [0.9, -0.6];
        float[] action = [0, 0], gradient = new float[4];
        var parameters = Array.ConvertAll(start, x => (float)x);
        var noises = Array.ConvertAll(noise, x => (float)x);
        Two.Sample(parameters, noises, action);
        Two.SampleGradient(parameters, noises, action, Array.ConvertAll(g, x => (float)x), W, gradient);

        for (var i = 0; i < 4; i++)
        {
            var (up, down) = ((double[])start.Clone(), (double[])start.Clone());
            (up[i], down[i]) = (up[i] + H, down[i] - H);
            Assert.Equal((Objective(up) - Objective(down)) / (2 * H), gradient[i], 1e-6);       // 24 bits
        }

        double Objective(double[] x)
        {
            var sum = 0.0;
            for (var i = 0; i < 2; i++)
            {
                var a = Math.Tanh(x[i] + (Math.Exp(x[2 + i]) * noise[i]));
                var logDensity = (-0.5 * noise[i] * noise[i]) - x[2 + i] - (0.5 * Math.Log(2 * Math.PI));
                sum += (g[i] * a) + (W * (logDensity - Math.Log(1 - (a * a))));
            }

            return sum;
        }
    }

    [Fact]
    public void Past_its_cut_ln_sigma_has_no_gradient()
    {
        float[] noise = [1, 1], action = [0, 0], gradient = new float[4], parameters = [0, 0, -25, 3];
        Two.Sample(parameters, noise, action);
        Two.SampleGradient(parameters, noise, action, [1, 1], 0.5, gradient);
        Assert.Equal([0, 0], gradient[2..]);
        Assert.Equal(Math.Tanh(Math.Exp(2)), action[1], 1e-6);
    }

    [Fact]
    public void The_greedy_action_is_the_squashed_mean()
    {
        var action = new float[2];
        Two.Mode([0.5f, -2, 1, 1], action);
        Assert.Equal([(float)Math.Tanh(0.5), (float)Math.Tanh(-2)], action);
    }
}
