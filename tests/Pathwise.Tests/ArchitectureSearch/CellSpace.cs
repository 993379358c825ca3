using Pathwise.ArchitectureSearch;
using Pathwise.ArchitectureSearch.Spaces;

namespace Pathwise.Tests.ArchitectureSearch;

/// <summary>The cells of NAS-Bench-201 as plain choices.</summary>
internal static class CellSpace
{
    private static readonly string[] Operations =
        ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"];

    public static ISearchSpace Plain { get; } =
        new ChoiceSpace("cells", Enumerable.Range(0, 6).Select(edge => new Decision($"edge {edge}", Operations)));
}
