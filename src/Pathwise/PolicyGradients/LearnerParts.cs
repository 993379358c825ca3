using Pathwise.Distributions;
using Pathwise.Environments;
using Pathwise.Environments.Wrappers;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;

namespace Pathwise.PolicyGradients;

/// <summary>Makes the usual parts of a learner from an environment and options.</summary>
internal sealed class LearnerParts(
    EnvironmentEntry environment, PolicyGradientOptions options, SeedSequence seeds, Workers? workers)
{
    /// <summary>The most rows that a network computes gradients of at once.</summary>
    private const int ChunkRows = 1024;

    private readonly Workers _workers = workers ?? new(count: 1);

    private readonly NetworkParts _networks = new(environment, options.Activation, seeds);

    /// <summary>The generator of episodes.</summary>
    public EpisodeGenerator<TAction> Generator<TAction>() where TAction : unmanaged
    {
        var environments = OneHotObservations<TAction>.Around(
            (IVectorEnvironment<TAction>)environment.MakeVector(options.Episodes, Autoreset.Disabled));
        if (options.NormalizeObservations) environments = new NormalizedObservations<TAction>(environments);
        return new(environments, RunSeeds.Environments(seeds), RunSeeds.Acting(seeds));
    }

    /// <summary>A network from observations to some outputs.</summary>
    /// <param name="hidden">Units of each hidden layer.</param>
    /// <param name="outputs">Outputs.</param>
    /// <param name="gain">The output layer's gain.</param>
    public Mlp Network(IReadOnlyList<int> hidden, int outputs, double gain) => _networks.Network(hidden, outputs, gain);

    /// <summary>A network for a distribution's parameters, of which the last may not depend on the state.</summary>
    public INetwork PolicyNetwork(int outputs, int free) =>
        _networks.PolicyNetwork(options.Hidden, outputs, free, options.InitialLogSigma);

    /// <summary>What moves a network.</summary>
    public GradientAscent Ascent(INetwork network)
    {
        var optimizer = options.Optimizer.Create(network.Parameters.Length);
        var pass = new ParallelPass(network, ChunkRows, _workers);
        return new(network, pass, ChunkRows, optimizer, options.MaxGradientNorm ?? double.PositiveInfinity);
    }

    /// <summary>A policy over a network that gives the parameters of a distribution.</summary>
    public Policy<TAction, TDistribution> Policy<TAction, TDistribution>(INetwork network, TDistribution distribution)
        where TAction : unmanaged where TDistribution : struct, IDistribution<TAction> =>
        new(network, distribution, Ascent(network), options.Episodes);
}
