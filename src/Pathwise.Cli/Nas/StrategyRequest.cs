using System.Text.RegularExpressions;
using Pathwise.ArchitectureSearch;
using Pathwise.Cli.Commands;

namespace Pathwise.Cli.Nas;

/// <summary>A strategy with its options, as in <c>evolution:population=20:sample=5</c>; those that are not named are
/// those of the strategy's preset for the table, <c>…-nasbench201</c>, if it has one.</summary>
/// <param name="Name">As it was typed.</param>
/// <param name="Entry">The strategy.</param>
/// <param name="Options">Its options record.</param>
internal sealed partial record StrategyRequest(string Name, SearchStrategyEntry Entry, object Options)
{
    private const string Table = "nasbench201";

    /// <summary>Reads strategies with commas between.</summary>
    /// <exception cref="BadInputException">One is unknown, has an option that is not allowed, or is there
    /// twice.</exception>
    public static IReadOnlyList<StrategyRequest> ParseList(string text, SearchStrategyCatalog strategies)
    {
        var requests = CommaBeforeName().Split(text).Select(one => Parse(one.Trim(), strategies)).ToArray();
        var twice = requests.GroupBy(one => one.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? requests : throw new BadInputException(
            $"The strategy '{twice.Key}' is named twice; give one of them another option, or leave it out.");
    }

    private static StrategyRequest Parse(string text, SearchStrategyCatalog strategies)
    {
        if (text.Length == 0) throw new BadInputException(
            "A strategy between two commas is empty; name one, as in random,evolution:population=20.");
        var parts = ColonBeforeName().Split(text);
        var entry = strategies.Find(parts[0]);
        var tuned = strategies.Presets.FirstOrDefault(preset => preset.Id == $"{entry.Id}-{Table}");
        var settings = (tuned ?? entry).Settings;
        return new(text, entry, Assignments.Options(settings, settings.Defaults, parts[1..], "population=20"));
    }

    /// <summary>A comma before a strategy, not one within a list of numbers.</summary>
    [GeneratedRegex(",(?![0-9])")]
    private static partial Regex CommaBeforeName();

    /// <summary>A colon before an option, not one within a value.</summary>
    [GeneratedRegex(":(?=[A-Za-z]+=)")]
    private static partial Regex ColonBeforeName();
}
