using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Environments.Wrappers;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>Acts with a policy's present parameters, without learning.</summary>
internal sealed class PolicyActor<TAction, TDistribution>(
    INetwork network, TDistribution distribution, IVectorEnvironment<TAction> environments,
    RunningMoments? moments, double clip, bool isMasked, bool greedy)
    : IActor
    where TAction : unmanaged where TDistribution : struct, IDistribution<TAction>
{
    private readonly IVectorEnvironment<TAction> _seen = OneHotObservations<TAction>.Around(environments);
    private readonly INetworkPass _pass = network.NewPass(environments.Count);
    private readonly float[] _states = new float[environments.Count * network.Inputs];
    private readonly ActionBounds _bounds = new(environments.ActionSpace);
    private readonly float[] _parameters = new float[environments.Count * network.Outputs];
    private readonly TAction[] _actions = new TAction[environments.Count * distribution.ActionSize];

    /// <inheritdoc/>
    public void Step(ref Rng rng)
    {
        _seen.Observations.CopyTo(_states);
        moments?.Standardize(_states, _states, clip);
        _pass.Forward(_states, environments.Count).CopyTo(_parameters);
        if (isMasked) ActionMasks.Apply(_parameters, environments.ActionMasks);
        var (width, size) = (distribution.ParameterCount, distribution.ActionSize);
        for (var i = 0; i < environments.Count; i++)
        {
            var pi = _parameters.AsSpan(i * width, width);
            var action = _actions.AsSpan(i * size, size);
            if (greedy) distribution.Mode(pi, action);
            else distribution.Sample(pi, action, ref rng);
        }

        _bounds.Clip(_actions.AsSpan());
        environments.Step(_actions);
    }
}
