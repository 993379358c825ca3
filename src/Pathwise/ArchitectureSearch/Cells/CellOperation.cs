using System.Collections.Immutable;
using System.Globalization;

namespace Pathwise.ArchitectureSearch.Cells;

/// <summary>An operation of NASNet's cells.</summary>
/// <param name="Symbol">Its short name in a genotype: <c>"sep5"</c>.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Size">k, the side of its window.</param>
public sealed record CellOperation(string Symbol, CellOperationKind Kind, int Size)
{
    /// <summary>The 13 operations of NASNet's search space, in the paper's order.</summary>
    /// <remarks>Source: Zoph et al. (2018), <i>Learning Transferable Architectures for Scalable Image Recognition</i>,
    /// §3.1.</remarks>
    public static ImmutableArray<CellOperation> All { get; } =
    [
        new("id", CellOperationKind.Identity, 1),
        new("1x3", CellOperationKind.Factorized, 3),
        new("1x7", CellOperationKind.Factorized, 7),
        new("dil3", CellOperationKind.Dilated, 3),
        new("avg3", CellOperationKind.AveragePool, 3),
        new("max3", CellOperationKind.MaximumPool, 3),
        new("max5", CellOperationKind.MaximumPool, 5),
        new("max7", CellOperationKind.MaximumPool, 7),
        new("conv1", CellOperationKind.Convolution, 1),
        new("conv3", CellOperationKind.Convolution, 3),
        new("sep3", CellOperationKind.Separable, 3),
        new("sep5", CellOperationKind.Separable, 5),
        new("sep7", CellOperationKind.Separable, 7),
    ];

    /// <summary>Its name in words: <c>"sep 5×5"</c>.</summary>
    public string Title => Kind switch
    {
        CellOperationKind.Identity => "identity",
        CellOperationKind.Convolution => Sized("conv"),
        CellOperationKind.Factorized => string.Create(CultureInfo.InvariantCulture, $"1×{Size} {Size}×1 conv"),
        CellOperationKind.Dilated => Sized("dil"),
        CellOperationKind.Separable => Sized("sep"),
        CellOperationKind.AveragePool => Sized("avg"),
        _ => Sized("max"),
    };

    /// <summary>The operation of a symbol.</summary>
    /// <param name="symbol">Its short name.</param>
    /// <exception cref="BadInputException">There is none.</exception>
    public static CellOperation Find(string symbol) => All.FirstOrDefault(operation => operation.Symbol == symbol)
        ?? throw BadInputException.Unknown("operation", symbol, [.. All.Select(operation => operation.Symbol)]);

    /// <summary>The symbol.</summary>
    public override string ToString() => Symbol;

    private string Sized(string name) => string.Create(CultureInfo.InvariantCulture, $"{name} {Size}×{Size}");
}
