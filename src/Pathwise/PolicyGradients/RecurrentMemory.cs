using Pathwise.Experiments;

namespace Pathwise.PolicyGradients;

/// <summary>What PPO has to mind where policy and values have a memory: minibatches are whole sequences, and begin in
/// the states that the rollout began in.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <remarks>States within a sequence are computed anew from there with each gradient. Source: Huang et al. (2022),
/// <i>The 37 implementation details of proximal policy optimization</i>, the five on LSTMs.</remarks>
/// <param name="exploration">Acts, and remembers how the rollout began.</param>
/// <param name="judge">Judges, and remembers how the rollout began.</param>
/// <param name="policy">Where the policy's gradient is computed.</param>
/// <param name="value">Where the values' gradient is computed.</param>
internal sealed class RecurrentMemory<TAction>(
    RecurrentExploration<TAction> exploration, RecurrentJudge<TAction> judge, RecurrentPass policy, RecurrentPass value)
    : ISaved where TAction : unmanaged
{
    /// <summary>Fills in what states are worth.</summary>
    public void Judge() => judge.Judge();

    /// <summary>Lets the policy's next pass be that of a minibatch.</summary>
    public void PreparePolicy(Minibatch<TAction> batch) =>
        Prepare(policy, batch, exploration.InitialHidden, exploration.InitialCell);

    /// <summary>Lets the values' next pass be that of a minibatch.</summary>
    public void PrepareValue(Minibatch<TAction> batch) =>
        Prepare(value, batch, judge.InitialHidden, judge.InitialCell);

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        exploration.Save(writer.Part("policy"));
        judge.Save(writer.Part("value"));
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        exploration.Load(reader.Part("policy"));
        judge.Load(reader.Part("value"));
    }

    private static void Prepare(
        RecurrentPass pass, Minibatch<TAction> batch, ReadOnlySpan<float> hidden, ReadOnlySpan<float> cell)
    {
        var environments = batch.Environments;
        pass.Sequences = environments.Length;
        pass.RestartAt(batch.Starts);
        var units = pass.InitialHidden.Length / environments.Length;
        for (var i = 0; i < environments.Length; i++)
        {
            hidden.Slice(environments[i] * units, units).CopyTo(pass.InitialHidden[(i * units)..]);
            cell.Slice(environments[i] * units, units).CopyTo(pass.InitialCell[(i * units)..]);
        }
    }
}
