using System.Collections.Immutable;
using Pathwise.ArchitectureSearch.MobileBlocks;
using Pathwise.ArchitectureSearch.Spaces;

namespace Pathwise.ArchitectureSearch;

/// <summary>The search spaces that are known by name.</summary>
public static class SearchSpaces
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<ISearchSpace> All { get; } = 
    [
        new NasNetSpace(), new MnasNetSpace(), new MnasNetSpace(MobileActivation.Swish), new NasBench201Space(),
        new ToySpace(),
    ];

    /// <summary>The space of a name, or of a file.</summary>
    /// <param name="nameOrFile">A name, or the path of a JSON file as <see cref="ChoiceSpaceFile"/> reads it.</param>
    /// <exception cref="BadInputException">There is neither.</exception>
    public static ISearchSpace Find(string nameOrFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrFile);
        return All.FirstOrDefault(space => space.Name == nameOrFile)
            ?? (IsFile(nameOrFile) ? ChoiceSpaceFile.Read(nameOrFile) : null)
            ?? throw BadInputException.Unknown("search space", nameOrFile, [.. All.Select(space => space.Name)]);
    }

    /// <summary>An architecture of one of these spaces.</summary>
    /// <param name="text">The space's name, a colon, and the choices: what <see cref="Genotype.ToString"/>
    /// writes.</param>
    /// <exception cref="BadInputException">It is none.</exception>
    public static Genotype ParseGenotype(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var colon = text.LastIndexOf(':');
        return colon > 0
            ? Genotype.Parse(Find(text[..colon]), text[(colon + 1)..])
            : throw new BadInputException(
                $"'{text}' is no genotype; it begins with the name of its space and a colon: {All[0].Name}:…");
    }

    private static bool IsFile(string text) =>
        text.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(text);
}
