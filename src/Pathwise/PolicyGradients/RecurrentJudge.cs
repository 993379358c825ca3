using Pathwise.Experiments;

namespace Pathwise.PolicyGradients;

/// <summary>Says what a rollout was worth where values have a memory.</summary>
/// <typeparam name="TAction">What an action's components are.</typeparam>
/// <remarks>The state that follows a step which was cut is judged with the memory after that step.</remarks>
internal sealed class RecurrentJudge<TAction> : ISaved where TAction : unmanaged
{
    private readonly Rollout<TAction> _rollout;
    private readonly RecurrentPass _through, _next;
    private readonly int _units;

    /// <summary>Prepares to judge a rollout.</summary>
    /// <param name="network">v̂.</param>
    /// <param name="rollout">What is judged.</param>
    public RecurrentJudge(RecurrentNetwork network, Rollout<TAction> rollout)
    {
        (_rollout, _units) = (rollout, network.Units);
        _through = network.NewPass(rollout.Steps, rollout.Environments);
        _next = network.NewPass(maxSteps: 1, rollout.Rows);
        (InitialHidden, InitialCell) = (
            new float[rollout.Environments * _units], new float[rollout.Environments * _units]);
    }

    /// <summary>h of each environment when the rollout began, [n, units].</summary>
    public float[] InitialHidden { get; }

    /// <summary>c of each environment when the rollout began, [n, units].</summary>
    public float[] InitialCell { get; }

    /// <summary>Fills in <see cref="Rollout{TAction}.Values"/> and <see cref="Rollout{TAction}.EndValues"/>.</summary>
    public void Judge()
    {
        _through.InitialHidden.CopyTo(InitialHidden);
        _through.InitialCell.CopyTo(InitialCell);
        _through.RestartAt(_rollout.Starts);
        var values = _through.Forward(_rollout.States, _rollout.Rows);
        for (var row = 0; row < values.Length; row++) _rollout.Values[row] = values[row];

        JudgeCuts(_rollout.CutRows);
        _through.Carry();
    }

    /// <inheritdoc/>
    public void Save(IStateWriter writer)
    {
        writer.Write<float>("hidden", _through.InitialHidden);
        writer.Write<float>("cell", _through.InitialCell);
    }

    /// <inheritdoc/>
    public void Load(IStateReader reader)
    {
        reader.Read("hidden", _through.InitialHidden);
        reader.Read("cell", _through.InitialCell);
    }

    private void JudgeCuts(ReadOnlySpan<int> cut)
    {
        if (cut.IsEmpty) return;
        _next.Sequences = cut.Length;
        for (var i = 0; i < cut.Length; i++)
        {
            _through.Hidden.Slice(cut[i] * _units, _units).CopyTo(_next.InitialHidden[(i * _units)..]);
            _through.Cells.Slice(cut[i] * _units, _units).CopyTo(_next.InitialCell[(i * _units)..]);
        }

        var worth = _next.Forward(_rollout.StatesAfterCuts, cut.Length);
        for (var i = 0; i < cut.Length; i++) _rollout.EndValues[cut[i]] = worth[i];
    }
}
