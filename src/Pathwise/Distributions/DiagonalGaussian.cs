using Pathwise.Randomness;

namespace Pathwise.Distributions;

/// <summary>Independent normal components, <c>a_i ~ N(μ_i, σ_i²)</c>; the parameters are <c>[μ…, ln σ…]</c>.</summary>
/// <remarks>
/// <para>ln σ and not σ, so that every finite number is a parameter. Computed in double.</para>
/// <para>Actions are not squashed to bounds: what an environment does with an action outside of its space is its
/// own.</para>
/// </remarks>
public readonly record struct DiagonalGaussian : IDistribution<float>
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    /// <inheritdoc cref="DiagonalGaussian"/>
    /// <param name="size">Components of an action, ≥ 1.</param>
    public DiagonalGaussian(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ActionSize = size;
    }

    /// <inheritdoc/>
    public int ActionSize { get; }

    /// <inheritdoc/>
    public int ParameterCount => 2 * ActionSize;

    /// <inheritdoc/>
    /// <remarks>a = μ + σε, ε ~ N(0, 1): one normal number a component.</remarks>
    public void Sample(ReadOnlySpan<float> parameters, Span<float> action, ref Rng rng)
    {
        var mean = Means(parameters, out var logScale);
        for (var i = 0; i < mean.Length; i++)
            action[i] = (float)(mean[i] + (Math.Exp(logScale[i]) * rng.NextNormal()));
    }

    /// <inheritdoc/>
    public void Mode(ReadOnlySpan<float> parameters, Span<float> action) => Means(parameters, out _).CopyTo(action);

    /// <inheritdoc/>
    /// <remarks>Of the density: it can be above 0.</remarks>
    public double LogProbability(ReadOnlySpan<float> parameters, ReadOnlySpan<float> action)
    {
        var mean = Means(parameters, out var logScale);
        var sum = 0.0;
        for (var i = 0; i < mean.Length; i++)
        {
            var z = Standardised(action[i], mean[i], logScale[i]);
            sum -= (0.5 * z * z) + logScale[i] + HalfLogTwoPi;
        }

        return sum;
    }

    /// <inheritdoc/>
    /// <remarks>Differential entropy, Σ ln σ + ½ ln 2πe: it can be below 0.</remarks>
    public double Entropy(ReadOnlySpan<float> parameters)
    {
        _ = Means(parameters, out var logScales);
        var sum = ActionSize * (HalfLogTwoPi + 0.5);
        foreach (var logScale in logScales) sum += logScale;
        return sum;
    }

    /// <inheritdoc/>
    /// <remarks>Σ ln(σ_q/σ_p) + (σ_p² + (μ_p − μ_q)²)/2σ_q² − ½.</remarks>
    public double KullbackLeibler(ReadOnlySpan<float> p, ReadOnlySpan<float> q)
    {
        var meanP = Means(p, out var logScaleP);
        var meanQ = Means(q, out var logScaleQ);
        var sum = 0.0;
        for (var i = 0; i < meanP.Length; i++)
        {
            var logRatio = (double)logScaleP[i] - logScaleQ[i];     // ln(σ_p/σ_q)
            var z = Standardised(meanP[i], meanQ[i], logScaleQ[i]);
            sum += Math.Max(0, 0.5 * (Math.Exp(2 * logRatio) - 1 - (2 * logRatio))) + (0.5 * z * z);
        }

        return sum;
    }

    /// <inheritdoc/>
    /// <remarks>With z = (a − μ)/σ: ∂/∂μ = z/σ, ∂/∂ln σ = z² − 1.</remarks>
    public void AddLogProbabilityGradient(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> action, double weight, Span<float> gradient)
    {
        var mean = Means(parameters, out var logScale);
        for (var i = 0; i < mean.Length; i++)
        {
            var z = Standardised(action[i], mean[i], logScale[i]);
            gradient[i] += (float)(weight * Standardised(z, 0, logScale[i]));
            gradient[ActionSize + i] += (float)(weight * ((z * z) - 1));
        }
    }

    /// <inheritdoc/>
    /// <remarks>∂H/∂μ = 0, ∂H/∂ln σ = 1.</remarks>
    public void AddEntropyGradient(ReadOnlySpan<float> parameters, double weight, Span<float> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, ParameterCount);
        for (var i = ActionSize; i < parameters.Length; i++) gradient[i] += (float)weight;
    }

    /// <inheritdoc/>
    /// <remarks>∂/∂μ_p = (μ_p − μ_q)/σ_q², ∂/∂ln σ_p = σ_p²/σ_q² − 1.</remarks>
    public void AddKullbackLeiblerGradient(
        ReadOnlySpan<float> p, ReadOnlySpan<float> q, double weight, Span<float> gradient)
    {
        var meanP = Means(p, out var logScaleP);
        var meanQ = Means(q, out var logScaleQ);
        for (var i = 0; i < meanP.Length; i++)
        {
            var z = Standardised(meanP[i], meanQ[i], logScaleQ[i]);
            gradient[i] += (float)(weight * Standardised(z, 0, logScaleQ[i]));
            gradient[ActionSize + i] += (float)(weight * (Math.Exp(2 * ((double)logScaleP[i] - logScaleQ[i])) - 1));
        }
    }

    /// <summary>(x − μ)/σ; 0 where x = μ, however small σ is.</summary>
    private static double Standardised(double x, double mean, double logScale) =>
        x == mean ? 0 : (x - mean) * Math.Exp(-logScale);

    private ReadOnlySpan<float> Means(ReadOnlySpan<float> parameters, out ReadOnlySpan<float> logScales)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, ParameterCount);
        logScales = parameters[ActionSize..];
        return parameters[..ActionSize];
    }
}
