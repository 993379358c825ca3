using Pathwise.PolicyGradients;
using Pathwise.PolicyGradients.OffPolicy;
using Pathwise.ValueLearning.Deep;
using Pathwise.ValueLearning.Tabular;

namespace Pathwise.Experiments;

/// <summary>Algorithms by name.</summary>
/// <remarks>Immutable: <see cref="With"/> returns a catalogue that has one more.</remarks>
public sealed class AlgorithmCatalog
{
    private readonly Algorithm[] _algorithms;

    private AlgorithmCatalog(Algorithm[] algorithms) => _algorithms = algorithms;

    /// <summary>No algorithms.</summary>
    public static AlgorithmCatalog Empty { get; } = new([]);

    /// <summary>The algorithms of this library.</summary>
    public static AlgorithmCatalog Standard { get; } = Empty
        .With(Algorithm.Of<ReinforceOptions>(
            "reinforce", "Makes each action likelier in proportion to the return that followed it.",
            "Williams (1992); Sutton & Barto (2018), §13.3", ActionKinds.Any, ReinforceOptions.Settings,
            Reinforce.Create))
        .With(Algorithm.Of<ReinforceWithBaselineOptions>(
            "reinforce-baseline",
            "REINFORCE on returns less a learned state value, which takes away most of their noise.",
            "Sutton & Barto (2018), §13.4", ActionKinds.Any, ReinforceWithBaselineOptions.Settings,
            ReinforceWithBaseline.Create))
        .With(Algorithm.Of<AdvantageActorCriticOptions>(
            "a2c", "A few steps in many environments, then one step along the policy gradient of their advantages.",
            "Mnih et al. (2016), algorithm S3", ActionKinds.Any, AdvantageActorCriticOptions.Settings,
            AdvantageActorCritic.Create))
        .With(Algorithm.Of<PpoOptions>(
            "ppo", "Learns several times from each rollout, as long as the policy stays near the one that acted.",
            "Schulman et al. (2017), algorithm 1", ActionKinds.Any, PpoOptions.Settings, Ppo.Create))
        .With(Algorithm.Of<SacOptions>(
            "sac", "Earns much and stays as random as it can; learns from replay through its own sampled actions.",
            "Haarnoja et al. (2018b), algorithm 1", ActionKinds.Continuous, SacOptions.Settings, Sac.Create))
        .With(Algorithm.Of<Td3Options>(
            "td3", "A deterministic policy that climbs the lower one of two critics, learned from replay.",
            "Fujimoto et al. (2018), algorithm 1", ActionKinds.Continuous, Td3Options.Settings, Td3.Create))
        .With(Algorithm.Of<DqnOptions>(
            "dqn", "A network of action values that learns from transitions it remembers, towards an older copy of it.",
            "Mnih et al. (2015), algorithm 1", ActionKinds.Discrete, DqnOptions.Settings, Dqn.Create))
        .With(Algorithm.Of<QuantileDqnOptions>(
            "qr-dqn", "DQN that learns the distribution of returns, as quantiles, and acts by their mean.",
            "Dabney et al. (2018), algorithm 1", ActionKinds.Discrete, QuantileDqnOptions.Settings,
            QuantileDqn.Create))
        .With(Algorithm.Of<QLearningOptions>(
            "q-learning", "A table of action values that learns the best policy while it follows another.",
            "Watkins (1989); Sutton & Barto (2018), §6.5", ActionKinds.Discrete, QLearningOptions.Settings,
            (environment, options, seeds, horizon, _) =>
                new QLearning(Interaction.In(environment, seeds), options, seeds, horizon),
            needsFiniteObservations: true))
        .With(Algorithm.Of<DoubleQLearningOptions>(
            "double-q-learning", "Two tables, of which one chooses and the other says what the choice is worth.",
            "van Hasselt (2010); Sutton & Barto (2018), §6.7", ActionKinds.Discrete, DoubleQLearningOptions.Settings,
            (environment, options, seeds, horizon, _) =>
                new DoubleQLearning(Interaction.In(environment, seeds), options, seeds, horizon),
            needsFiniteObservations: true))
        .With(Algorithm.Of<SarsaOptions>(
            "sarsa", "A table of action values that learns the policy it follows, exploration included.",
            "Rummery & Niranjan (1994); Sutton & Barto (2018), §6.4", ActionKinds.Discrete, SarsaOptions.Settings,
            (environment, options, seeds, horizon, _) =>
                new Sarsa(Interaction.In(environment, seeds), options, seeds, horizon),
            needsFiniteObservations: true))
        .With(Algorithm.Of<ExpectedSarsaOptions>(
            "expected-sarsa", "Sarsa with the mean over its next actions in place of the one that was drawn.",
            "Sutton & Barto (2018), §6.6", ActionKinds.Discrete, ExpectedSarsaOptions.Settings,
            (environment, options, seeds, horizon, _) =>
                new ExpectedSarsa(Interaction.In(environment, seeds), options, seeds, horizon),
            needsFiniteObservations: true))
        .With(Algorithm.Of<NStepSarsaOptions>(
            "n-step-sarsa", "Sarsa that sees n rewards before it trusts a value.",
            "Sutton & Barto (2018), §7.2", ActionKinds.Discrete, NStepSarsaOptions.Settings,
            (environment, options, seeds, horizon, _) =>
                new NStepSarsa(Interaction.In(environment, seeds), options, seeds, horizon),
            needsFiniteObservations: true))
        .With(Algorithm.Of<SarsaLambdaOptions>(
            "sarsa-lambda", "Sarsa with traces: what is learned now goes back to all that led to it.",
            "Sutton & Barto (2018), §12.7", ActionKinds.Discrete, SarsaLambdaOptions.Settings,
            (environment, options, seeds, horizon, _) =>
                new SarsaLambda(Interaction.In(environment, seeds), options, seeds, horizon),
            needsFiniteObservations: true))
        .With(Algorithm.Of<MonteCarloControlOptions>(
            "monte-carlo", "A table of the mean returns that followed each action; learns when an episode ends.",
            "Sutton & Barto (2018), §5.4", ActionKinds.Discrete, MonteCarloControlOptions.Settings,
            (environment, options, seeds, horizon, _) =>
                new MonteCarloControl(Interaction.In(environment, seeds), options, seeds, horizon),
            needsFiniteObservations: true))
        .With(Algorithm.Of<OffPolicyMonteCarloOptions>(
            "off-policy-monte-carlo",
            "The greedy policy's values from another one's episodes, by weighted importance sampling.",
            "Sutton & Barto (2018), §5.7", ActionKinds.Discrete, OffPolicyMonteCarloOptions.Settings,
            (environment, options, seeds, horizon, _) =>
                new OffPolicyMonteCarlo(Interaction.In(environment, seeds), options, seeds, horizon),
            needsFiniteObservations: true));

    /// <summary>All of them, in the order in which they were added.</summary>
    public IReadOnlyList<Algorithm> All => _algorithms;

    /// <summary>A catalogue with one more algorithm.</summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public AlgorithmCatalog With(Algorithm algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        return Array.Exists(_algorithms, known => known.Id == algorithm.Id)
            ? throw new ArgumentException($"There is an algorithm '{algorithm.Id}' already.", nameof(algorithm))
            : new([.. _algorithms, algorithm]);
    }

    /// <summary>Finds an algorithm.</summary>
    /// <exception cref="BadInputException">There is none of that name; the sentence suggests the nearest.</exception>
    public Algorithm Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Array.Find(_algorithms, algorithm => algorithm.Id == id)
            ?? throw BadInputException.Unknown("algorithm", id, [.. _algorithms.Select(algorithm => algorithm.Id)]);
    }
}
