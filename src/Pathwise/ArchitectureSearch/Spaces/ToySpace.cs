namespace Pathwise.ArchitectureSearch.Spaces;

/// <summary>A space small enough to be looked through: three layers in a chain, their width, and the activation of the
/// convolutions.</summary>
/// <remarks>4³ · 2 · 2 = 256 sequences of choices. A layer that is skipped could stand anywhere, and an activation
/// without a convolution does nothing: <see cref="Canonical"/> leaves both out.</remarks>
public sealed class ToySpace : ISearchSpace
{
    /// <summary>How many layers there are.</summary>
    public const int Layers = 3;

    private const string Skip = "skip";

    private static readonly Decision[] All =
    [
        .. Enumerable.Range(1, Layers)
            .Select(layer => new Decision($"layer {layer}", [Skip, "conv1", "conv3", "max3"])),
        new("width", ["4", "8"]),
        new("activation", ["relu", "swish"]),
    ];

    /// <inheritdoc/>
    public string Name => "toy";

    /// <inheritdoc/>
    public IReadOnlyList<Decision> Decisions => All;

    /// <inheritdoc/>
    public string Canonical(ReadOnlySpan<int> choices)
    {
        var kept = new List<string>();
        for (var layer = 0; layer < Layers; layer++)
            if (All[layer].Options[choices[layer]] is var operation and not Skip)
                kept.Add(operation);
        var isActive = kept.Exists(operation => operation.StartsWith("conv", StringComparison.Ordinal));
        kept.Add(All[Layers].Options[choices[Layers]]);
        if (isActive) kept.Add(All[Layers + 1].Options[choices[Layers + 1]]);
        return string.Join(',', kept);
    }
}
