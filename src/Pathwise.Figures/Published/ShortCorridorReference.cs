using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pathwise.Figures.Published;

/// <summary>What one line of a figure comes to over very many runs.</summary>
/// <param name="Runs">How many runs there were.</param>
/// <param name="DivergedRuns">How many of them diverged, and so are not in the means.</param>
/// <param name="Means">Mean return of each block of 50 episodes, [20].</param>
/// <param name="StandardErrors">Their standard errors, over the runs, [20].</param>
internal sealed record ShortCorridorReference(int Runs, int DivergedRuns, double[] Means, double[] StandardErrors)
{
    private const int BlockLength = 50;

    /// <summary>The lines of a figure, by name.</summary>
    public static Dictionary<string, ShortCorridorReference> Read(string file)
    {
        using var stream = typeof(ShortCorridorReference).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The assembly lacks its reference numbers {file}.");
        return JsonSerializer.Deserialize(stream, ReferenceJson.Default.DictionaryStringShortCorridorReference)!;
    }

    /// <summary>Mean return of some episodes, whole blocks, with its standard error.</summary>
    /// <param name="first">The first episode, counted from 1.</param>
    /// <param name="last">The last one.</param>
    /// <returns>
    /// The standard error is the mean of the blocks' own: exact if a run's blocks rose and fell together, and too large
    /// otherwise; against that of 100 runs it hardly counts.
    /// </returns>
    public (double Mean, double StandardError) Over(int first, int last)
    {
        var blocks = new Range((first - 1) / BlockLength, last / BlockLength);
        return (Means[blocks].Average(), StandardErrors[blocks].Average());
    }
}

/// <summary>Reads the reference numbers without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Dictionary<string, ShortCorridorReference>))]
internal sealed partial class ReferenceJson : JsonSerializerContext;
