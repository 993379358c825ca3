using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>How actions are drawn while a policy learns.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
public interface IExploration<TAction> where TAction : unmanaged
{
    /// <summary>A rollout begins.</summary>
    /// <param name="streams">A stream for each environment, [n].</param>
    void Begin(Span<Rng> streams);

    /// <summary>Draws an action in each state, row i from stream i.</summary>
    /// <param name="states">[n, state size].</param>
    /// <param name="masks">Which choices there are, [n, choices]; empty for all.</param>
    /// <param name="streams">The streams, [n].</param>
    /// <param name="actions">Receives the actions, [n, action size].</param>
    /// <param name="logProbabilities">Receives ln π(A|S,θ), [n].</param>
    void Act(
        ReadOnlySpan<float> states, ReadOnlySpan<bool> masks, Span<Rng> streams, Span<TAction> actions,
        Span<double> logProbabilities);
}
