using Pathwise.Randomness;

namespace Pathwise.Environments;

/// <summary>The rules of an environment: how states begin, change and are seen.
/// The state itself is the caller's.</summary>
/// <typeparam name="TState">All that the future depends on, as a plain value, so that it can be copied,
/// saved and batched.</typeparam>
/// <typeparam name="TAction">What an action's components are: <see cref="int"/> for choices,
/// <see cref="float"/> for reals.</typeparam>
/// <remarks>
/// <para>This is what a user implements to bring an environment of their own; everything else (seeding, time limits,
/// batches, checkpoints, pictures) is built on it. An implementation is immutable.</para>
/// <para>Implement it with a struct where speed matters: batches are generic over it,
/// and call nothing virtual per step.</para>
/// </remarks>
public interface IDynamics<TState, TAction> where TState : unmanaged where TAction : unmanaged
{
    /// <summary>What can be observed.</summary>
    Space ObservationSpace { get; }

    /// <summary>What can be done.</summary>
    Space ActionSpace { get; }

    /// <summary>Draws a state to start an episode in.</summary>
    TState Reset(ref Rng rng);

    /// <summary>Takes an action: <c>s ← s′</c>.</summary>
    /// <param name="state">s, replaced by s′.</param>
    /// <param name="action">a, one component for a <see cref="Discrete"/> space,
    /// n for a <see cref="Box"/> of size n.</param>
    /// <param name="rng">The stream for what is random about it.</param>
    /// <returns>The reward, and whether s′ is terminal. Time limits are not the dynamics' concern.</returns>
    Step Advance(ref TState state, ReadOnlySpan<TAction> action, ref Rng rng);

    /// <summary>Writes what can be seen of a state.</summary>
    /// <param name="state">s.</param>
    /// <param name="observation">Receives the observation, [ObservationSpace.Size].</param>
    void Observe(in TState state, Span<float> observation);

    /// <summary>Draws a state, for pictures and animations.</summary>
    void Draw(in TState state, ICanvas canvas);
}
