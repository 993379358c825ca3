using Pathwise.Experiments;

namespace Pathwise.Environments;

/// <summary>Several copies of one environment that step together. Gymnasium's <c>VectorEnv</c>.</summary>
/// <remarks>The spans belong to the vector and hold until its next step or reset. Not thread-safe.</remarks>
public interface IVectorEnvironment : ISaved
{
    /// <summary>n, the number of environments.</summary>
    int Count { get; }

    /// <summary>What is known about each of them.</summary>
    EnvironmentSpec Spec { get; }

    /// <summary>What can be observed in one of them.</summary>
    Space ObservationSpace { get; }

    /// <summary>What can be done in one of them.</summary>
    Space ActionSpace { get; }

    /// <summary>What happens when an episode ends.</summary>
    Autoreset Autoreset { get; }

    /// <summary>What is seen now, [n, ObservationSpace.Size].</summary>
    ReadOnlySpan<float> Observations { get; }

    /// <summary>What the last step earned, [n].</summary>
    ReadOnlySpan<double> Rewards { get; }

    /// <summary>Where the last step reached a terminal state, [n].</summary>
    ReadOnlySpan<bool> Terminated { get; }

    /// <summary>Where the last step's episode was cut short, [n].</summary>
    ReadOnlySpan<bool> Truncated { get; }

    /// <summary>
    /// With <see cref="Autoreset.SameStep"/>: where an episode ended, its last observation; [n, ObservationSpace.Size].
    /// Empty in the other modes, where <see cref="Observations"/> has it.
    /// </summary>
    ReadOnlySpan<float> FinalObservations { get; }

    /// <summary>Which choices there are now, [n, choices]; empty where there always are all.</summary>
    ReadOnlySpan<bool> ActionMasks => default;

    /// <summary>Restarts every random stream (environment i from <c>seed + i</c>) and every episode.</summary>
    void Reset(ulong seed);

    /// <summary>Restarts every random stream and every episode.</summary>
    /// <param name="seeds">A seed for each environment, [n].</param>
    void Reset(ReadOnlySpan<ulong> seeds);

    /// <summary>Starts new episodes where <paramref name="mask"/> is true; random streams run on.
    /// No mask: everywhere.</summary>
    void Reset(ReadOnlySpan<bool> mask = default);

    /// <summary>Draws the present state of one environment.</summary>
    /// <param name="index">Which one, 0 to n − 1.</param>
    /// <param name="canvas">Where to draw.</param>
    void Draw(int index, ICanvas canvas);
}

/// <inheritdoc cref="IVectorEnvironment"/>
/// <typeparam name="TAction">What an action's components are: <see cref="int"/> or <see cref="float"/>.</typeparam>
public interface IVectorEnvironment<TAction> : IVectorEnvironment where TAction : unmanaged
{
    /// <summary>Takes an action in every environment.</summary>
    /// <param name="actions">[n, ActionSpace.Size].</param>
    void Step(ReadOnlySpan<TAction> actions);
}
