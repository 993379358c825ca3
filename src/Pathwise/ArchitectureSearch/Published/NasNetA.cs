using System.Collections.Immutable;
using Pathwise.ArchitectureSearch.Cells;

namespace Pathwise.ArchitectureSearch.Published;

/// <summary>NASNet-A: the cells that the search found on CIFAR-10, and the networks stacked of them.</summary>
/// <remarks>Source: B. Zoph et al. (2018), <i>Learning Transferable Architectures for Scalable Image Recognition</i>,
/// Figure 4 and Tables 1 to 3. A network N @ P has N cells between reductions and P filters before the classifier, F =
/// P / 24 at first. The outputs' lists are those of the released code: the paper's own rule, to concatenate what no
/// block takes, would leave out h_{i−1} in the normal cell and block 2 in the reduction cell.</remarks>
public static class NasNetA
{
    private const string Source = "Zoph et al. (2018)";

    /// <summary>The two cells.</summary>
    public static CellPair Cells { get; } = CellPair.Parse(
        "sep5@0+sep3@1,sep5@1+sep3@1,avg3@0+id@1,avg3@1+avg3@1,sep3@0+id@0=1.2.3.4.5.6/"
        + "sep5@0+sep7@1,max3@0+sep7@1,avg3@0+sep5@1,id@3+avg3@2,sep3@2+max3@0=3.4.5.6");

    /// <summary>6 @ 768 for CIFAR-10; 4 @ 1056, the mobile one, and 6 @ 4032, the large one, for ImageNet.</summary>
    public static ImmutableArray<KnownNetwork> Networks { get; } =
    [
        new("nasnet-a-6@768", Source, () => new CellNetworkPlan
        {
            Name = "nasnet-a-6@768",
            Cells = Cells,
            Input = new(3, 32, 32),
            Classes = 10,
            Repeats = 6,
            Filters = 32,
            DropPath = 0.4,
        }.ToBlueprint()),
        new("nasnet-a-4@1056", Source, () => new CellNetworkPlan
        {
            Name = "nasnet-a-4@1056",
            Cells = Cells,
            Input = new(3, 224, 224),
            Classes = 1000,
            Repeats = 4,
            Filters = 44,
            Stem = CellStem.Reductions,
            StemFilters = 32,
            Normalization = new(Epsilon: 1e-3, Decay: 0.9997),
            Dropout = 0.5,
        }.ToBlueprint()),
        new("nasnet-a-6@4032", Source, () => new CellNetworkPlan
        {
            Name = "nasnet-a-6@4032",
            Cells = Cells,
            Input = new(3, 331, 331),
            Classes = 1000,
            Repeats = 6,
            Filters = 168,
            Stem = CellStem.Reductions,
            StemFilters = 96,
            SkipsReductionInput = true,
            Normalization = new(Epsilon: 1e-3, Decay: 0.9997),
            DropPath = 0.3,
            Dropout = 0.5,
        }.ToBlueprint()),
    ];
}
