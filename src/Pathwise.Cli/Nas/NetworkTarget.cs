using System.Text.Json;
using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.Cells;
using Pathwise.ArchitectureSearch.Published;
using Pathwise.ArchitectureSearch.Spaces;
using Pathwise.Cli.Commands;

namespace Pathwise.Cli.Nas;

/// <summary>A network that a user named: a published one, or an architecture of a search space.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Genotype">Its architecture, if it is one of a search space.</param>
/// <param name="Cells">Its cells, if it is stacked of cells.</param>
internal sealed record NetworkTarget(string Name, Genotype? Genotype, CellPair? Cells)
{
    private const string NasNetA = "nasnet-a", CellsOf = "nasnet:";

    private Func<BlueprintOptions, Blueprint>? Build { get; init; }

    private KnownNetwork? Known { get; init; }

    /// <summary>Its name as a file's.</summary>
    public string FileName => Known?.Name.Replace('@', '-') ?? (Genotype is null ? NasNetA : Genotype.Space.Name);

    /// <summary>Whether a text is meant as the name of a network, rather than a folder's.</summary>
    /// <param name="text">The text.</param>
    public static bool IsName(string text) =>
        text == NasNetA
        || KnownNetworks.All.Any(network => network.Name == text)
        || SearchSpaces.All.Any(space => text.StartsWith(space.Name + ":", StringComparison.Ordinal))
        || text.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The network that is named.</summary>
    /// <param name="text">A published network, a genotype, NASNet's cells with any outputs, or a JSON file with a
    /// genotype, or of <c>nas export</c>; or the folder of a trained network.</param>
    /// <exception cref="BadInputException">It is none of these.</exception>
    public static NetworkTarget Find(string text)
    {
        if (KnownNetworks.All.FirstOrDefault(network => network.Name == text) is { } known)
            return new(known.Name, null, text.StartsWith(NasNetA, StringComparison.Ordinal) ? NasNet() : null)
            {
                Known = known,
            };
        if (text == NasNetA) return OfCells(NasNetA, NasNet());
        if (text.StartsWith(CellsOf, StringComparison.Ordinal)) return OfCells(text, CellPair.Parse(text[7..]));
        if (text.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return Read(text);
        if (Directory.Exists(text)) return Read(Path.Combine(text, "network.json"));
        if (text.Contains(':', StringComparison.Ordinal)) return Of(SearchSpaces.ParseGenotype(text));
        throw BadInputException.Unknown(
            "network", text,
            [
                .. KnownNetworks.All.Select(network => network.Name), NasNetA,
                .. SearchSpaces.All.Select(space => $"{space.Name}:…"),
            ]);
    }

    /// <summary>The network.</summary>
    /// <param name="settings">Images, classes and size, each <c>name=value</c>; a published network has its
    /// own.</param>
    /// <exception cref="BadInputException">One is not allowed, or the space knows no networks.</exception>
    public Blueprint ToBlueprint(IReadOnlyList<string> settings)
    {
        if (Known is { } known)
            return settings.Count == 0
                ? known.Build()
                : throw new BadInputException(
                    $"The network '{Name}' has its own images, classes and size; leave --set out.");
        var options = Assignments.Options(
            BlueprintOptions.Settings, new BlueprintOptions(), settings, "classes=100");
        return Build is { } build ? build(options) : Genotype!.ToBlueprint(options);
    }

    private static CellPair NasNet() => Pathwise.ArchitectureSearch.Published.NasNetA.Cells;

    private static NetworkTarget OfCells(string name, CellPair cells)
    {
        var space = new NasNetSpace(cells.Normal.Blocks.Length);
        Genotype? genotype = null;
        if (cells.Normal.Blocks.Length == cells.Reduction.Blocks.Length
            && cells.Normal.Outputs.SequenceEqual(Cell.Unused(cells.Normal.Blocks))
            && cells.Reduction.Outputs.SequenceEqual(Cell.Unused(cells.Reduction.Blocks)))
            genotype = new(space, space.ChoicesOf(cells));
        return new(name, genotype, cells) { Build = options => NasNetSpace.ToBlueprint(cells, options) };
    }

    private static NetworkTarget Of(Genotype genotype) => genotype.Space is NasNetSpace space
        ? OfCells(genotype.ToString(), space.CellsOf(genotype.Choices.AsSpan()))
        : new(genotype.ToString(), genotype, null);

    private static NetworkTarget Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var json = document.RootElement;
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("network", out var network))
                return Of(Genotype.FromJson(json, SearchSpaces.Find));
            if (json.TryGetProperty("genotype", out var genotype) && genotype.ValueKind == JsonValueKind.Object)
                return Of(Genotype.FromJson(genotype, SearchSpaces.Find));
            var blueprint = BlueprintJson.Read(network);
            return new(blueprint.Name, null, null) { Known = new(blueprint.Name, path, () => blueprint) };
        }
        catch (JsonException cause)
        {
            throw new BadInputException($"The file '{path}' is no JSON: {cause.Message}", cause);
        }
        catch (BadInputException cause)
        {
            throw new BadInputException($"In '{path}': {cause.Message}", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"The file '{path}' cannot be read: {cause.Message}", cause);
        }
    }
}
