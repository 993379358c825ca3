using System.Globalization;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.Numerics;

namespace Pathwise.ArchitectureSearch.Spaces;

/// <summary>A space small enough to be looked through: three layers in a chain, their width, and the activation of the
/// convolutions.</summary>
/// <remarks>A convolution of 3 × 3 comes first, a classifier last; sizes stay as they are. 4³ · 2 · 2 = 256 sequences
/// of choices. A layer that is skipped could stand anywhere, and the stem has an activation in any case:
/// <see cref="Canonical"/> leaves skipped layers out.</remarks>
public sealed class ToySpace : INetworkSpace
{
    /// <summary>How many layers there are.</summary>
    public const int Layers = 3;

    private const string Skip = "skip";
    private const int DefaultSize = 32;

    private static readonly BatchNormalizationLayer Normalization = new(Epsilon: 1e-5, Decay: 0.9);

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
    public string Description =>
        "Three layers in a chain, each skipped, a convolution or a pooling; their width, and the activation: "
        + "4³ · 2 · 2 = 256 sequences of choices, 160 different networks.";

    /// <inheritdoc/>
    public IReadOnlyList<Decision> Decisions => All;

    /// <inheritdoc/>
    public string Canonical(ReadOnlySpan<int> choices)
    {
        var kept = new List<string>();
        for (var layer = 0; layer < Layers; layer++)
            if (All[layer].Options[choices[layer]] is var operation and not Skip)
                kept.Add(operation);
        kept.Add(All[Layers].Options[choices[Layers]]);
        kept.Add(All[Layers + 1].Options[choices[Layers + 1]]);
        return string.Join(',', kept);
    }

    /// <inheritdoc/>
    public Blueprint ToBlueprint(ReadOnlySpan<int> choices, BlueprintOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var filters = choices[Layers] == 0 ? 4 : 8;
        var activation = choices[Layers + 1] == 0 ? Activation.Relu : Activation.Silu;
        var builder = new BlueprintBuilder($"{Name}:{OptionList.Write(this, choices)}", options.Input(DefaultSize));
        Wire x;
        using (builder.Scope("stem")) x = Convolve(builder.Input, size: 3);
        for (var layer = 0; layer < Layers; layer++)
            using (builder.Scope(string.Create(CultureInfo.InvariantCulture, $"layer {layer + 1}")))
                x = All[layer].Options[choices[layer]] switch
                {
                    "conv1" => Convolve(x, size: 1),
                    "conv3" => Convolve(x, size: 3),
                    "max3" => builder.MaximumPool(x, size: 3),
                    _ => x,
                };
        using (builder.Scope("classifier")) builder.Classify(x, options.Classes, options.Dropout);
        return builder.Build();

        Wire Convolve(Wire wire, int size) =>
            builder.Activate(builder.Normalize(builder.Convolution(wire, filters, size), Normalization), activation);
    }
}
