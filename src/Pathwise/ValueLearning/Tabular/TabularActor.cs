using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Randomness;

namespace Pathwise.ValueLearning.Tabular;

/// <summary>Acts by a policy over numbered states, without learning.</summary>
internal sealed class TabularActor : IActor
{
    private readonly IVectorEnvironment<int> _environments;
    private readonly StateActions _stateActions;
    private readonly PairChoice _choose;
    private readonly FiniteStates _states;
    private readonly int[] _actions;

    /// <param name="environments">Where it acts.</param>
    /// <param name="stateActions">The actions there are in each state.</param>
    /// <param name="choose">The policy.</param>
    public TabularActor(IVectorEnvironment environments, StateActions stateActions, PairChoice choose)
    {
        ArgumentNullException.ThrowIfNull(environments);
        _environments = environments as IVectorEnvironment<int> ?? throw new ArgumentException(
            "A table acts in environments whose actions are choices.", nameof(environments));
        (_stateActions, _choose) = (stateActions, choose);
        (_states, _actions) = (FiniteStates.Of(environments.ObservationSpace), new int[environments.Count]);
    }

    /// <summary>Chooses (s, a) in s.</summary>
    public delegate int PairChoice(int state, ref Rng rng);

    /// <inheritdoc/>
    public void Step(ref Rng rng)
    {
        var observations = _environments.Observations;
        var size = _environments.ObservationSpace.Size;
        var any = ((Discrete)_environments.ActionSpace).Start;
        for (var i = 0; i < _actions.Length; i++)
        {
            var s = _states.NumberOf(observations.Slice(i * size, size));
            _actions[i] = _stateActions.HasActions(s) ? _stateActions.Labels[_choose(s, ref rng)] : any;
        }

        _environments.Step(_actions);
    }
}
