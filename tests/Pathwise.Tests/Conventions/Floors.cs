namespace Pathwise.Tests.Conventions;

/// <summary>Who may use whom inside the library: floors from the ground up, each using those below it.</summary>
internal static class Floors
{
    private static readonly string[][] FromTheGroundUp =
    [
        ["Numerics", "Randomness", "Options"],
        ["Networks", "Distributions"],
        [
            "Bandits", "DecisionProcesses", "Environments", "Policies", "Replay", "PolicyGradients", "ValueLearning",
            "ArchitectureSearch", "Autoencoders", "Datasets",
        ],
        ["Experiments"],
    ];

    /// <summary>The families that the algorithms themselves put upon each other.</summary>
    private static readonly (string From, string To)[] Exceptions =
        [
        ("Environments", "DecisionProcesses"),
        ("PolicyGradients", "Environments"),
        ("Policies", "Environments"), ("PolicyGradients", "Policies"), ("ValueLearning", "Policies"),
        ("Replay", "Environments"), ("PolicyGradients", "Replay"), ("ValueLearning", "Replay"),
        ("ValueLearning", "Environments"), ("ValueLearning", "DecisionProcesses"),
        ("ArchitectureSearch", "PolicyGradients"), ("ArchitectureSearch", "Environments"),
        ("ArchitectureSearch", "Datasets"), ("Autoencoders", "Datasets"),
    ];

    public static bool Allow(TypeUse use)
    {
        var (from, to) = (Family(use.From), Family(use.To));
        return to == "" || from == to || Of(to) < Of(from) || Exceptions.Contains((from, to)) || IsSeam(use);
    }

    public static bool Know(string space) => space == "" || Array.Exists(FromTheGroundUp, floor => floor.Contains(Family(space)));

    /// <summary>What everything may use of the top floor: the interfaces that it asks for, which are in its own folder
    /// and in none below, and the streams that a run gives to its parts.</summary>
    private static bool IsSeam(TypeUse use) =>
        use.To == "Experiments" && (use.IsInterface || use.ToType == "RunSeeds");

    private static string Family(string space) => space.Split('.')[0];

    private static int Of(string family) =>
        family == "" ? 0 : Array.FindIndex(FromTheGroundUp, floor => floor.Contains(family));
}
