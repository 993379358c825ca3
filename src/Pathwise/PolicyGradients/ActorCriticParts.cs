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
    private const int MostRows = 1 << 24;

    private readonly NetworkParts _networks = new(environment, options.Activation, seeds, options.OrthogonalStart);
    private StateDependentNoise? _noise;

    /// <summary>Rows of a rollout.</summary>
    /// <exception cref="BadInputException">They are too many.</exception>
    public static int RowsOf(ActorCriticOptions options) =>
        (long)options.Environments * options.RolloutSteps is <= MostRows and var rows
            ? (int)rows
            : throw new BadInputException(
                $"A rollout of {options.RolloutSteps} steps in {options.Environments} environments is too large; "
                + $"environments times rolloutSteps can be {MostRows} at most.");

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

    /// <summary>π and v̂ with a memory each, and what minds them.</summary>
    /// <param name="collector">What runs the policy.</param>
    /// <param name="distribution">The family.</param>
    /// <param name="free">How many of its parameters do not depend on the state.</param>
    /// <param name="units">Units of each memory.</param>
    public (Policy<TAction, TDistribution> Policy, StateValue Value, RecurrentExploration<TAction> Exploration,
        RecurrentMemory<TAction> Memory) Recurrent<TAction, TDistribution>(
        RolloutCollector<TAction> collector, TDistribution distribution, int free, int units)
        where TAction : unmanaged where TDistribution : struct, IDistribution<TAction>
    {
        if (options.StateDependentNoise)
            throw new BadInputException(
                "State-dependent noise is for policies without a memory; "
                + "set memoryUnits=0 or stateDependentNoise=false.");

        var (steps, n) = (options.RolloutSteps, options.Environments);
        var sequences = Math.Clamp(rows / steps, 1, n);
        var network = _networks.Recurrent(
            units, options.Hidden, distribution.ParameterCount, gain: 0.01, free, options.InitialLogSigma);
        var values = _networks.Recurrent(units, options.Hidden, outputs: 1, gain: 1);
        var (learning, acting) = (network.NewPass(steps, sequences), network.NewPass(maxSteps: 1, n));
        var valuing = values.NewPass(steps, sequences);
        var policy = new Policy<TAction, TDistribution>(
            network, distribution, Ascent(network, learning, steps * sequences), n, acting);
        var exploration = new RecurrentExploration<TAction>(collector, policy, acting);
        var judge = new RecurrentJudge<TAction>(values, collector.Rollout);
        return (
            policy, new(values, Ascent(values, valuing, steps * sequences)), exploration,
            new(exploration, judge, learning, valuing));
    }

    private StateDependentNoise Noise(int parameters, int free) => free == 0
        ? throw new BadInputException(
            $"State-dependent noise is for real-valued actions; those of {environment.Spec.Id} are in "
            + $"{environment.ActionSpace}. Set stateDependentNoise=false.")
        : new(_networks.Network(options.Hidden, parameters - free, gain: 0.01), options.InitialLogSigma);

    private GradientAscent Ascent(INetwork network) => Ascent(network, network.NewPass(rows), rows);

    private GradientAscent Ascent(INetwork network, INetworkPass pass, int most) => new(
        network, pass, most, optimizer(network.Parameters.Length), options.MaxGradientNorm ?? double.PositiveInfinity);
}
