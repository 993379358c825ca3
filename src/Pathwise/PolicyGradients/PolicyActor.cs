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
    private readonly INetworkPass _pass = network is RecurrentNetwork recurrent
        ? recurrent.NewPass(maxSteps: 1, environments.Count)
        : network.NewPass(environments.Count);

    private readonly bool[] _ended = new bool[environments.Count];
    private readonly float[] _states = new float[environments.Count * network.Inputs];
    private readonly ActionBounds _bounds = new(environments.ActionSpace);
    private readonly float[] _parameters = new float[environments.Count * network.Outputs];
    private readonly TAction[] _actions = new TAction[environments.Count * distribution.ActionSize];

    /// <inheritdoc/>
    public void Begin() => (_pass as RecurrentPass)?.Restart();

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
        if (_pass is RecurrentPass memory) GoOn(memory);
    }

    /// <summary>Keeps the memory, and forgets it where an episode has ended.</summary>
    private void GoOn(RecurrentPass memory)
    {
        for (var i = 0; i < _ended.Length; i++) _ended[i] = environments.Terminated[i] || environments.Truncated[i];
        memory.Carry();
        memory.RestartAt(_ended);
    }
}
