using Pathwise.Randomness;

namespace Pathwise.Distributions;

/// <summary>Independent coins, <c>P(a_i = 1) = σ(l_i) = 1/(1 + exp(−l_i))</c>;
/// the parameters are the logits l, finite.</summary>
/// <remarks>Computed in double, from ln σ(l) = −softplus(−l) and ln(1 − σ(l)) = −softplus(l):
/// stable for all of them.</remarks>
public readonly record struct Bernoulli : IDistribution<int>
{
    /// <inheritdoc cref="Bernoulli"/>
    /// <param name="size">Coins in one action, ≥ 1.</param>
    public Bernoulli(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ActionSize = size;
    }

    /// <inheritdoc/>
    public int ActionSize { get; }

    /// <inheritdoc/>
    public int ParameterCount => ActionSize;

    /// <inheritdoc/>
    /// <remarks>One uniform number a coin.</remarks>
    public void Sample(ReadOnlySpan<float> parameters, Span<int> action, ref Rng rng)
    {
        Check(parameters);
        for (var i = 0; i < parameters.Length; i++)
            action[i] = rng.NextDouble() < Sigmoid(parameters[i]) ? 1 : 0;
    }

    /// <inheritdoc/>
    public void Mode(ReadOnlySpan<float> parameters, Span<int> action)
    {
        Check(parameters);
        for (var i = 0; i < parameters.Length; i++)
            action[i] = parameters[i] > 0 ? 1 : 0;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A component is neither 0 nor 1.</exception>
    public double LogProbability(ReadOnlySpan<float> parameters, ReadOnlySpan<int> action)
    {
        Check(parameters, action);
        var sum = 0.0;
        for (var i = 0; i < parameters.Length; i++)
            sum -= Softplus(action[i] == 1 ? -parameters[i] : parameters[i]);
        return sum;
    }

    /// <inheritdoc/>
    public double Entropy(ReadOnlySpan<float> parameters)
    {
        Check(parameters);
        var sum = 0.0;
        foreach (var logit in parameters)
            sum += (Sigmoid(logit) * Softplus(-logit)) + (Sigmoid(-logit) * Softplus(logit));
        return sum;
    }

    /// <inheritdoc/>
    public double KullbackLeibler(ReadOnlySpan<float> p, ReadOnlySpan<float> q)
    {
        Check(p);
        Check(q);
        var sum = 0.0;
        for (var i = 0; i < p.Length; i++)
        {
            var ifOne = Sigmoid(p[i]) * (Softplus(-q[i]) - Softplus(-p[i]));
            var ifZero = Sigmoid(-p[i]) * (Softplus(q[i]) - Softplus(p[i]));
            sum += Math.Max(0, ifOne + ifZero);                     // rounding alone can bring it below
        }

        return sum;
    }

    /// <inheritdoc/>
    /// <remarks>∇ ln p(a) = a − σ(l).</remarks>
    /// <exception cref="ArgumentException">A component is neither 0 nor 1.</exception>
    public void AddLogProbabilityGradient(
        ReadOnlySpan<float> parameters, ReadOnlySpan<int> action, double weight, Span<float> gradient)
    {
        Check(parameters, action);
        for (var i = 0; i < parameters.Length; i++)
            gradient[i] += (float)(weight * (action[i] == 1 ? Sigmoid(-parameters[i]) : -Sigmoid(parameters[i])));
    }

    /// <inheritdoc/>
    /// <remarks>∂H/∂l = −l σ(l) σ(−l).</remarks>
    public void AddEntropyGradient(ReadOnlySpan<float> parameters, double weight, Span<float> gradient)
    {
        Check(parameters);
        for (var i = 0; i < parameters.Length; i++)
            gradient[i] -= (float)(weight * parameters[i] * Variance(parameters[i]));
    }

    /// <inheritdoc/>
    /// <remarks>∂KL/∂l_p = (l_p − l_q) σ(l_p) σ(−l_p).</remarks>
    public void AddKullbackLeiblerGradient(
        ReadOnlySpan<float> p, ReadOnlySpan<float> q, double weight, Span<float> gradient)
    {
        Check(p);
        Check(q);
        for (var i = 0; i < p.Length; i++)
            gradient[i] += (float)(weight * ((double)p[i] - q[i]) * Variance(p[i]));
    }

    private static double Variance(double logit) => Sigmoid(logit) * Sigmoid(-logit);

    /// <summary>σ(x), without overflow, and without cancellation where it is small.</summary>
    private static double Sigmoid(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }

    /// <summary>ln(1 + exp(x)) = max(x, 0) + ln(1 + exp(−|x|)).</summary>
    private static double Softplus(double x)
    {
        var e = Math.Exp(-Math.Abs(x));
        var sum = 1 + e;
        var log = sum == 1 ? e : Math.Log(sum) * (e / (sum - 1));  // Kahan's correction for what rounding the sum loses
        return Math.Max(x, 0) + log;
    }

    private void Check(ReadOnlySpan<float> parameters) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, ActionSize);

    private void Check(ReadOnlySpan<float> parameters, ReadOnlySpan<int> action)
    {
        Check(parameters);
        ArgumentOutOfRangeException.ThrowIfNotEqual(action.Length, ActionSize);
        if (action.ContainsAnyExceptInRange(0, 1))
            throw new ArgumentException("Each component of the action must be 0 or 1.", nameof(action));
    }
}
