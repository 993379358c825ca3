using Pathwise.Datasets;
using Pathwise.Environments;
using Pathwise.Experiments;
using Pathwise.Experiments.Runs;

namespace Pathwise.Cli;

/// <summary>What commands can name.</summary>
/// <param name="Algorithms">The algorithms there are.</param>
/// <param name="Environments">The environments there are.</param>
/// <param name="Presets">The tuned settings there are.</param>
internal sealed record Catalogue(AlgorithmCatalog Algorithms, EnvironmentRegistry Environments, Presets Presets)
{
    /// <summary>The data sets there are.</summary>
    public IReadOnlyList<KnownDataset> Datasets { get; init; } = DatasetCatalog.All;

    /// <summary>What an architecture search can name.</summary>
    public SearchParts Search { get; init; } = SearchParts.Standard;

    /// <summary>The library's.</summary>
    public static Catalogue Standard { get; } = new(
        AlgorithmCatalog.Standard, EnvironmentRegistry.Standard, Presets.Standard);
}
