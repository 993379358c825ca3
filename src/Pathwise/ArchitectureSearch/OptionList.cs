using System.Globalization;

namespace Pathwise.ArchitectureSearch;

/// <summary>The plain text of an architecture: the chosen options in order, with commas between.</summary>
internal static class OptionList
{
    public static string Write(ISearchSpace space, ReadOnlySpan<int> choices)
    {
        var options = new string[choices.Length];
        for (var i = 0; i < options.Length; i++) options[i] = space.Decisions[i].Options[choices[i]];
        return string.Join(',', options);
    }

    public static int[] Read(ISearchSpace space, string text)
    {
        var options = text.Split(',', StringSplitOptions.TrimEntries);
        if (options.Length != space.Decisions.Count)
            throw new BadInputException(string.Create(CultureInfo.InvariantCulture,
                $"An architecture of '{space.Name}' has {space.Decisions.Count} choices with commas between, but "
                + $"'{text}' has {options.Length}."));
        var choices = new int[options.Length];
        for (var i = 0; i < choices.Length; i++) choices[i] = space.Decisions[i].IndexOf(options[i]);
        return choices;
    }
}
