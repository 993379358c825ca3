using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.PolicyGradients.OffPolicy;

/// <summary>Makes the usual parts of a learner from replay from an environment and options.</summary>
internal sealed class OffPolicyParts
{
    private readonly OffPolicyOptions _options;
    private readonly SeedSequence _seeds;
    private readonly int _inputs;
    private Rng _parameters;

    /// <summary>Gathers what learns nothing.</summary>
    /// <param name="environment">What to learn in.</param>
    /// <param name="options">The settings, in their ranges.</param>
    /// <param name="seeds">All randomness.</param>
    /// <param name="horizon">The environment steps over which schedules run.</param>
    public OffPolicyParts(EnvironmentEntry environment, OffPolicyOptions options, SeedSequence seeds, long horizon)
    {
        if (environment.ActionSpace is not Box reals)
            throw new BadInputException(
                $"Actions are learned as real numbers; those of {environment.Spec.Id} are in "
                + $"{environment.ActionSpace}.");
        if (options.GradientSteps == 0)
            throw new BadInputException(
                "The option gradientSteps must be at least 1, or −1 for as many as the steps before; got 0.");

        (_options, _seeds, Actions) = (options, seeds, reals.Size);
        _parameters = new(RunSeeds.Parameters(seeds));
        var capacity = (int)Math.Min(
            options.ReplayCapacity, horizon + ((long)options.TrainEvery * options.Environments));
        var plan = new ReplayPlan(capacity, options.TrainEvery, options.Gamma)
        {
            LearningStarts = options.LearningStarts, TransitionSteps = options.TransitionSteps,
        };
        var environments = (IVectorEnvironment<float>)environment.MakeVector(options.Environments, Autoreset.Disabled);
        Collector = new(environments, plan, Sampler, RunSeeds.Environments(seeds), RunSeeds.Acting(seeds));
        _inputs = Collector.Memory.ObservationSize;
    }

    /// <summary>Components of an action.</summary>
    public int Actions { get; }

    /// <summary>Chooses what is learned from.</summary>
    public UniformReplay Sampler { get; } = new();

    /// <summary>Acts and remembers.</summary>
    public ReplayCollector<float> Collector { get; }

    /// <summary>Where minibatches come from.</summary>
    public SeedSequence Learning => RunSeeds.Learning(_seeds);

    /// <summary>A policy's network.</summary>
    public Mlp Policy(int outputs) => Perceptron([_inputs, .. _options.Hidden, outputs]);

    /// <summary>Two critics, which start differently.</summary>
    public TwinCritics Critics(Workers? workers) => new(Critic(), Critic(), _inputs, _options.BatchSize, workers);

    private Critic Critic()
    {
        var network = Perceptron([_inputs + Actions, .. _options.Hidden, 1]);
        return new(network, new Adam(network.Parameters.Length), _options.BatchSize);
    }

    /// <summary>Layers start uniform in ±1/√inputs, as PyTorch's do.</summary>
    private Mlp Perceptron(IReadOnlyList<int> sizes) => Mlp.Create(
        sizes, _options.Activation, Initialization.KaimingUniform, Initialization.KaimingUniform, ref _parameters);
}
