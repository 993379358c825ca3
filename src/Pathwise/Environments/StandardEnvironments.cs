using Pathwise.Environments.ClassicControl;
using Pathwise.Environments.MinAtar;
using Pathwise.Environments.Textbook;
using Pathwise.Environments.ToyText;

namespace Pathwise.Environments;

/// <summary>What this library registers: names, time limits, thresholds and arguments.</summary>
internal static class StandardEnvironments
{
    private static EnvironmentParameter<CartPole> BookReward => EnvironmentParameter<CartPole>.Switch(
        "suttonBartoReward", "whether the reward is the book's, 0 a step and −1 at the end, instead of 1 a step",
        rules => rules.SuttonBartoReward, (rules, isBooks) => rules with { SuttonBartoReward = isBooks });

    /// <summary>Gymnasium's classic control.</summary>
    public static EnvironmentRegistry WithClassicControl(this EnvironmentRegistry registry) => registry
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
                rules => rules.Gravity, (rules, value) => rules with { Gravity = value }));

    /// <summary>Gymnasium's toy text.</summary>
    public static EnvironmentRegistry WithToyText(this EnvironmentRegistry registry) => registry
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
            }, new CliffWalking { IsSlippery = true }, CliffWalking.Parameters)
        .Register<Taxi, Taxi.State, int>(
            new("Taxi-v4")
            {
                MaxEpisodeSteps = 200, RewardThreshold = 8, Summary = "Bring a passenger from one stand to another.",
                FramesPerSecond = 4,
            }, new(), Taxi.Parameters)
        .Register<Blackjack, Blackjack.State, int>(
            new("Blackjack-v1")
            {
                Summary = "Take cards, but not over 21, and beat the dealer (Example 5.1).", FramesPerSecond = 4,
            }, new(), Blackjack.Parameters);

    /// <summary>The problems of Sutton &amp; Barto (2018).</summary>
    public static EnvironmentRegistry WithTextbook(this EnvironmentRegistry registry) => registry
        .Register<ShortCorridor, ShortCorridor.State, int>(
            new("ShortCorridor-v0")
            {
                MaxEpisodeSteps = 10_000,
                Summary = "Leave three cells that look alike, one of them reversed (Example 13.1).",
                FramesPerSecond = 4,
            }, new())
        .Register(
            new("Gridworld-v0")
            {
                MaxEpisodeSteps = 100, Summary = "Find the cells that jump for a reward (Figures 3.2 and 3.5).",
                FramesPerSecond = 4,
            }, new JumpGridworld())
        .Register(
            new("SmallGridworld-v0")
            {
                MaxEpisodeSteps = 1000, Summary = "Get to one of two corners (Figure 4.1).", FramesPerSecond = 4,
            }, new SmallGridworld())
        .Register(
            new("RandomWalk-v0")
            {
                MaxEpisodeSteps = 10_000, Summary = "Walk to an end of a row of 5 states (Example 6.2).",
                FramesPerSecond = 4,
            }, new RandomWalk(), RandomWalk.Parameters)
        .Register(
            new("RandomWalk19-v0")
            {
                MaxEpisodeSteps = 10_000, Summary = "Walk to an end of a row of 19 states (Example 7.1).",
                FramesPerSecond = 4,
            }, new RandomWalk { Inside = 19, LeftReward = -1 }, RandomWalk.Parameters)
        .Register(
            new("GamblersProblem-v0")
            {
                Summary = "Stake on an unfair coin until all is lost or 100 won (Example 4.3).", FramesPerSecond = 4,
            }, new GamblersProblem(), GamblersProblem.Parameters)
        .Register(
            new("JacksCarRental-v0")
            {
                MaxEpisodeSteps = 100, Summary = "Move cars to where they will be rented (Example 4.2).",
                FramesPerSecond = 4,
            }, new JacksCarRental());

    /// <summary>Young and Tian's miniatures of Atari games: v0 with all six actions, v1 with those that do
    /// something.</summary>
    public static EnvironmentRegistry WithMinAtar(this EnvironmentRegistry registry)
    {
        foreach (var (version, isMinimal) in (ReadOnlySpan<(string, bool)>)[("v0", false), ("v1", true)])
            registry = registry
                .Register<Breakout, Breakout.State, int>(
                    MinAtarGame($"Breakout-{version}", "Break bricks with a ball, and keep it in play."),
                    new() { MinimalActions = isMinimal }, GameParameters.Of<Breakout>())
                .Register<SpaceInvaders, SpaceInvaders.State, int>(
                    MinAtarGame($"SpaceInvaders-{version}", "Shoot aliens that come down, before they do."),
                    new() { MinimalActions = isMinimal }, GameParameters.OfRamped<SpaceInvaders>())
                .Register<Asterix, Asterix.State, int>(
                    MinAtarGame($"Asterix-{version}", "Gather the gold that crosses a field, and no enemy."),
                    new() { MinimalActions = isMinimal }, GameParameters.OfRamped<Asterix>())
                .Register<Freeway, Freeway.State, int>(
                    MinAtarGame($"Freeway-{version}", "Bring a chicken across eight lanes of cars."),
                    new() { MinimalActions = isMinimal }, GameParameters.Of<Freeway>())
                .Register<Seaquest, Seaquest.State, int>(
                    MinAtarGame($"Seaquest-{version}", "Hunt and rescue under water, and come up for air in time."),
                    new() { MinimalActions = isMinimal }, GameParameters.OfRamped<Seaquest>());
        return registry;
    }

    private static EnvironmentSpec MinAtarGame(string name, string summary) =>
        new($"MinAtar/{name}") { Summary = summary, FramesPerSecond = 10 };
}
