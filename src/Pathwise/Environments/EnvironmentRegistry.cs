using Pathwise.Environments.ClassicControl;
using Pathwise.Environments.Textbook;
using Pathwise.Environments.ToyText;

namespace Pathwise.Environments;

/// <summary>Environments by name.</summary>
/// <remarks>
/// <para>A name is <c>[namespace/]Name[-vN]</c>. Without a version, or with one that is not registered, the registered
/// one is suggested.</para>
/// <para>Immutable: registering returns a registry that has one more.</para>
/// </remarks>
public sealed class EnvironmentRegistry
{
    private readonly EnvironmentEntry[] _entries;

    private EnvironmentRegistry(EnvironmentEntry[] entries) => _entries = entries;

    /// <summary>No environments.</summary>
    public static EnvironmentRegistry Empty { get; } = new([]);

    /// <summary>The environments of this library.</summary>
    public static EnvironmentRegistry Standard { get; } = Empty
        .Register<CartPole, CartPole.State, int>(
            new("CartPole-v0")
            {
                MaxEpisodeSteps = 200, RewardThreshold = 195, Summary = "Balance a pole on a cart, for 200 steps.",
                FramesPerSecond = 50,
            }, new(), BookReward)
        .Register<CartPole, CartPole.State, int>(
            new("CartPole-v1")
            {
                MaxEpisodeSteps = 500, RewardThreshold = 475, Summary = "Balance a pole on a cart, for 500 steps.",
                FramesPerSecond = 50,
            }, new(), BookReward)
        .Register<MountainCar, MountainCar.State, int>(
            new("MountainCar-v0")
            {
                MaxEpisodeSteps = 200, RewardThreshold = -110, Summary = "Rock a car with a weak engine up a hill.",
            }, new(), EnvironmentParameter<MountainCar>.Number(
                "goalVelocity", "velocity that the car must have at the goal",
                rules => rules.GoalVelocity, (rules, value) => rules with { GoalVelocity = value }))
        .Register<MountainCarContinuous, MountainCarContinuous.State, float>(
            new("MountainCarContinuous-v0")
            {
                MaxEpisodeSteps = 999, RewardThreshold = 90,
                Summary = "The same with a throttle, for as little effort as possible.",
            }, new(), EnvironmentParameter<MountainCarContinuous>.Number(
                "goalVelocity", "velocity that the car must have at the goal",
                rules => rules.GoalVelocity, (rules, value) => rules with { GoalVelocity = value }))
        .Register<Acrobot, Acrobot.State, int>(
            new("Acrobot-v1")
            {
                MaxEpisodeSteps = 500, RewardThreshold = -100,
                Summary = "Swing two links up by the joint between them.",
                FramesPerSecond = 15,
            }, new())
        .Register<Pendulum, Pendulum.State, float>(
            new("Pendulum-v1")
            {
                MaxEpisodeSteps = 200, Summary = "Swing a pole up and hold it there with a weak motor.",
            }, new(), EnvironmentParameter<Pendulum>.Number("gravity", "g in m/s²",
                rules => rules.Gravity, (rules, value) => rules with { Gravity = value }))
        .Register<ShortCorridor, ShortCorridor.State, int>(
            new("ShortCorridor-v0")
            {
                MaxEpisodeSteps = 10_000,
                Summary = "Leave three cells that look alike, one of them reversed (Example 13.1).",
                FramesPerSecond = 4,
            }, new())
        .Register(
            new("FrozenLake-v1")
            {
                MaxEpisodeSteps = 100, RewardThreshold = 0.7, Summary = "Cross a slippery lake with holes, 4 × 4.",
                FramesPerSecond = 4,
            }, new FrozenLake(), FrozenLake.Parameters)
        .Register(
            new("FrozenLake8x8-v1")
            {
                MaxEpisodeSteps = 200, RewardThreshold = 0.85, Summary = "Cross a slippery lake with holes, 8 × 8.",
                FramesPerSecond = 4,
            }, new FrozenLake { Map = FrozenLakeMap.EightByEight }, FrozenLake.Parameters)
        .Register(
            new("CliffWalking-v1")
            {
                Summary = "Walk along a cliff, and not over its edge (Example 6.6).", FramesPerSecond = 4,
            }, new CliffWalking(), CliffWalking.Parameters)
        .Register(
            new("CliffWalkingSlippery-v1")
            {
                Summary = "The same where every step may slip to the side.", FramesPerSecond = 4,
            }, new CliffWalking { IsSlippery = true }, CliffWalking.Parameters);

    private static EnvironmentParameter<CartPole> BookReward => EnvironmentParameter<CartPole>.Switch(
        "suttonBartoReward", "whether the reward is the book's, 0 a step and −1 at the end, instead of 1 a step",
        rules => rules.SuttonBartoReward, (rules, isBooks) => rules with { SuttonBartoReward = isBooks });

    /// <summary>All of them, in the order of registration.</summary>
    public IReadOnlyList<EnvironmentEntry> Entries => _entries;

    /// <summary>A registry with one more environment.</summary>
    /// <typeparam name="TDynamics">The rules.</typeparam>
    /// <typeparam name="TState">What they move.</typeparam>
    /// <typeparam name="TAction">What an action's components are: <see cref="int"/> or <see cref="float"/>.</typeparam>
    /// <param name="spec">Name, time limit, threshold, summary.</param>
    /// <param name="dynamics">The rules.</param>
    /// <param name="parameters">What can be chosen about them by name.</param>
    /// <exception cref="ArgumentException">The name is taken, or does not follow the grammar.</exception>
    public EnvironmentRegistry Register<TDynamics, TState, TAction>(
        EnvironmentSpec spec, TDynamics dynamics, params EnvironmentParameter<TDynamics>[] parameters)
        where TDynamics : IDynamics<TState, TAction> where TState : unmanaged where TAction : unmanaged
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(dynamics);
        ArgumentNullException.ThrowIfNull(parameters);
        return With(EnvironmentEntry.Of<TDynamics, TState, TAction>(spec, dynamics, [.. parameters]));
    }

    /// <summary>A registry with one more environment, told as a finite decision process.</summary>
    /// <typeparam name="TProblem">The task.</typeparam>
    /// <param name="spec">Name, time limit, threshold, summary.</param>
    /// <param name="problem">The task.</param>
    /// <param name="parameters">What can be chosen about it by name.</param>
    /// <exception cref="ArgumentException">The name is taken, or does not follow the grammar.</exception>
    public EnvironmentRegistry Register<TProblem>(
        EnvironmentSpec spec, TProblem problem, params EnvironmentParameter<TProblem>[] parameters)
        where TProblem : IFiniteProblem
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(parameters);
        return With(EnvironmentEntry.Of(spec, problem, [.. parameters]));
    }

    /// <summary>Finds an environment.</summary>
    /// <param name="id">Its name.</param>
    /// <exception cref="BadInputException">There is none of that name; the sentence suggests one.</exception>
    public EnvironmentEntry Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (Array.Find(_entries, entry => entry.Spec.Id == id) is { } found)
            return found;

        var versions = _entries
            .Select(entry => entry.Spec.Id)
            .Where(known => EnvironmentId.DifferInVersion(known, id))
            .ToArray();
        throw versions.Length > 0
            ? new BadInputException($"There is no environment '{id}'; did you mean '{versions[^1]}'?")
            : BadInputException.Unknown("environment", id, [.. _entries.Select(entry => entry.Spec.Id)]);
    }

    private EnvironmentRegistry With(EnvironmentEntry entry)
    {
        var id = entry.Spec.Id;
        if (!EnvironmentId.IsValid(id))
            throw new ArgumentException($"'{id}' is no name of the form [namespace/]Name[-vN].");
        if (Array.Exists(_entries, known => known.Spec.Id == id))
            throw new ArgumentException($"'{id}' is registered already.");
        return new([.. _entries, entry]);
    }
}
