using Pathwise.Experiments;

namespace Pathwise.Cli.Commands;

/// <summary>The preset that <c>--preset</c> names: one of the catalogue, one in a file, or none.</summary>
internal static class PresetChoice
{
    /// <summary>What stands for plain defaults.</summary>
    public const string None = "none";

    private const string FileEnding = ".json";

    /// <summary>Finds it.</summary>
    /// <param name="catalogue">What there is.</param>
    /// <param name="algorithm">The algorithm's name.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="text">What was typed, or null for the one of this pair, if there is one.</param>
    /// <exception cref="BadInputException">There is none of that name, or in that file.</exception>
    public static Preset? Of(Catalogue catalogue, string algorithm, string environment, string? text) => text switch
    {
        null => catalogue.Presets.FindDefault(algorithm, environment),
        None => null,
        _ when text.EndsWith(FileEnding, StringComparison.OrdinalIgnoreCase) =>
            Presets.Read(text).FindDefault(algorithm, environment) ?? throw new BadInputException(
                $"The file '{text}' has no preset for {algorithm} in {environment}."),
        _ => catalogue.Presets.Find(algorithm, environment, text),
    };
}
