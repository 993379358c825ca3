using Pathwise.Randomness;

namespace Pathwise.Replay;

/// <summary>How an agent acts while it gathers experience; what it learns may be another policy.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
public interface IBehaviour<TAction> where TAction : unmanaged
{
    /// <summary>Chooses an action in every environment, as <see cref="LearnedActions"/> has them: choices from 0 on,
    /// or numbers in [−1, 1].</summary>
    /// <param name="observations">What is seen, [n, observation size].</param>
    /// <param name="masks">Which choices there are, [n, choices]; empty where there always are all.</param>
    /// <param name="streams">Where each environment's randomness comes from, [n].</param>
    /// <param name="actions">Receives the actions, [n, action size].</param>
    void Act(
        ReadOnlySpan<float> observations, ReadOnlySpan<bool> masks, Span<Rng> streams, Span<TAction> actions);

    /// <summary>An episode has ended: the next step is the first of another.</summary>
    /// <param name="environment">In which environment.</param>
    void Ended(int environment) { }
}
