using Pathwise.Experiments;

namespace Pathwise.Environments.Wrappers;

/// <summary>Cuts the episodes of a live environment short. Gymnasium's <c>TimeLimit</c>.</summary>
/// <typeparam name="TAction">What an action's components are: <see cref="int"/> or <see cref="float"/>.</typeparam>
/// <remarks>A last step that is terminal as well says both. Simulations and batches need none:
/// they keep their spec's limit.</remarks>
public sealed class TimeLimited<TAction> : IEnvironment<TAction> where TAction : unmanaged
{
    private readonly IEnvironment<TAction> _inner;
    private readonly long _limit;
    private long _steps;

    /// <inheritdoc cref="TimeLimited{TAction}"/>
    /// <param name="inner">The environment.</param>
    /// <param name="steps">Steps after which an episode is truncated, ≥ 1.</param>
    public TimeLimited(IEnvironment<TAction> inner, int steps)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        (_inner, _limit, Spec) = (inner, steps, inner.Spec with { MaxEpisodeSteps = steps });
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public Space ObservationSpace => _inner.ObservationSpace;

    /// <inheritdoc/>
    public Space ActionSpace => _inner.ActionSpace;

    /// <inheritdoc/>
    public void Reset(Span<float> observation, ulong? seed = null)
    {
        _inner.Reset(observation, seed);
        _steps = 0;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The limit has been reached.</exception>
    public Step Step(ReadOnlySpan<TAction> action, Span<float> observation)
    {
        if (_steps >= _limit)
            throw new InvalidOperationException(
                $"The episode of {Spec.Id} was truncated at step {_steps}: call Reset before the next Step.");
        var step = _inner.Step(action, observation);
        return ++_steps >= _limit ? step with { Truncated = true } : step;
    }

    /// <inheritdoc/>
    public void Draw(ICanvas canvas) => _inner.Draw(canvas);

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _inner.Save(writer.Part("environment"));
        writer.Write<long>("steps", [_steps]);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _inner.Load(reader.Part("environment"));
        reader.Read("steps", new Span<long>(ref _steps));
    }
}
