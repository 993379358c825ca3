namespace Pathwise.Environments.MinAtar;

/// <summary>What can be chosen about the games by name.</summary>
internal static class GameParameters
{
    /// <summary>The arguments of every game.</summary>
    public static EnvironmentParameter<TGame>[] Of<TGame>() where TGame : struct, IGame =>
    [
        EnvironmentParameter<TGame>.Number("stickyProbability", "how often the move before is made again instead",
            game => game.StickyProbability,
            (game, probability) => game with { StickyProbability = Probability(probability) }, "0 to 1"),
        EnvironmentParameter<TGame>.Switch("minimalActions", "whether moves that do nothing in this game are left out",
            game => game.MinimalActions, (game, isMinimal) => game with { MinimalActions = isMinimal }),
    ];

    /// <summary>The arguments of a game that can become harder.</summary>
    public static EnvironmentParameter<TGame>[] OfRamped<TGame>() where TGame : struct, IRampedGame =>
    [
        .. Of<TGame>(),
        EnvironmentParameter<TGame>.Switch("difficultyRamping", "whether the game becomes harder the longer it lasts",
            game => game.DifficultyRamping, (game, isRamping) => game with { DifficultyRamping = isRamping }),
    ];

    private static double Probability(double value) => value is >= 0 and <= 1 ? value
        : throw new BadInputException(FormattableString.Invariant(
            $"The argument stickyProbability is a probability, 0 to 1, not {value}."));
}
