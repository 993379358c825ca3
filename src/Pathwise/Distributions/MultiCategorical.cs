using Pathwise.Randomness;

namespace Pathwise.Distributions;

/// <summary>Several independent choices at once, each a <see cref="Categorical"/>; the parameters are the logits of the
/// first, then those of the second, and so on.</summary>
/// <remarks>What is said there of logits of −∞ holds for each choice. <c>default</c> is no distribution.</remarks>
public readonly struct MultiCategorical : IDistribution<int>
{
    private readonly Categorical[] _components;

    /// <inheritdoc cref="MultiCategorical"/>
    /// <param name="choices">How many choices each component has, each ≥ 1; at least one component.</param>
    public MultiCategorical(params IReadOnlyList<int> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (choices.Count == 0) throw new ArgumentException("There must be at least one choice.", nameof(choices));
        _components = [.. choices.Select(count => new Categorical(count))];
        ParameterCount = choices.Sum();
    }

    /// <inheritdoc/>
    public int ParameterCount { get; }

    /// <inheritdoc/>
    public int ActionSize => _components.Length;

    /// <inheritdoc/>
    /// <remarks>One uniform number a component.</remarks>
    public void Sample(ReadOnlySpan<float> parameters, Span<int> action, ref Rng rng)
    {
        Check(parameters, action.Length);
        for (var (i, at) = (0, 0); i < _components.Length; at += _components[i++].Choices)
            _components[i].Sample(parameters.Slice(at, _components[i].Choices), action.Slice(i, 1), ref rng);
    }

    /// <inheritdoc/>
    public void Mode(ReadOnlySpan<float> parameters, Span<int> action)
    {
        Check(parameters, action.Length);
        for (var (i, at) = (0, 0); i < _components.Length; at += _components[i++].Choices)
            _components[i].Mode(parameters.Slice(at, _components[i].Choices), action.Slice(i, 1));
    }

    /// <inheritdoc/>
    public double LogProbability(ReadOnlySpan<float> parameters, ReadOnlySpan<int> action)
    {
        Check(parameters, action.Length);
        var sum = 0.0;
        for (var (i, at) = (0, 0); i < _components.Length; at += _components[i++].Choices)
            sum += _components[i].LogProbability(parameters.Slice(at, _components[i].Choices), action.Slice(i, 1));
        return sum;
    }

    /// <inheritdoc/>
    public double Entropy(ReadOnlySpan<float> parameters)
    {
        Check(parameters, ActionSize);
        var sum = 0.0;
        for (var (i, at) = (0, 0); i < _components.Length; at += _components[i++].Choices)
            sum += _components[i].Entropy(parameters.Slice(at, _components[i].Choices));
        return sum;
    }

    /// <inheritdoc/>
    public double KullbackLeibler(ReadOnlySpan<float> p, ReadOnlySpan<float> q)
    {
        Check(p, ActionSize);
        Check(q, ActionSize);
        var sum = 0.0;
        for (var (i, at) = (0, 0); i < _components.Length; at += _components[i++].Choices)
            sum += _components[i].KullbackLeibler(
                p.Slice(at, _components[i].Choices), q.Slice(at, _components[i].Choices));
        return sum;
    }

    /// <inheritdoc/>
    public void AddLogProbabilityGradient(
        ReadOnlySpan<float> parameters, ReadOnlySpan<int> action, double weight, Span<float> gradient)
    {
        Check(parameters, action.Length);
        for (var (i, at) = (0, 0); i < _components.Length; at += _components[i++].Choices)
            _components[i].AddLogProbabilityGradient(
                parameters.Slice(at, _components[i].Choices), action.Slice(i, 1), weight,
                gradient.Slice(at, _components[i].Choices));
    }

    /// <inheritdoc/>
    public void AddEntropyGradient(ReadOnlySpan<float> parameters, double weight, Span<float> gradient)
    {
        Check(parameters, ActionSize);
        for (var (i, at) = (0, 0); i < _components.Length; at += _components[i++].Choices)
            _components[i].AddEntropyGradient(
                parameters.Slice(at, _components[i].Choices), weight, gradient.Slice(at, _components[i].Choices));
    }

    /// <inheritdoc/>
    public void AddKullbackLeiblerGradient(
        ReadOnlySpan<float> p, ReadOnlySpan<float> q, double weight, Span<float> gradient)
    {
        Check(p, ActionSize);
        Check(q, ActionSize);
        for (var (i, at) = (0, 0); i < _components.Length; at += _components[i++].Choices)
            _components[i].AddKullbackLeiblerGradient(
                p.Slice(at, _components[i].Choices), q.Slice(at, _components[i].Choices), weight,
                gradient.Slice(at, _components[i].Choices));
    }

    private void Check(ReadOnlySpan<float> parameters, int actionSize)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(parameters.Length, ParameterCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(actionSize, ActionSize);
    }
}
