using Pathwise.Randomness;

namespace Pathwise.Distributions;

/// <summary>A family of distributions over actions, whose parameters are a row of a network's outputs.</summary>
/// <typeparam name="TAction">What an action's components are: <see cref="int"/> for choices,
/// <see cref="float"/> for reals.</typeparam>
/// <remarks>
/// Implementations are small readonly structs, so that code that is generic over them is compiled for each and calls
/// nothing virtual. "Gradient" always means: with respect to the parameters.
/// </remarks>
public interface IDistribution<TAction> where TAction : unmanaged
{
    /// <summary>Numbers that describe one distribution: the outputs a network must have.</summary>
    int ParameterCount { get; }

    /// <summary>Components of one action.</summary>
    int ActionSize { get; }

    /// <summary>Draws a ~ p.</summary>
    /// <param name="parameters">[ParameterCount].</param>
    /// <param name="action">Receives a, [ActionSize].</param>
    /// <param name="rng">The stream to draw from.</param>
    void Sample(ReadOnlySpan<float> parameters, Span<TAction> action, ref Rng rng);

    /// <summary>The most likely action: what a greedy policy does. The first of equals.</summary>
    void Mode(ReadOnlySpan<float> parameters, Span<TAction> action);

    /// <summary>ln p(a); nats.</summary>
    double LogProbability(ReadOnlySpan<float> parameters, ReadOnlySpan<TAction> action);

    /// <summary>H(p) = −E[ln p]; nats.</summary>
    double Entropy(ReadOnlySpan<float> parameters);

    /// <summary>KL(p ‖ q) = E_p[ln p − ln q], ≥ 0; nats.</summary>
    double KullbackLeibler(ReadOnlySpan<float> p, ReadOnlySpan<float> q);

    /// <summary><c>gradient += weight · ∇ ln p(a)</c>.</summary>
    void AddLogProbabilityGradient(
        ReadOnlySpan<float> parameters, ReadOnlySpan<TAction> action, double weight, Span<float> gradient);

    /// <summary><c>gradient += weight · ∇ H(p)</c>.</summary>
    void AddEntropyGradient(ReadOnlySpan<float> parameters, double weight, Span<float> gradient);

    /// <summary><c>gradient += weight · ∇_p KL(p ‖ q)</c>.</summary>
    void AddKullbackLeiblerGradient(ReadOnlySpan<float> p, ReadOnlySpan<float> q, double weight, Span<float> gradient);
}
