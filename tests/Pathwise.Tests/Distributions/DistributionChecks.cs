using Pathwise.Distributions;

namespace Pathwise.Tests.Distributions;

/// <summary>What holds for every distribution: each gradient against finite differences of its value.</summary>
internal static class DistributionChecks
{
    private const double Step = 1.0 / 64;                    // exact in float, so that the difference is exact too

    public delegate double Value(ReadOnlySpan<float> parameters);

    public static void Gradients_are_differences<TDistribution, TAction>(
        TDistribution distribution, float[] p, float[] q, TAction[] action)
        where TDistribution : IDistribution<TAction> where TAction : unmanaged
    {
        const double weight = -1.7;
        var gradient = new float[p.Length];

        distribution.AddLogProbabilityGradient(p, action, weight, gradient);
        AssertIs(gradient, x => weight * distribution.LogProbability(x, action), p);

        Array.Clear(gradient);
        distribution.AddEntropyGradient(p, weight, gradient);
        AssertIs(gradient, x => weight * distribution.Entropy(x), p);

        Array.Clear(gradient);
        distribution.AddKullbackLeiblerGradient(p, q, weight, gradient);
        AssertIs(gradient, x => weight * distribution.KullbackLeibler(x, q), p);
    }

    public static void Gradients_add_up<TDistribution, TAction>(
        TDistribution distribution, float[] p, float[] q, TAction[] action)
        where TDistribution : IDistribution<TAction> where TAction : unmanaged
    {
        var (once, twice) = (new float[p.Length], new float[p.Length]);
        distribution.AddLogProbabilityGradient(p, action, 2, once);
        distribution.AddEntropyGradient(p, 2, once);
        distribution.AddKullbackLeiblerGradient(p, q, 2, once);
        for (var i = 0; i < 2; i++)
        {
            distribution.AddLogProbabilityGradient(p, action, 1, twice);
            distribution.AddEntropyGradient(p, 1, twice);
            distribution.AddKullbackLeiblerGradient(p, q, 1, twice);
        }

        for (var i = 0; i < p.Length; i++) Assert.Equal(once[i], twice[i], 1e-5f * (1 + Math.Abs(once[i])));
    }

    /// <summary>Richardson's extrapolation of central differences: error O(step⁴) plus the gradient's rounding to float.</summary>
    private static void AssertIs(float[] gradient, Value value, float[] at)
    {
        for (var i = 0; i < at.Length; i++)
        {
            var difference = ((4 * Central(i, Step)) - Central(i, 2 * Step)) / 3;
            Assert.Equal(difference, gradient[i], 2e-6 * (1 + Math.Abs(difference)));
        }

        double Central(int i, double step)
        {
            float[] up = [.. at], down = [.. at];
            up[i] += (float)step;
            down[i] -= (float)step;
            return (value(up) - value(down)) / ((double)up[i] - down[i]);
        }
    }
}
