using Pathwise.Environments;
using Pathwise.Environments.Wrappers;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Acts as a deterministic policy says in a vector of environments, without learning.</summary>
/// <param name="network">θ.</param>
/// <param name="environments">Where.</param>
/// <param name="sigma">The noise of every action; 0: none.</param>
internal sealed class DeterministicActor(INetwork network, IVectorEnvironment<float> environments, double sigma)
    : IActor
{
    private readonly IVectorEnvironment<float> _seen = OneHotObservations<float>.Around(environments);
    private readonly LearnedActions _learned = new(environments.ActionSpace);
    private readonly DeterministicActing _policy = new(network, environments.Count);
    private readonly GaussianNoise _noise = new(sigma);
    private readonly float[] _actions = new float[environments.Count * environments.ActionSpace.Size];
    private readonly float[] _taken = new float[environments.Count * environments.ActionSpace.Size];

    /// <inheritdoc/>
    public void Step(ref Rng rng)
    {
        _policy.Act(_seen.Observations, _actions);
        if (sigma > 0) _noise.Add(environment: 0, _actions, ref rng);
        _learned.ToSpace<float>(_actions, _taken);
        environments.Step(_taken);
    }
}
