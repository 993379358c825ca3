using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Networks;
using Pathwise.Numerics;
using Pathwise.Randomness;
using Pathwise.Replay;

namespace Pathwise.ValueLearning.Deep;

/// <summary>Makes the usual parts of a learner of action values from an environment and options.</summary>
/// <param name="environment">What to learn in.</param>
/// <param name="options">The settings, in their ranges.</param>
/// <param name="seeds">All randomness.</param>
/// <param name="horizon">The environment steps over which schedules run.</param>
/// <param name="workers">Threads to share large batches, or null for one.</param>
internal sealed class DeepValueParts(
    EnvironmentEntry environment, DeepValueOptions options, SeedSequence seeds, long horizon, Workers? workers)
{
    private readonly Discrete _choices = environment.ActionSpace as Discrete ?? throw new BadInputException(
        $"Values are learned of choices; the actions of {environment.Spec.Id} are in {environment.ActionSpace}.");

    /// <summary>The most transitions: a run cannot remember more than it lives through.</summary>
    private int Capacity =>
        (int)Math.Min(options.ReplayCapacity, horizon + ((long)options.TrainEvery * options.Environments));

    /// <summary>The learner.</summary>
    /// <param name="loss">What errors of a value cost.</param>
    /// <param name="epsilon">Adam's ε.</param>
    public Dqn Learner(IValueLoss loss, double epsilon = 1e-8)
    {
        if (options.GradientSteps == 0)
            throw new BadInputException(
                "The option gradientSteps must be at least 1, or −1 for as many as the steps before; got 0.");

        IReplaySampler sampler = options.Prioritized
            ? new PrioritizedReplay(Capacity, options.PriorityExponent, options.PriorityCorrection)
            : new UniformReplay();
        var environments = (IVectorEnvironment<int>)environment.MakeVector(options.Environments, Autoreset.Disabled);
        var plan = new ReplayPlan(Capacity, options.TrainEvery, options.Gamma)
        {
            LearningStarts = options.LearningStarts,
            TransitionSteps = options.TransitionSteps,
            IsMasked = options.MaskActions,
        };
        var collector = new ReplayCollector<int>(
            environments, plan, sampler, RunSeeds.Environments(seeds), RunSeeds.Acting(seeds));
        var inputs = collector.Memory.ObservationSize;
        var network = Network(inputs, loss.Atoms);
        var values = new DeepActionValues(
            network, Network(inputs, loss.Atoms), loss,
            new Adam(network.Parameters.Length) { Epsilon = epsilon },
            options.MaxGradientNorm ?? double.PositiveInfinity, options.BatchSize, workers);
        return new(collector, sampler, values, _choices, options, RunSeeds.Learning(seeds), horizon);
    }

    /// <summary>A network from observations to the numbers of all actions; layers start uniform in
    /// ±1/√inputs.</summary>
    private INetwork Network(int inputs, int atoms)
    {
        var rng = new Rng(RunSeeds.Parameters(seeds));
        if (!options.Dueling) return Perceptron([inputs, .. options.Hidden, atoms * _choices.Count], ref rng);

        int[] hidden = [.. options.Hidden];
        var seen = hidden.Length > 1 ? hidden[^2] : inputs;
        int[] last = hidden.Length > 0 ? [hidden[^1]] : [];
        return new DuelingNetwork(
            hidden.Length > 1 ? Perceptron([inputs, .. hidden[..^1]], ref rng) : null,
            Perceptron([seen, .. last, atoms], ref rng),
            Perceptron([seen, .. last, atoms * _choices.Count], ref rng), options.Activation);
    }

    private Mlp Perceptron(IReadOnlyList<int> sizes, ref Rng rng) => Mlp.Create(
        sizes, options.Activation, Initialization.KaimingUniform, Initialization.KaimingUniform, ref rng);
}
