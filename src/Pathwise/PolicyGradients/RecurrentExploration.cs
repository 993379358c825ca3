using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>Draws a policy's actions where it has a memory, which goes on from step to step and begins anew with each
/// episode.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <param name="collector">Whose environments; it says where episodes start.</param>
/// <param name="policy">π, which acts with <paramref name="pass"/>.</param>
/// <param name="pass">One step of n sequences.</param>
internal sealed class RecurrentExploration<TAction>(
    RolloutCollector<TAction> collector, IExploration<TAction> policy, RecurrentPass pass)
    : IExploration<TAction>, ISaved where TAction : unmanaged
{
    private readonly float[] _hidden = new float[pass.InitialHidden.Length];
    private readonly float[] _cell = new float[pass.InitialHidden.Length];

    /// <summary>h of each environment when the rollout began, [n, units].</summary>
    public ReadOnlySpan<float> InitialHidden => _hidden;

    /// <summary>c of each environment when the rollout began, [n, units].</summary>
    public ReadOnlySpan<float> InitialCell => _cell;

    /// <inheritdoc/>
    public void Begin(Span<Rng> streams)
    {
        pass.InitialHidden.CopyTo(_hidden);
        pass.InitialCell.CopyTo(_cell);
        policy.Begin(streams);
    }

    /// <inheritdoc/>
    public void Act(
        ReadOnlySpan<float> states, ReadOnlySpan<bool> masks, Span<Rng> streams, Span<TAction> actions,
        Span<double> logProbabilities)
    {
        pass.RestartAt(collector.Starts);
        policy.Act(states, masks, streams, actions, logProbabilities);
        pass.Carry();
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        writer.Write<float>("hidden", pass.InitialHidden);
        writer.Write<float>("cell", pass.InitialCell);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        reader.Read("hidden", pass.InitialHidden);
        reader.Read("cell", pass.InitialCell);
    }
}
