using System.Collections.Immutable;
using System.Globalization;
using Pathwise.ArchitectureSearch.Blueprints;
using Pathwise.ArchitectureSearch.MobileBlocks;
using Pathwise.ArchitectureSearch.Published;

namespace Pathwise.ArchitectureSearch.Spaces;

/// <summary>The search space of MnasNet and EfficientNet: seven blocks around MobileNetV2's, six choices
/// each.</summary>
/// <remarks>
/// <para>Source: M. Tan et al. (2019), <i>MnasNet: Platform-Aware Neural Architecture Search for Mobile</i>, §4.1. A
/// block repeats one layer and chooses its operation, kernel, squeeze-and-excitation, skip, filters (times
/// MobileNetV2's, as a multiple of 8) and layers (plus MobileNetV2's, at least 1).</para>
/// <para>The paper counts 432 ways for a block, but lists 3 · 2 · 2 · 3 · 3 · 3 = 324. 432 = 4 · 2 · 2 · 3 · 3 · 3:
/// MBConv with an expansion of 3 and of 6 are two operations, and the networks found have both. So there are 432⁷ ≈
/// 2.8·10¹⁸ sequences of choices.</para>
/// <para>Where the paper is silent: pooling as a skip is the 3 × 3 mean of a layer's input with the layer's stride,
/// added where channels are equal; an identity needs equal shapes. <see cref="Canonical"/> is the same for blocks that
/// differ only in what has no effect: filters that round to one number, layers below 1, a skip that fits no
/// layer.</para>
/// </remarks>
public sealed class MnasNetSpace : INetworkSpace
{
    private const int ChoicesOfBlock = 6, DefaultSize = 224, DefaultFilters = 32, DefaultReductions = 5;
    private const double Squeeze = 0.25;

    private static readonly ImmutableArray<MobileStage> Around = MobileNetV2.Stages;

    private static readonly double[] FilterFactors = [0.75, 1, 1.25];
    private static readonly int[] Kernels = [3, 5];

    private static readonly ImmutableArray<Decision> All =
    [
        .. from block in Enumerable.Range(1, Around.Length)
           from decision in ((string Name, string[] Options)[])
           [
               ("operation", ["conv", "sep", "mb3", "mb6"]), ("kernel", ["3", "5"]), ("squeeze", ["0", "0.25"]),
               ("skip", ["pool", "identity", "none"]), ("filters", ["0.75", "1", "1.25"]),
               ("layers", ["0", "+1", "-1"]),
           ]
           select new Decision(
               string.Create(CultureInfo.InvariantCulture, $"block {block} {decision.Name}"), decision.Options),
    ];

    private readonly MobileActivation _activation;

    /// <inheritdoc cref="MnasNetSpace"/>
    /// <param name="activation">The activation: ReLU for <c>mnasnet</c>, swish for <c>efficientnet</c>.</param>
    public MnasNetSpace(MobileActivation activation = MobileActivation.Relu) => _activation = activation;

    /// <inheritdoc/>
    public string Name => _activation switch
    {
        MobileActivation.Swish => "efficientnet",
        MobileActivation.Relu6 => "mnasnet-relu6",
        _ => "mnasnet",
    };

    /// <inheritdoc/>
    public string Description =>
        "Seven blocks around MobileNetV2's, each of one layer that is repeated. A block has 4 · 2 · 2 · 3 · 3 · 3 = "
        + "432 ways, as the paper counts: convolution, separable convolution, MBConv with expansion 3 or 6; kernel 3 "
        + "or 5; squeeze-and-excitation or not; pooling, identity or no skip; 0.75, 1 or 1.25 times the filters; 0, +1 "
        + "or −1 layers. (Its list, with one MBConv, would make 324.)";

    /// <inheritdoc/>
    public IReadOnlyList<Decision> Decisions => All;

    /// <summary>The stages that choices make.</summary>
    /// <param name="choices">The index of an option for each decision, [42].</param>
    /// <param name="width">What MobileNetV2's filters are multiplied by.</param>
    public static ImmutableArray<MobileStage> StagesOf(ReadOnlySpan<int> choices, double width = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(choices.Length, All.Length);
        var stages = new MobileStage[Around.Length];
        for (var i = 0; i < stages.Length; i++)
        {
            var block = choices.Slice(i * ChoicesOfBlock, ChoicesOfBlock);
            stages[i] = new(
                block[0] == 0 ? MobileOperation.Convolution : MobileOperation.InvertedBottleneck,
                Expansion: block[0] switch { 2 => 3, 3 => 6, _ => 1 },
                Kernels[block[1]],
                Around[i].Stride,
                RoundedFilters.Of(Around[i].Filters, width * FilterFactors[block[4]]),
                Math.Max(1, Around[i].Layers + (block[5] switch { 1 => 1, 2 => -1, _ => 0 })),
                block[2] == 0 ? 0 : Squeeze,
                block[3] switch { 0 => MobileSkip.Pool, 1 => MobileSkip.Identity, _ => MobileSkip.None });
        }

        return [.. stages];
    }

    /// <inheritdoc/>
    public string Canonical(ReadOnlySpan<int> choices)
    {
        var (inputs, texts) = (DefaultFilters, new List<string>());
        foreach (var stage in StagesOf(choices))
        {
            var isFitting = stage.Layers > 1 || (inputs == stage.Filters
                && (stage.Skip == MobileSkip.Pool || stage.Stride == 1));
            texts.Add(string.Create(CultureInfo.InvariantCulture,
                $"{stage}, {stage.Filters} × {stage.Layers}, squeeze {stage.Squeeze}, "
                + $"skip {(isFitting ? stage.Skip : MobileSkip.None)}"));
            inputs = stage.Filters;
        }

        return string.Join("; ", texts);
    }

    /// <summary>The blocks with slashes between, each its six options with commas between.</summary>
    /// <param name="choices">The index of an option for each decision, [42].</param>
    public string Write(ReadOnlySpan<int> choices) =>
        string.Join('/', OptionList.Write(this, choices).Split(',').Chunk(ChoicesOfBlock)
            .Select(block => string.Join(',', block)));

    /// <inheritdoc/>
    public int[] Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return OptionList.Read(this, text.Replace('/', ','));
    }

    /// <summary>The network: of images of 224 × 224 with 32 filters in its stem where nothing is told. Fewer
    /// <see cref="BlueprintOptions.Reductions"/> than 5 make the first strides 1, for small images.</summary>
    /// <inheritdoc/>
    public Blueprint ToBlueprint(ReadOnlySpan<int> choices, BlueprintOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var filters = options.Filters ?? DefaultFilters;
        var width = (double)filters / DefaultFilters;
        var surplus = DefaultReductions - (options.Reductions ?? DefaultReductions);
        return new MobileNetworkPlan
        {
            Name = $"{Name}:{Write(choices)}",
            Input = options.Input(DefaultSize),
            Classes = options.Classes,
            StemFilters = filters,
            StemStride = surplus-- > 0 ? 1 : 2,
            Stages = [.. StagesOf(choices, width).Select(
                stage => stage.Stride == 2 && surplus-- > 0 ? stage with { Stride = 1 } : stage)],
            HeadFilters = RoundedFilters.Of(1280, width),
            Activation = _activation,
            DropPath = options.DropPath,
            Dropout = options.Dropout,
        }.ToBlueprint();
    }
}
