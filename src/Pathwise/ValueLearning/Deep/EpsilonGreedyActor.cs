using Pathwise.Environments;
using Pathwise.Environments.Wrappers;
using Pathwise.Experiments;
using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.ValueLearning.Deep;

/// <summary>Acts by values in a vector of environments, without learning.</summary>
/// <param name="policy">How; for as many environments.</param>
/// <param name="environments">Where.</param>
/// <param name="isMasked">Whether only choices are taken that the environments say there are.</param>
internal sealed class EpsilonGreedyActor(EpsilonGreedy policy, IVectorEnvironment<int> environments, bool isMasked)
    : IActor
{
    private readonly IVectorEnvironment<int> _seen = OneHotObservations<int>.Around(environments);
    private readonly LearnedActions _learned = new(environments.ActionSpace);
    private readonly int[] _actions = new int[environments.Count], _taken = new int[environments.Count];

    /// <inheritdoc/>
    public void Step(ref Rng rng)
    {
        var masks = isMasked ? environments.ActionMasks : default;
        for (var i = 0; i < _actions.Length; i++) _actions[i] = policy.Explore(i, masks, ref rng);
        policy.Exploit(_seen.Observations, masks, _actions);
        _learned.ToSpace<int>(_actions, _taken);
        environments.Step(_taken);
    }
}
