using Pathwise.ArchitectureSearch.Blueprints;

namespace Pathwise.ArchitectureSearch.Cells;

/// <summary>How cells are stacked into a network.</summary>
/// <remarks>Source: Zoph et al. (2018), Figure 2 and App. A, and the released code of NASNet (TensorFlow models,
/// <c>slim/nets/nasnet</c>), which decides what the paper leaves open.</remarks>
public sealed record CellNetworkPlan
{
    /// <summary>What the network is called.</summary>
    public required string Name { get; init; }

    /// <summary>The cells.</summary>
    public required CellPair Cells { get; init; }

    /// <summary>The shape of an image.</summary>
    public required TensorShape Input { get; init; }

    /// <summary>What is told apart.</summary>
    public required int Classes { get; init; }

    /// <summary>N, the normal cells before, between and after the two reductions: 3N in all.</summary>
    public required int Repeats { get; init; }

    /// <summary>F, the filters of the first normal cells; each reduction doubles them.</summary>
    public required int Filters { get; init; }

    /// <summary>What stands before the cells.</summary>
    public CellStem Stem { get; init; }

    /// <summary>The filters of the first convolution; null: 3F, as for CIFAR-10.</summary>
    public int? StemFilters { get; init; }

    /// <summary>Whether the cell after a reduction takes, for h_{i−1}, the output before the reduction's own input: the
    /// large NASNet-A only.</summary>
    public bool SkipsReductionInput { get; init; }

    /// <summary>The constants of batch normalisation.</summary>
    public BatchNormalizationLayer Normalization { get; init; } = new(Epsilon: 1e-5, Decay: 0.9);

    /// <summary>The chance that a path of the last cell is dropped at the end of training.</summary>
    public double DropPath { get; init; }

    /// <summary>The chance that a number is dropped before the last layer.</summary>
    public double Dropout { get; init; }

    /// <summary>The network.</summary>
    /// <exception cref="BadInputException">Images are too small.</exception>
    public Blueprint ToBlueprint() => new CellNetwork(this).Build();
}
