using System.Text.Json;
using Pathwise.Experiments.Formats;

namespace Pathwise.Experiments.Tuning;

/// <summary>What a search varies when nobody says what, as data: the ranges for an algorithm.</summary>
/// <param name="Algorithm">The algorithm's name.</param>
/// <param name="Vary">Its ranges, as <see cref="TuningSpace.Parse"/> reads them.</param>
/// <param name="Source">Where they come from.</param>
public sealed record StandardSpace(string Algorithm, IReadOnlyList<string> Vary, string Source)
{
    /// <summary>Those that ship with the library.</summary>
    public static IReadOnlyList<StandardSpace> All { get; } = Shipped();

    /// <summary>The ranges for an algorithm, or null.</summary>
    public static StandardSpace? For(string algorithm) => All.FirstOrDefault(space => space.Algorithm == algorithm);

    private static StandardSpace[] Shipped()
    {
        const string Name = "Pathwise.Tuning.spaces.json";
        using var stream = typeof(StandardSpace).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The library was built without {Name}.");
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(json => new StandardSpace(
            json.Required("algorithm").GetString() ?? "",
            [.. json.Required("vary").EnumerateArray().Select(range => range.GetString() ?? "")],
            json.Required("source").GetString() ?? ""))];
    }
}
