using Pathwise.Experiments;

namespace Pathwise.Environments;

/// <summary>An environment in progress: a state, a random stream, and the rules that move them.
/// Gymnasium's <c>Env</c>.</summary>
public interface IEnvironment : ISaved
{
    /// <summary>What is known about it.</summary>
    EnvironmentSpec Spec { get; }

    /// <summary>What can be observed.</summary>
    Space ObservationSpace { get; }

    /// <summary>What can be done.</summary>
    Space ActionSpace { get; }

    /// <summary>Starts an episode.</summary>
    /// <param name="observation">Receives the first observation, [ObservationSpace.Size].</param>
    /// <param name="seed">Restarts the random stream from this number; null lets it run on.</param>
    void Reset(Span<float> observation, ulong? seed = null);

    /// <summary>Draws the present state.</summary>
    void Draw(ICanvas canvas);
}

/// <inheritdoc cref="IEnvironment"/>
/// <typeparam name="TAction">What an action's components are: <see cref="int"/> or <see cref="float"/>.</typeparam>
public interface IEnvironment<TAction> : IEnvironment where TAction : unmanaged
{
    /// <summary>Takes an action.</summary>
    /// <param name="action">[ActionSpace.Size].</param>
    /// <param name="observation">Receives the observation of the state reached, [ObservationSpace.Size].</param>
    Step Step(ReadOnlySpan<TAction> action, Span<float> observation);
}
