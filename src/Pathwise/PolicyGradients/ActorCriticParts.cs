using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>Makes the usual parts of an actor-critic from an environment and options.</summary>
/// <param name="environment">What to learn in.</param>
/// <param name="options">The settings.</param>
/// <param name="seeds">All randomness.</param>
/// <param name="rows">The most rows that one gradient learns from.</param>
/// <param name="optimizer">What moves so many parameters.</param>
internal sealed class ActorCriticParts(
    EnvironmentEntry environment, ActorCriticOptions options, SeedSequence seeds, int rows,
    Func<int, IOptimizer> optimizer)
{
    private readonly NetworkParts _networks = new(environment, options.Activation, seeds, options.OrthogonalStart);
    private StateDependentNoise? _noise;

    /// <summary>What runs the policy.</summary>
    public RolloutCollector<TAction> Collector<TAction>() where TAction : unmanaged => new(
        (IVectorEnvironment<TAction>)environment.MakeVector(options.Environments, Autoreset.SameStep),
        options.RolloutSteps, new(options.NormalizeObservations, options.NormalizeRewards, options.Gamma),
        RunSeeds.Environments(seeds), RunSeeds.Acting(seeds), options.MaskActions);

    /// <summary>π, over a network of its own.</summary>
    public Policy<TAction, TDistribution> Policy<TAction, TDistribution>(TDistribution distribution, int free)
        where TAction : unmanaged where TDistribution : struct, IDistribution<TAction>
    {
        var network = options.StateDependentNoise
            ? _noise = Noise(distribution.ParameterCount, free)
            : _networks.PolicyNetwork(options.Hidden, distribution.ParameterCount, free, options.InitialLogSigma);
        return new(network, distribution, Ascent(network), options.Environments);
    }

    /// <summary>How the policy that was made explores; null where each action is drawn by itself.</summary>
    public IExploration<TAction>? Exploration<TAction>() where TAction : unmanaged => _noise is null
        ? null
        : (IExploration<TAction>)(object)new StateDependentExploration(
            _noise, options.Environments, options.NoiseSteps);

    /// <summary>v̂, over a network of its own.</summary>
    public StateValue Value()
    {
        var network = _networks.Network(options.Hidden, outputs: 1, gain: 1);
        return new(network, Ascent(network));
    }

    private StateDependentNoise Noise(int parameters, int free) => free == 0
        ? throw new BadInputException(
            $"State-dependent noise is for real-valued actions; those of {environment.Spec.Id} are in "
            + $"{environment.ActionSpace}. Set stateDependentNoise=false.")
        : new(_networks.Network(options.Hidden, parameters - free, gain: 0.01), options.InitialLogSigma);

    private GradientAscent Ascent(INetwork network) => new(
        network, network.NewPass(rows), rows, optimizer(network.Parameters.Length),
        options.MaxGradientNorm ?? double.PositiveInfinity);
}
