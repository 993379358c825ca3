using Pathwise.Environments;
using Pathwise.Environments.Wrappers;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Acts by a squashed Gaussian in a vector of environments, without learning.</summary>
/// <param name="network">θ.</param>
/// <param name="environments">Where.</param>
/// <param name="greedy">Whether it takes tanh μ, or a sample.</param>
internal sealed class SquashedActor(INetwork network, IVectorEnvironment<float> environments, bool greedy) : IActor
{
    private readonly IVectorEnvironment<float> _seen = OneHotObservations<float>.Around(environments);
    private readonly LearnedActions _learned = new(environments.ActionSpace);
    private readonly SquashedActing _policy = new(network, environments.Count);
    private readonly float[] _actions = new float[environments.Count * environments.ActionSpace.Size];
    private readonly float[] _taken = new float[environments.Count * environments.ActionSpace.Size];

    /// <inheritdoc/>
    public void Step(ref Rng rng)
    {
        _policy.Act(_seen.Observations, greedy, _actions, ref rng);
        _learned.ToSpace<float>(_actions, _taken);
        environments.Step(_taken);
    }
}
