namespace Pathwise.Distributions;

/// <summary>Independent normal components, squashed into (−1, 1): <c>a_i = tanh u_i</c>, <c>u_i ~ N(μ_i, σ_i²)</c>; the
/// parameters are <c>[μ…, ln σ…]</c>.</summary>
/// <remarks>
/// <para>Source: Haarnoja, Zhou, Abbeel &amp; Levine (2018), <i>Soft actor-critic</i>, appendix C, eq. (21):</para>
/// <code>
/// ln π(a) = Σ_i ln N(u_i; μ_i, σ_i²) − ln(1 − tanh² u_i)
/// </code>
/// <para>with <c>ln(1 − tanh² u) = 2 (ln 2 − u − ln(1 + e^−2u))</c>, which is exact where tanh u rounds to ±1. ln σ is
/// cut to [−20, 2], where it then has no gradient.</para>
/// <para>Samples are reparametrized: a function of the parameters and of noise ε ~ N(0, 1), through which gradients
/// go. There is no closed form of the entropy: −ln π of samples stands for it. Computed in double.</para>
/// </remarks>
public readonly record struct SquashedGaussian
{
    private const double HalfLogTwoPi = 0.91893853320467274178;
    private const double LeastLogSigma = -20, GreatestLogSigma = 2;

    /// <inheritdoc cref="SquashedGaussian"/>
    /// <param name="size">Components of an action, ≥ 1.</param>
    public SquashedGaussian(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ActionSize = size;
    }

    /// <summary>Components of one action.</summary>
    public int ActionSize { get; }

    /// <summary>How many outputs a network must have.</summary>
    public int ParameterCount => 2 * ActionSize;

    /// <summary>The action <c>tanh(μ + σ ε)</c>, and ln π of it.</summary>
    /// <param name="parameters">[ParameterCount].</param>
    /// <param name="noise">ε, [ActionSize].</param>
    /// <param name="action">Receives a, [ActionSize].</param>
    /// <returns>ln π(a); nats.</returns>
    public double Sample(ReadOnlySpan<float> parameters, ReadOnlySpan<float> noise, Span<float> action)
    {
        var means = Means(parameters, out var logSigmas);
        var sum = 0.0;
        for (var i = 0; i < means.Length; i++)
        {
            var logSigma = Cut(logSigmas[i]);
            var u = means[i] + (Math.Exp(logSigma) * noise[i]);
            action[i] = (float)Math.Tanh(u);
            sum -= (0.5 * noise[i] * noise[i]) + logSigma + HalfLogTwoPi + LogSlope(u);
        }

        return sum;
    }

    /// <summary>The greedy action, <c>tanh μ</c>.</summary>
    /// <param name="parameters">[ParameterCount].</param>
    /// <param name="action">Receives a, [ActionSize].</param>
    public void Mode(ReadOnlySpan<float> parameters, Span<float> action)
    {
        var means = Means(parameters, out _);
        for (var i = 0; i < means.Length; i++) action[i] = (float)Math.Tanh(means[i]);
    }

    /// <summary>ln π(tanh u); nats.</summary>
    /// <param name="parameters">[ParameterCount].</param>
    /// <param name="unsquashed">u, [ActionSize].</param>
    public double LogProbability(ReadOnlySpan<float> parameters, ReadOnlySpan<float> unsquashed)
    {
        var means = Means(parameters, out var logSigmas);
        var sum = 0.0;
        for (var i = 0; i < means.Length; i++)
        {
            var logSigma = Cut(logSigmas[i]);
            var z = (unsquashed[i] - means[i]) * Math.Exp(-logSigma);
            sum -= (0.5 * z * z) + logSigma + HalfLogTwoPi + LogSlope(unsquashed[i]);
        }

        return sum;
    }

    /// <summary>The gradient of what depends on a sample and on its ln π, for one action:
    /// <c>gradient = ∇ (g·a + w ln π(a))</c>, with a = tanh(μ + σ ε).</summary>
    /// <param name="parameters">[ParameterCount].</param>
    /// <param name="noise">ε, as the action was made with, [ActionSize].</param>
    /// <param name="action">a, [ActionSize].</param>
    /// <param name="actionGradient">g, [ActionSize].</param>
    /// <param name="weight">w.</param>
    /// <param name="gradient">Receives the gradient, [ParameterCount].</param>
    /// <remarks>With s = g (1 − a²) + 2 w a: ∂/∂μ = s, ∂/∂ln σ = s σ ε − w.</remarks>
    public void SampleGradient(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> noise, ReadOnlySpan<float> action,
        ReadOnlySpan<float> actionGradient, double weight, Span<float> gradient)
    {
        _ = Means(parameters, out var logSigmas);
        for (var i = 0; i < ActionSize; i++)
        {
            double a = action[i], logSigma = Cut(logSigmas[i]);
            var slope = (actionGradient[i] * (1 - (a * a))) + (2 * weight * a);
            gradient[i] = (float)slope;
            gradient[ActionSize + i] = logSigmas[i] == logSigma
                ? (float)((slope * Math.Exp(logSigma) * noise[i]) - weight)
                : 0;
        }
    }

    private static double Cut(double logSigma) => Math.Clamp(logSigma, LeastLogSigma, GreatestLogSigma);

    /// <summary>ln(1 − tanh² u).</summary>
    private static double LogSlope(double u)
    {
        var x = Math.Abs(u);                                        // an even function, and e^−2x does not overflow
        return 2 * (Math.Log(2) - x - Math.Log(1 + Math.Exp(-2 * x)));
    }

    private ReadOnlySpan<float> Means(ReadOnlySpan<float> parameters, out ReadOnlySpan<float> logSigmas)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, ParameterCount);
        logSigmas = parameters[ActionSize..];
        return parameters[..ActionSize];
    }
}
