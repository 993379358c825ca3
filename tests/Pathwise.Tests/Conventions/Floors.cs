namespace Pathwise.Tests.Conventions;

/// <summary>Who may use whom inside the library: floors from the ground up, each using those below it.</summary>
internal static class Floors
{
    private static readonly string[][] FromTheGroundUp =
    [
        ["Numerics", "Randomness"],
        ["Networks", "Distributions"],
        ["Bandits", "DecisionProcesses", "Environments", "PolicyGradients", "ValueLearning", "ArchitectureSearch", "Autoencoders", "Datasets"],
        ["Experiments"],
    ];

    /// <summary>The families that the algorithms themselves put upon each other.</summary>
    private static readonly (string From, string To)[] Exceptions =
        [("PolicyGradients", "Environments"), ("ArchitectureSearch", "PolicyGradients"), ("ArchitectureSearch", "Environments")];

    /// <summary>What of Experiments everything may use besides its interfaces: how an algorithm introduces itself,
    /// and the streams that a run gives to its parts.</summary>
    private static readonly string[] Introductions =
        ["SettingAttribute", "SettingType", "Algorithm", "ActionKinds", "Preset", "Settings", "RunSeeds"];

    public static bool Allow(TypeUse use)
    {
        if (use.From == use.To || use.To == "") return true;
        if (use.To == "Experiments" && (use.IsInterface || Introductions.Contains(use.ToType))) return true;
        return Of(use.To) < Of(use.From) || Exceptions.Contains((use.From, use.To));
    }

    public static bool Know(string family) => family == "" || Array.Exists(FromTheGroundUp, floor => floor.Contains(family));

    private static int Of(string family) =>
        family == "" ? 0 : Array.FindIndex(FromTheGroundUp, floor => floor.Contains(family));
}
